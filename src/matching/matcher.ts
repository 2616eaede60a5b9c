import type { Knowledge } from '../knowledge/types.ts';
import { featuresOf } from './features.ts';
import { scoreWeights, softmax } from './learnt.ts';
import { type Model, SMALLTALK } from './model.ts';
import { createNearest, type Neighbour } from './nearest.ts';
import { createReader } from './reader.ts';
import { partsOf } from './sentences.ts';
import { createMender } from './typos.ts';
import { createSpace } from './vectors.ts';

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

/** Makes a matcher of a model. Roles and abbreviations come from the knowledge that the model was learnt from. */
export function createMatcher(model: Model, names: Pick<Knowledge, 'roles' | 'vocabulary'>): Matcher {
  const { labels, learnt } = model;
  const fineSpace = createSpace(model.fine);
  const plainSpace = createSpace(model.plain);
  const nearest = createNearest(model.vectors, model.plain.hashes.length, model.classes, labels.length);
  const read = createReader(names, createMender(model.words));
  const isTopic = labels.map((label) => !label.startsWith('~'));

  const judge = (text: string): { shares: Float64Array; best: Neighbour | undefined } => {
    const words = read(text);
    const near = nearest.score(plainSpace(featuresOf(words, { letters: false })));
    const weighed = learnt && scoreWeights(learnt, fineSpace(featuresOf(words, { letters: true })));
    const scores = near.scores.map((score, c) => NEAREST * score + (weighed?.[c] ?? 0));
    return { shares: softmax(scores), best: near.best };
  };

  return {
    match(text) {
      const judged = partsOf(text).map((part) => ({ ...judge(part.text), weight: part.weight }));
      const [whole] = judged;
      if (!whole) return { verdict: 'none', ranked: [], confidence: 1 };
      // The part that is surest of a topic speaks for the message; the whole has a fifth of the say.
      const sureness = (entry: (typeof judged)[number]) =>
        entry.weight *
        entry.shares.reduce((most, share, c) => (isTopic[c] ? Math.max(most, share) : most), 0);
      const speaker = judged.reduce((a, b) => (sureness(b) > sureness(a) ? b : a));
      const shares = whole.shares.map((share, c) => 0.2 * share + 0.8 * (speaker.shares[c] ?? 0));
      const detail = whole.best && model.details[whole.best.example];
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
  if (top === first && confidence >= ANSWER)
    return { verdict: 'topic', topic: first.topic, ranked, confidence };
  const close = ranked.filter((entry) => entry.confidence >= OFFER).slice(0, 3);
  if (close.length > 0) {
    return {
      verdict: 'close',
      topics: close.map((entry) => entry.topic),
      ranked,
      confidence: first.confidence,
    };
  }
  return { verdict: 'none', ranked, confidence: 1 - first.confidence };
}
