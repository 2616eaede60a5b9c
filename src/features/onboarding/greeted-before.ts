import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WorkspaceStore } from '../../store/workspace.ts';
import type { Progress } from './progress.ts';

/** The kind of its records. */
const GREETED = 'greeted';

/** What remains of somebody who asked to be forgotten, so that they are not greeted twice. */
const greeted = z.object({ followUpSent: z.boolean().catch(false) }).catch({ followUpSent: false });

/** A hash of workspace and user id: matchable, not listable. */
const hashOf = (workspace: string, person: string): string =>
  createHash('sha256').update(`${workspace}\n${person}`).digest('base64url');

/** Remembers, without who they are, that somebody was greeted or said no. Throws a StoreError. */
export async function rememberGreeted(
  kept: WorkspaceStore,
  workspace: string,
  person: string,
  { followUpSent }: Progress,
): Promise<void> {
  // Where there is one already, they were forgotten before, and it says enough.
  await kept.update(GREETED, hashOf(workspace, person), (value) =>
    value === undefined ? { followUpSent } : undefined,
  );
}

/** What is remembered of somebody who was forgotten; undefined where that is nothing. Throws a StoreError. */
export async function readGreeted(
  kept: WorkspaceStore,
  workspace: string,
  person: string,
): Promise<{ readonly followUpSent: boolean } | undefined> {
  const record = await kept.record(GREETED, hashOf(workspace, person));
  return record && greeted.parse(record.value);
}
