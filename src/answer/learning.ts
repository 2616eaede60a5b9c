import type { Knowledge, Topic } from '../knowledge/types.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { CompareWithFiles } from './compare-with-files.ts';
import type { ReadQuestion } from './question.ts';
import { type Chance, enoughFor, isNear, OFFER, rank } from './rank-taught.ts';
import {
  groupByThing,
  REVIEW_AFTER_MS,
  readTaught,
  roleOf,
  type TaughtEntry,
  type TaughtRecord,
  thingOf,
} from './taught-entry.ts';
import type { Answer, Answered, Answers, TaughtSource, TopicCard, TopicGroup } from './types.ts';

interface Dependencies {
  readonly knowledge: Knowledge;
  readonly matcher: Pick<Matcher, 'index'>;
  readonly compareWithFiles: CompareWithFiles;
  readonly readQuestion: ReadQuestion;
  /** What answers from the documents alone. */
  readonly base: () => Answers;
  readonly groups: readonly TopicGroup[];
  readonly cardOf: (topic: Topic) => TopicCard;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes answers with what workspaces were taught; what was made for a list of records is kept as long as the list. */
export function createLearning(deps: Dependencies): (records: readonly TaughtRecord[]) => Answers {
  const made = new WeakMap<readonly TaughtRecord[], Answers>();
  return (records) => {
    if (records.length === 0) return deps.base();
    const answers = made.get(records) ?? createTaughtAnswers(deps, records);
    made.set(records, answers);
    return answers;
  };
}

function createTaughtAnswers(
  { knowledge, matcher, compareWithFiles, readQuestion, base, groups, cardOf, now }: Dependencies,
  records: readonly TaughtRecord[],
): Answers {
  const { topics, roles } = knowledge;
  const entries = new Map(
    records.flatMap((record) => {
      const read = readTaught(record);
      const { entry, isInFiles } = read ? compareWithFiles(read) : {};
      return entry && !isInFiles ? [[entry.id, entry] as const] : [];
    }),
  );
  const index = matcher.index(
    [...entries.values()].map(({ id, title, asks, kind }) => ({
      id,
      asks: kind === 'answer' ? [title, ...asks] : asks,
    })),
  );
  /** In the very words that were taught, nothing has to be guessed; of two that have them, the newest. */
  const byWords = new Map<string, TaughtEntry>();
  for (const entry of [...entries.values()].reverse()) {
    for (const ask of entry.asks) byWords.set(wordsOf(ask), entry);
  }
  const byThing = groupByThing([...entries.values()]);

  const showThing = (thing: string, confidence: number): Answer | undefined => {
    const sources = (byThing.get(thing) ?? []).map(
      (entry): TaughtSource => ({
        entry,
        role: roleOf(entry.role, roles),
        stale: now() > entry.checked + REVIEW_AFTER_MS,
      }),
    );
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
        return { kind: 'unknown', groups, silent: true, confidence: likeness };
    }
  };

  const answers: Answers = {
    show(subject) {
      if (!('taught' in subject)) return withTaught(base().show(subject));
      const entry = entries.get(subject.taught);
      return (entry && showEntry(entry, 1)) ?? base().show(subject);
    },

    answer: (raw) => answers.answerQuestion(readQuestion(raw)),
    answerQuestion(question): Answered {
      const answered = base().answerQuestion(question);
      const { text } = question;
      const same = byWords.get(wordsOf(text));
      if (same) return { ...answered, answer: showEntry(same, 1) ?? answered.answer };
      const found = rank(index.find(text));
      const [best] = found;
      const entry = best && entries.get(best.id);
      if (!entry) return { ...answered, answer: withTaught(answered.answer) };
      const enough = enoughFor(answered.answer, text);
      if (best.chance >= enough) {
        const others = listOthers(entry, found, entries);
        if (others.length > 0) return { ...answered, answer: ask([entry, ...others], [], best.chance) };
        return { ...answered, answer: showEntry(entry, best.chance) ?? answered.answer };
      }
      const { answer } = answered;
      if (entry.kind !== 'answer' || best.chance < OFFER) return { ...answered, answer: withTaught(answer) };
      if (answer.kind === 'unknown') return { ...answered, answer: ask([entry], [], best.chance) };
      if (answer.kind === 'unsure' && !answer.several)
        return { ...answered, answer: ask([entry], answer.topics, best.chance) };
      return { ...answered, answer: withTaught(answer) };
    },
  };
  return answers;
}

const ask = (taught: readonly TaughtEntry[], topics: readonly Topic[], confidence: number): Answer => ({
  kind: 'unsure',
  topics: topics.slice(0, 2),
  taught: taught.slice(0, 3),
  confidence,
});

/** What is nearly as likely as the best, and about something else. */
function listOthers(
  best: TaughtEntry,
  found: readonly Chance[],
  entries: ReadonlyMap<string, TaughtEntry>,
): TaughtEntry[] {
  const [first] = found;
  if (best.kind !== 'answer' || !first) return [];
  return found.flatMap((one) => {
    const entry = isNear(one, first) ? entries.get(one.id) : undefined;
    return entry && thingOf(entry) !== thingOf(best) && entry.kind === 'answer' ? [entry] : [];
  });
}

const wordsOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
