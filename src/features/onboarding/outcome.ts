import type { Progress } from './progress.ts';

/** What those who invited somebody may know. */
export type Outcome =
  | 'on its way'
  | 'undelivered'
  | 'uncertain'
  | 'greeted'
  | 'started'
  | 'finished'
  | 'declined'
  | 'gone';

/** A greeting that has been on its way for longer was lost, or it arrived and nobody could write that down. */
const LOST_MS = 60_000;

/** Whether nobody can say any more if a greeting arrived. */
export function isUncertain({ stage, since }: Progress, now: number): boolean {
  return stage === 'uncertain' || (stage === 'new' && since < now - LOST_MS);
}

/** Says how far somebody is, and nothing of what they did there. */
export function outcomeOf(progress: Progress, now: number): Outcome {
  const { stage, finished } = progress;
  if (isUncertain(progress, now)) return 'uncertain';
  if (finished && stage !== 'gone') return 'finished';
  switch (stage) {
    case 'new':
      return 'on its way';
    case 'tour':
    case 'quiz':
      return 'started';
    default:
      return stage;
  }
}
