import { createHash } from 'node:crypto';
import type { WorkspaceStore } from '../../store/types.ts';
import type { Progress } from './progress.ts';

/** The kind of its records. */
const GREETED = 'greeted';

/** What remains of somebody who asked to be forgotten, so that they are not greeted twice. */
interface Tombstone {
  /** They were sent the message of the third working day. */
  readonly written: boolean;
}

/** The id of a person so scrambled that it cannot be read back, and is found again. */
const fingerprintOf = (workspace: string, person: string): string =>
  createHash('sha256').update(`${workspace}\n${person}`).digest('base64url');

/** Remembers, without who they are, that somebody was greeted or said no. Throws a StoreError. */
export async function layTombstone(
  memory: WorkspaceStore,
  workspace: string,
  person: string,
  { written }: Progress,
): Promise<void> {
  // Where there is one already, they were forgotten before, and it says enough.
  await memory.update(GREETED, fingerprintOf(workspace, person), (is) =>
    is === undefined ? { written } : undefined,
  );
}

/** What is remembered of somebody who was forgotten; undefined where that is nothing. Throws a StoreError. */
export async function readTombstone(
  memory: WorkspaceStore,
  workspace: string,
  person: string,
): Promise<Tombstone | undefined> {
  const record = await memory.record(GREETED, fingerprintOf(workspace, person));
  return record && { written: (record.value as { written?: unknown } | null)?.written === true };
}
