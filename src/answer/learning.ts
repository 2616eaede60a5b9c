import type { Knowledge, Role, Topic } from '../knowledge/types.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { Likeness } from '../matching/phrasings.ts';
import type { Answerer } from './answerer.ts';
import { readQuestion } from './read-question.ts';
import {
  HOLDS_FOR,
  homeIdOf,
  readTaught,
  type TaughtEntry,
  type TaughtRecord,
  thingOf,
} from './taught-entry.ts';
import type { Answer, Answered, TaughtSource, TopicCard } from './types.ts';

interface Parts {
  readonly knowledge: Knowledge;
  readonly matcher: Pick<Matcher, 'index'>;
  readonly base: () => Answerer;
  readonly cardOf: (topic: Topic) => TopicCard;
}

type Mine = Pick<Answerer, 'answer' | 'show'>;

/**
 * How like what was taught a text must be, by what the documents make of it: measured on 60 paraphrases of what was
 * taught in one phrasing each, beside 206 foreign things, and on all golden questions (tests/learning).
 */
const ENOUGH = {
  unknown: 0.24,
  help: 2,
  smalltalk: 0.6,
  unsure: 0.26,
  /** Below this confidence, and from it on. */
  answer: [0.28, 0.42],
} as const;
const SURE = 0.75;
/** More than this share of what a text tells must be known to the phrasing. */
const TELLING = 0.3;
/** From here on it is offered where the documents do not say. */
const OFFER = 0.18;
/** A few words must be liker: "planning" is no seating plan. */
const SHORT = { words: 2, enough: 0.4 };
/** So near to the best, the second may be meant as well. */
const NEAR = 0.93;

/** Makes answers with what workspaces were taught; what was made for a list of records is kept as long as the list. */
export function createLearning(parts: Parts): (records: readonly TaughtRecord[]) => Mine {
  const known = new WeakMap<readonly TaughtRecord[], Mine>();
  return (records) => {
    if (records.length === 0) return parts.base();
    const mine = known.get(records) ?? createMine(parts, records);
    known.set(records, mine);
    return mine;
  };
}

function createMine({ knowledge, matcher, base, cardOf }: Parts, records: readonly TaughtRecord[]): Mine {
  const { topics, roles } = knowledge;
  const entries = new Map(
    records.flatMap((record) => {
      const entry = readTaught(record);
      return entry && !isHome(entry, knowledge) ? [[entry.id, entry] as const] : [];
    }),
  );
  const index = matcher.index(
    [...entries.values()].map(({ id, title, asks, kind }) => ({
      id,
      asks: kind === 'answer' ? [title, ...asks] : asks,
    })),
  );
  const byThing = new Map<string, TaughtEntry[]>();
  for (const entry of entries.values()) {
    if (entry.kind !== 'answer') continue;
    const thing = thingOf(entry);
    byThing.set(thing, [...(byThing.get(thing) ?? []), entry]);
  }

  const roleOf = (id: string): Role => roles.find((role) => role.id === id) ?? { id, name: id, names: [] };
  const sourcesOf = (thing: string): TaughtSource[] => {
    const now = Date.now();
    return (byThing.get(thing) ?? []).map((entry) => ({
      entry,
      role: roleOf(entry.role),
      stale: now > entry.checked + HOLDS_FOR,
    }));
  };
  const showThing = (thing: string, confidence: number): Answer | undefined => {
    const sources = sourcesOf(thing);
    if (sources.length === 0) return undefined;
    const topic = topics.get(thing);
    return { kind: 'taught', sources, ...(topic ? { card: cardOf(topic) } : {}), confidence };
  };
  /** An answer of the documents, with what was taught on the same topic beside it. */
  const withTaught = (answer: Answer): Answer =>
    answer.kind === 'topic' ? (showThing(answer.card.topic.id, answer.confidence) ?? answer) : answer;

  const showEntry = (entry: TaughtEntry, likeness: number): Answer | undefined => {
    switch (entry.kind) {
      case 'answer':
        return showThing(thingOf(entry), likeness);
      case 'phrasing':
        return withTaught(base().show({ topic: entry.topic ?? '' }));
      case 'silence':
        return { kind: 'unknown', groups: base().known().groups, silent: true, confidence: likeness };
    }
  };

  return {
    show(subject) {
      if (!('taught' in subject)) return withTaught(base().show(subject));
      const entry = entries.get(subject.taught);
      return (entry && showEntry(entry, 1)) ?? base().show(subject);
    },

    answer(raw): Answered {
      const answered = base().answer(raw);
      const text = readQuestion(raw);
      const found = index.find(text).filter(({ telling }) => telling > TELLING);
      const [best] = found;
      const entry = best && entries.get(best.id);
      if (!entry) return { ...answered, answer: withTaught(answered.answer) };
      const enough = enoughFor(answered.answer, text);
      if (best.likeness >= enough) {
        const others = listOthers(entry, found, entries);
        if (others.length > 0) return { ...answered, answer: ask([entry, ...others], [], best.likeness) };
        return { ...answered, answer: showEntry(entry, best.likeness) ?? answered.answer };
      }
      const { answer } = answered;
      if (entry.kind !== 'answer' || best.likeness < OFFER)
        return { ...answered, answer: withTaught(answer) };
      if (answer.kind === 'unknown') return { ...answered, answer: ask([entry], [], best.likeness) };
      if (answer.kind === 'unsure')
        return { ...answered, answer: ask([entry], answer.topics, best.likeness) };
      return { ...answered, answer: withTaught(answer) };
    },
  };
}

const ask = (taught: readonly TaughtEntry[], topics: readonly Topic[], confidence: number): Answer => ({
  kind: 'unsure',
  topics: topics.slice(0, 2),
  taught: taught.slice(0, 3),
  confidence,
});

/** What is nearly as like as the best and about something else: a coin toss would name the wrong owner. */
function listOthers(
  best: TaughtEntry,
  found: readonly Likeness[],
  entries: ReadonlyMap<string, TaughtEntry>,
): TaughtEntry[] {
  const least = NEAR * (found[0]?.likeness ?? 1);
  const others = found.flatMap(({ id, likeness }) => {
    const entry = likeness >= least ? entries.get(id) : undefined;
    return entry && thingOf(entry) !== thingOf(best) && entry.kind === 'answer' ? [entry] : [];
  });
  return best.kind === 'answer' && (found[0]?.likeness ?? 0) < 0.95 ? others : [];
}

function enoughFor(answer: Answer, text: string): number {
  const enough = (() => {
    switch (answer.kind) {
      case 'unknown':
      case 'help':
      case 'smalltalk':
      case 'unsure':
        return ENOUGH[answer.kind];
      default:
        return ENOUGH.answer[answer.confidence >= SURE ? 1 : 0];
    }
  })();
  return text.split(' ').length <= SHORT.words ? Math.max(enough, SHORT.enough) : enough;
}

/** Whether the knowledge files have by now what was taught: then they answer. */
export function isHome(
  entry: TaughtEntry,
  { topics, notOurs }: Pick<Knowledge, 'topics' | 'notOurs'>,
): boolean {
  if (entry.kind === 'answer' && entry.topic === undefined) return topics.has(homeIdOf(entry));
  const topic = topics.get(entry.topic ?? '');
  if (entry.kind === 'answer' && !topic?.roles.includes(entry.role)) return false;
  const known = new Set((entry.kind === 'silence' ? notOurs : (topic?.asks ?? [])).map(keyOf));
  return entry.asks.length > 0 && entry.asks.every((ask) => known.has(keyOf(ask)));
}

const keyOf = (ask: string): string =>
  ask
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/[?!.]+$/, '');
