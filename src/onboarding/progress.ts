import type { Quiz } from './quiz.ts';

/** Where somebody is. `new`: the greeting is on its way, and nobody else may send it. `gone`: they have left. */
type Stage = 'new' | 'undelivered' | 'greeted' | 'tour' | 'quiz' | 'finished' | 'declined' | 'gone';

/** One person's way through the first week. */
export interface Progress {
  readonly stage: Stage;
  /** Who invited them, or switched the greetings on; undefined where they asked themselves. */
  readonly by: string | undefined;
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
  /** The step of the tour, from 0. */
  readonly step: number;
  readonly quiz: Quiz | undefined;
  readonly followUp: FollowUp | undefined;
}

/** The message of the third working day. */
interface FollowUp {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Slack's name for it, and the channel; undefined while it is on its way there. */
  readonly scheduled: { readonly id: string; readonly channel: string } | undefined;
}

/** The beginning of a way. */
export function beginProgress(by: string | undefined, now: number): Progress {
  return { stage: 'new', by, since: now, step: 0, quiz: undefined, followUp: undefined };
}

const STAGES: readonly unknown[] = [
  'new',
  'undelivered',
  'greeted',
  'tour',
  'quiz',
  'finished',
  'declined',
  'gone',
] satisfies Stage[];

/** Reads what was kept, by this version or another; undefined where it is nothing that can be gone on with. */
export function readProgress(value: unknown): Progress | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { stage, by, since, step, quiz, followUp } = value as Record<string, unknown>;
  if (!STAGES.includes(stage)) return undefined;
  const whole = readQuiz(quiz);
  return {
    stage: stage === 'quiz' && !whole ? 'tour' : (stage as Stage),
    by: typeof by === 'string' ? by : undefined,
    since: numberOf(since),
    step: numberOf(step),
    quiz: whole,
    followUp: readFollowUp(followUp),
  };
}

const numberOf = (value: unknown): number => (typeof value === 'number' && value >= 0 ? value : 0);
const textsOf = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function readQuiz(value: unknown): Quiz | undefined {
  const { queue, first, at, chosen, right, missed } = (value ?? {}) as Record<string, unknown>;
  if (!textsOf(queue) || !textsOf(missed)) return undefined;
  return {
    queue,
    first: numberOf(first),
    at: numberOf(at),
    chosen: typeof chosen === 'string' ? chosen : undefined,
    right: numberOf(right),
    missed,
  };
}

function readFollowUp(value: unknown): FollowUp | undefined {
  const { at, scheduled } = (value ?? {}) as Record<string, unknown>;
  if (typeof at !== 'number') return undefined;
  const { id, channel } = (scheduled ?? {}) as Record<string, unknown>;
  const known = typeof id === 'string' && typeof channel === 'string';
  return { at, scheduled: known ? { id, channel } : undefined };
}
