import type { Quiz } from './quiz.ts';

/**
 * Where somebody is. `new`: the greeting is on its way, and nobody else may send it. `uncertain`: nobody can say whether
 * it arrived. `gone`: they have left.
 */
type Stage =
  | 'new'
  | 'undelivered'
  | 'uncertain'
  | 'greeted'
  | 'tour'
  | 'quiz'
  | 'finished'
  | 'declined'
  | 'gone';

/** The kind of the records that hold somebody's progress, by the person's id. */
export const JOURNEY = 'journey';

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
  /** They have been through it once: whatever they look at again, nobody hears of it. */
  readonly finished: boolean;
  /** They have said that nothing more is to come, and have not said yes since. */
  readonly quiet: boolean;
  /** Their time zone, as Slack told it last. */
  readonly zone: string | undefined;
  /** The one message that changes in place, as far as that is known. */
  readonly place: Place | undefined;
  readonly followUp: FollowUp | undefined;
  /** The message of the third working day has been sent, or can no longer be called back: there is no second. */
  readonly written: boolean;
  /** What Slack still keeps and must not send. */
  readonly toCallBack: readonly Scheduled[];
}

/** Where a message stands in somebody's direct messages. */
export interface Place {
  readonly channel: string;
  readonly ts: string | undefined;
}

/** A message as Slack keeps it until its time. */
export interface Scheduled {
  /** Slack's name for it. */
  readonly id: string;
  readonly channel: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The topics that it lists as missed. */
  readonly missed: readonly string[];
}

/** The message of the third working day. */
interface FollowUp {
  /** Milliseconds since 1970; undefined until the person's time zone is known. */
  readonly at: number | undefined;
  /** When somebody set out to schedule it; others leave it alone for a while. */
  readonly claimed: number | undefined;
  readonly scheduled: Scheduled | undefined;
}

/** The beginning of a way. */
export function beginProgress(by: string | undefined, now: number): Progress {
  return {
    stage: 'new',
    by,
    since: now,
    step: 0,
    quiz: undefined,
    finished: false,
    quiet: false,
    zone: undefined,
    place: undefined,
    followUp: undefined,
    written: false,
    toCallBack: [],
  };
}

const STAGES: readonly unknown[] = [
  'new',
  'undelivered',
  'uncertain',
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
  const { stage, by, since, step, quiz, zone, ...rest } = value as Record<string, unknown>;
  if (!STAGES.includes(stage)) return undefined;
  const whole = readQuiz(quiz);
  return {
    stage: stage === 'quiz' && !whole ? 'tour' : (stage as Stage),
    by: textOf(by),
    since: numberOf(since),
    step: numberOf(step),
    quiz: whole,
    finished: rest.finished === true || stage === 'finished',
    quiet: rest.quiet === true || stage === 'declined',
    zone: textOf(zone),
    place: readPlace(rest.place),
    followUp: readFollowUp(rest.followUp),
    written: rest.written === true,
    toCallBack: Array.isArray(rest.toCallBack)
      ? rest.toCallBack.flatMap((one) => readScheduled(one) ?? [])
      : [],
  };
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
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

function readPlace(value: unknown): Place | undefined {
  const { channel, ts } = (value ?? {}) as Record<string, unknown>;
  return typeof channel === 'string' ? { channel, ts: textOf(ts) } : undefined;
}

function readFollowUp(value: unknown): FollowUp | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, claimed, scheduled } = value as Record<string, unknown>;
  return {
    at: typeof at === 'number' ? at : undefined,
    claimed: typeof claimed === 'number' ? claimed : undefined,
    scheduled: readScheduled(scheduled, at),
  };
}

/** A version before this one kept the time beside it alone. */
function readScheduled(value: unknown, beside?: unknown): Scheduled | undefined {
  const { id, channel, at = beside, missed } = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof channel !== 'string') return undefined;
  return { id, channel, at: numberOf(at), missed: textsOf(missed) ? missed : [] };
}
