import { QUESTION, readKept } from '../../learning/question.ts';
import type { WorkspaceStore } from '../../store/types.ts';

const DAY = 24 * 60 * 60 * 1000;

/** From when on questions are kept, in milliseconds since 1970; with 0 days none are. */
export function keptFrom(days: number, now: number): number {
  return days === 0 ? Number.POSITIVE_INFINITY : now - days * DAY;
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
