import { QUESTION } from '../../learning/question.ts';
import type { WorkspaceStore } from '../../store/types.ts';

const DAY = 24 * 60 * 60 * 1000;

/** From when on questions are kept, in milliseconds since 1970; with 0 days none are. */
export function keptFrom(days: number, now: number): number {
  return days === 0 ? Number.POSITIVE_INFINITY : now - days * DAY;
}

/** Removes the questions that are older than a workspace wants. Throws a StoreError. */
export async function purgeQuestions(memory: WorkspaceStore, days: number, now: number): Promise<void> {
  await memory.removeOldRecords(QUESTION, days === 0 ? now + DAY : keptFrom(days, now));
}
