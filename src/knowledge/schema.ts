import { z } from 'zod';

/** Slack's limit for the text of a button, which is where titles are shown. */
const TITLE_LIMIT = 75;

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not an id: use small letters, digits and single hyphens')
  .max(60, 'is longer than 60 characters');

const line = (max: number) =>
  z.string().trim().min(1, 'is empty').max(max, `is longer than ${max} characters`);

const isSet = (list: readonly string[]) => new Set(list).size === list.length;

const topicIds = z.array(id).max(5, 'has more than five topics').refine(isSet, 'names one topic twice');
const asks = z.array(line(400)).min(1, 'needs at least one way to ask');

const topic = z.strictObject({
  id,
  kind: z.enum(['responsibility', 'role', 'comparison']).default('responsibility'),
  title: line(TITLE_LIMIT),
  answer: line(600),
  quote: line(1500),
  document: id.optional(),
  related: topicIds.default([]),
  asks,
});

const topics = z.array(topic).min(1, 'has no topics');

/** A file under `roles/` that describes one role and what it is responsible for. */
export const roleFile = z.strictObject({
  role: id,
  name: line(50),
  short: line(12).optional(),
  also: z.array(line(50)).default([]),
  document: id,
  topics,
});

/** A file under `roles/` for what several roles own together; it names them by their ids. */
export const sharedFile = z.strictObject({
  shared: id,
  roles: z.array(id).min(2, 'needs two roles or more').refine(isSet, 'names one role twice'),
  document: id,
  topics,
});

/** A file under `roles/` with more topics of a role that has its own file. */
export const additionFile = z.strictObject({
  'adds-to': id,
  document: id,
  topics: topics.refine(
    (list) => list.every(({ kind }) => kind === 'responsibility'),
    'may add responsibilities only',
  ),
});

const smalltalk = z.strictObject({ id, reply: line(600), asks });
export const smalltalkFile = z.strictObject({ smalltalk: z.array(smalltalk).min(1, 'is empty') });

export const vocabularyFile = z.strictObject({ short: z.record(line(30), line(80)).default({}) });

const step = z.strictObject({
  title: line(TITLE_LIMIT),
  text: line(1000),
  quote: line(1500).optional(),
  document: id.optional(),
  shows: z.enum(['team']).optional(),
});

const question = z.strictObject({ topic: id, question: line(300) });

/** The content for new hires: the greeting, the tour, the quiz, and the message some days later. */
export const onboardingFile = z.strictObject({
  document: id,
  greeting: z.strictObject({ hello: line(600), can: line(600), declined: line(600) }),
  tour: z
    .array(step)
    .min(1, 'has no steps')
    .max(10, 'has more than ten steps')
    .refine((list) => list.some(({ quote }) => quote !== undefined), 'quotes no document')
    .refine(
      (list) => list.filter(({ shows }) => shows === 'team').length === 1,
      'needs exactly one step with “shows: team”',
    ),
  quiz: z
    .array(question)
    .min(5, 'needs five questions or more')
    .max(100, 'has more than 100 questions')
    .refine((list) => isSet(list.map((entry) => entry.topic)), 'asks twice for one topic'),
  'follow-up': z.strictObject({
    text: line(600),
    topics: topicIds.min(1, 'names no topic'),
  }),
});

const words = z.array(z.string()).catch([]);
const text = z.string().catch('');

/**
 * A file under `roles/`, of any kind, with every field that doesn't fit left empty. Where a file has faults its sound
 * parts are checked all the same, so that one run reports everything.
 */
export const OUTLINE = z.object({
  role: text,
  name: text,
  short: z.string().optional().catch(undefined),
  also: words,
  'adds-to': text,
  shared: text,
  roles: words,
  document: text,
  topics: z.array(
    z.object({
      id: text,
      kind: topic.shape.kind.catch('responsibility'),
      title: text,
      answer: text,
      quote: text,
      document: z.string().optional().catch(undefined),
      related: words,
      asks: words,
    }),
  ),
});

export type RoleFile = z.infer<typeof roleFile>;
export type SharedFile = z.infer<typeof sharedFile>;
export type OnboardingFile = z.infer<typeof onboardingFile>;
export type AdditionFile = z.infer<typeof additionFile>;
