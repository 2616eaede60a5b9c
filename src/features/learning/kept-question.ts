/** A question that could not be answered well, or for which people chose a topic. */
export interface Question {
  readonly id: string;
  readonly text: string;
  /** How often it was asked. */
  readonly count: number;
  readonly outcome: 'unknown' | 'unsure' | 'unhelpful' | 'picked';
  /** Topics that came closest, best first. */
  readonly candidates: readonly string[];
  /** The topic that somebody chose for it, or the entry that was taught. */
  readonly topic: string | undefined;
  readonly taught: string | undefined;
  /** Why the answer did not help. */
  readonly reason: string;
  /** Those who want to be told when there is an answer. */
  readonly tell: readonly string[];
  readonly state: 'open' | 'answered' | 'not ours';
  /** What answers it, where somebody has said so. */
  readonly answeredBy: { readonly topic: string } | { readonly taught: string } | undefined;
  /** How often those who wait could not be told. */
  readonly untold: number;
  /** When it was first asked, and last, in milliseconds since 1970. */
  readonly at: number;
  readonly last: number;
  readonly version: number;
}

/** The kind of its records. */
export const QUESTION = 'question';

const OUTCOMES: readonly unknown[] = [
  'unknown',
  'unsure',
  'unhelpful',
  'picked',
] satisfies Question['outcome'][];
const STATES: readonly unknown[] = ['open', 'answered', 'not ours'] satisfies Question['state'][];
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Reads a record; undefined where it is none of ours. */
export function readKept(record: {
  readonly id: string;
  readonly value: unknown;
  readonly at: number;
  readonly version: number;
}): Question | undefined {
  const { text, count, last, outcome, candidates, topic, taught, reason, tell, state, answeredBy, untold } =
    (record.value ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string' || !OUTCOMES.includes(outcome)) return undefined;
  return {
    id: record.id,
    at: record.at,
    last: typeof last === 'number' ? last : record.at,
    version: record.version,
    text,
    count: typeof count === 'number' ? count : 1,
    outcome: outcome as Question['outcome'],
    candidates: textsOf(candidates),
    topic: typeof topic === 'string' ? topic : undefined,
    taught: typeof taught === 'string' ? taught : undefined,
    reason: typeof reason === 'string' ? reason : '',
    tell: textsOf(tell),
    state: STATES.includes(state) ? (state as Question['state']) : 'open',
    answeredBy: readAnswer(answeredBy),
    untold: typeof untold === 'number' ? untold : 0,
  };
}

function readAnswer(value: unknown): Question['answeredBy'] {
  const { topic, taught } = (value ?? {}) as Record<string, unknown>;
  if (typeof topic === 'string') return { topic };
  return typeof taught === 'string' ? { taught } : undefined;
}
