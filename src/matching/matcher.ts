import type { Knowledge } from '../knowledge/types.ts';
import { featuresOf } from './features.ts';
import { learn, scoreWeights, softmax } from './learnt.ts';
import { createNearest, type Neighbour } from './nearest.ts';
import { createReader } from './reader.ts';
import { partsOf } from './sentences.ts';
import { createMender } from './typos.ts';
import { createSpace } from './vectors.ts';
import { isStopWord, splitWords } from './words.ts';

/** A topic with how likely it is to be what was meant, from 0 to 1. */
export interface Candidate {
  readonly topic: string;
  readonly confidence: number;
}

/** What a text is taken for. `ranked` holds the best topics whatever the verdict, best first. */
export type Match = {
  readonly ranked: readonly Candidate[];
  /** How sure the verdict is, from 0 to 1. */
  readonly confidence: number;
} & (
  | { readonly verdict: 'topic'; readonly topic: string }
  | { readonly verdict: 'close'; readonly topics: readonly string[] }
  | { readonly verdict: 'smalltalk'; readonly smalltalk: string }
  | { readonly verdict: 'none' }
);

/** Finds what a plain text asks for. Pure and quick: no disk, no network. */
export interface Matcher {
  match(text: string): Match;
}

/** From this confidence on, the best topic is the answer. */
export const ANSWER = 0.5;
/** From this confidence on, a topic is offered as "Did you mean". */
export const OFFER = 0.12;
/** How much the nearest phrasings count beside the learnt weights. */
const NEAREST = 20;

/** What is not a topic, among the classes. */
const SMALLTALK = '~smalltalk';
const NOT_OURS = '~not-ours';

interface Example {
  readonly label: string;
  readonly text: string;
  /** Which small talk it is. */
  readonly detail?: string;
}

/** Learns all phrasings of the knowledge and makes a matcher of them. Deterministic. */
export function createMatcher(knowledge: Knowledge): Matcher {
  const examples = examplesOf(knowledge);
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const numbers = new Map(labels.map((label, i) => [label, i]));
  const classes = examples.map((example) => numbers.get(example.label) ?? 0);
  const readPlain = createReader(knowledge);
  const tokens = examples.map((example) => readPlain(example.text));

  const fine = tokens.map((list) => featuresOf(list, { letters: true }));
  const fineSpace = createSpace(fine);
  const size = { classCount: labels.length, featureCount: fineSpace.size };
  const learnt = learn(fine.map((features) => fineSpace.vectorOf(features)), classes, size);

  const plain = tokens.map((list) => featuresOf(list, { letters: false }));
  const plainSpace = createSpace(plain);
  const nearest = createNearest(plain.map((features) => plainSpace.vectorOf(features)), classes, labels.length);
  const read = createReader(knowledge, createMender(countWords(examples, knowledge)));

  const judge = (text: string): { shares: Float64Array; best: Neighbour | undefined } => {
    const words = read(text);
    const scores = scoreWeights(learnt, fineSpace.vectorOf(featuresOf(words, { letters: true })));
    const near = nearest.score(plainSpace.vectorOf(featuresOf(words, { letters: false })));
    return { shares: softmax(scores.map((score, c) => score + NEAREST * (near.scores[c] ?? 0))), best: near.best };
  };
  const isTopic = labels.map((label) => !label.startsWith('~'));

  return {
    match(text) {
      const judged = partsOf(text).map((part) => ({ ...judge(part.text), weight: part.weight }));
      const [whole] = judged;
      if (!whole) return { verdict: 'none', ranked: [], confidence: 1 };
      // The part that is surest of a topic speaks for the message; the whole has a fifth of the say.
      const sureness = (entry: (typeof judged)[number]) =>
        entry.weight * entry.shares.reduce((most, share, c) => (isTopic[c] ? Math.max(most, share) : most), 0);
      const speaker = judged.reduce((a, b) => (sureness(b) > sureness(a) ? b : a));
      const shares = whole.shares.map((share, c) => 0.2 * share + 0.8 * (speaker.shares[c] ?? 0));
      const detail = whole.best === undefined ? undefined : examples[whole.best.example]?.detail;
      return decide(labels, shares, detail);
    },
  };
}

function decide(labels: readonly string[], shares: Float64Array, smalltalk: string | undefined): Match {
  const all = labels.map((label, c) => ({ topic: label, confidence: shares[c] ?? 0 }));
  const sorted = all.sort((a, b) => b.confidence - a.confidence);
  const ranked = sorted.filter((entry) => !entry.topic.startsWith('~')).slice(0, 5);
  const [top] = sorted;
  const [first] = ranked;
  const confidence = top?.confidence ?? 0;
  if (!top || !first) return { verdict: 'none', ranked, confidence: 1 };
  if (top.topic === SMALLTALK && confidence >= ANSWER && smalltalk !== undefined) {
    return { verdict: 'smalltalk', smalltalk, ranked, confidence };
  }
  if (top === first && confidence >= ANSWER) return { verdict: 'topic', topic: first.topic, ranked, confidence };
  const close = ranked.filter((entry) => entry.confidence >= OFFER).slice(0, 3);
  if (close.length > 0) {
    return { verdict: 'close', topics: close.map((entry) => entry.topic), ranked, confidence: first.confidence };
  }
  return { verdict: 'none', ranked, confidence: 1 - first.confidence };
}

function examplesOf(knowledge: Knowledge): Example[] {
  return [
    ...[...knowledge.topics.values()].flatMap((topic) =>
      [topic.title, ...topic.asks].map((text) => ({ label: topic.id, text })),
    ),
    ...knowledge.smalltalk.flatMap((talk) =>
      talk.asks.map((text) => ({ label: SMALLTALK, text, detail: talk.id })),
    ),
    ...knowledge.notOurs.map((text) => ({ label: NOT_OURS, text })),
  ];
}

/** How often each word occurs; words of what is not ours count little, so that mending leans towards our topics. */
function countWords(examples: readonly Example[], knowledge: Knowledge): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of splitWords(text)) {
      if (!isStopWord(word)) counts.set(word, (counts.get(word) ?? 0) + weight);
    }
  };
  for (const example of examples) add(example.text, example.label.startsWith('~') ? 0.3 : 1);
  for (const role of knowledge.roles) for (const name of role.names) add(name, 50);
  return counts;
}
