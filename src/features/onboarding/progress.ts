import { z } from 'zod';
import type { Quiz } from './quiz.ts';

/** The kind of its records; each has the id of its person. */
export const JOURNEY = 'journey';

const textOrNone = z.string().min(1).optional().catch(undefined);
const timeOrNone = z.number().optional().catch(undefined);
const count = z.number().nonnegative().catch(0);
const flag = z.boolean().catch(false);

const quiz: z.ZodType<Quiz> = z.object({
  queue: z.array(z.string()),
  first: count,
  at: count,
  chosen: z.string().optional().catch(undefined),
  right: count,
  missed: z.array(z.string()),
});

/** Where the one message of the tour stands, in somebody's direct messages. */
const place = z.object({ channel: z.string(), ts: textOrNone });
export type Place = z.infer<typeof place>;

/** One person's way through the first week. Times are in milliseconds since 1970. */
const progress = z
  .object({
    /**
     * Where they are. `new`: the greeting is on its way, and nobody else may send it. `uncertain`: it may have arrived
     * or not. `gone`: they have left the workspace.
     */
    stage: z.enum([
      'new',
      'undelivered',
      'uncertain',
      'greeted',
      'tour',
      'quiz',
      'finished',
      'declined',
      'gone',
    ]),
    /** Who invited them, or switched the greetings on; undefined where they asked themselves. */
    by: textOrNone,
    /** When it began. */
    since: count,
    /** The step of the tour, from 0. */
    step: count,
    quiz: quiz.optional().catch(undefined),
    /** They have been through it once: whatever they look at again, nobody hears of it. */
    finished: flag,
    /** They want no more messages, and have not said yes since. */
    quiet: flag,
    /** Their time zone, as Slack told it last. */
    zone: textOrNone,
    place: place.optional().catch(undefined),
    /** The message of the third working day, while it is to come: undefined `at` until their time zone is known. */
    followUp: z
      .object({
        at: timeOrNone,
        /** How often Slack has refused it. */
        refusals: count,
      })
      .optional()
      .catch(undefined),
    /** It has been sent, or may have been: there is no second. */
    followUpSent: flag,
  })
  .transform((is) => ({
    ...is,
    stage: is.stage === 'quiz' && !is.quiz ? ('tour' as const) : is.stage,
    finished: is.finished || is.stage === 'finished',
    quiet: is.quiet || is.stage === 'declined',
  }));
export type Progress = Readonly<z.output<typeof progress>>;

/** Reads what was kept, by this version or another; undefined where it is nothing that can be gone on with. */
export function readProgress(value: unknown): Progress | undefined {
  return progress.safeParse(value).data;
}

/** The beginning of a way. */
export function beginProgress(by: string | undefined, now: number): Progress {
  return progress.parse({ stage: 'new', by, since: now });
}

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

/** What is wrong with a greeting: Slack did not take it, or nobody can say whether it arrived. */
export type Failed = Extract<Outcome, 'undelivered' | 'uncertain'>;

export const isFailed = (outcome: string): outcome is Failed =>
  outcome === 'undelivered' || outcome === 'uncertain';

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
