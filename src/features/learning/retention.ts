import type { Context } from '@slack/bolt';
import { isOutsider } from '../../slack/outsiders.ts';
import type { WorkspaceStore } from '../../store/types.ts';
import type { MemoryParts } from '../parts.ts';
import { keptFrom } from '../settings/keep-days.ts';
import { readSettings } from '../settings/settings.ts';
import { QUESTION, readKept } from './kept-question.ts';

/** Whether what somebody asks is kept; not while the memory cannot be asked. Throws nothing. */
export async function keepsQuestions(
  { readSnapshot }: Pick<MemoryParts, 'readSnapshot'>,
  context: Context,
): Promise<boolean> {
  if (isOutsider(context)) return false;
  const snapshot = await readSnapshot(context);
  return snapshot !== undefined && readSettings(snapshot).keepDays > 0;
}

/** Removes the questions that were last asked longer ago than a workspace wants them kept. Throws a StoreError. */
export async function purgeQuestions(memory: WorkspaceStore, days: number, now: number): Promise<void> {
  const from = keptFrom(days, now);
  const old = (await memory.records(QUESTION)).filter((record) => (readKept(record)?.last ?? 0) < from);
  await memory.removeRecords(
    QUESTION,
    old.map(({ id }) => id),
  );
}
