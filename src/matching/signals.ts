import { shareExplained } from './explained.ts';
import { featuresOf } from './features.ts';
import { scoreWeights, softmax } from './learnt.ts';
import { type Model, NOT_OURS } from './model.ts';
import { createNearest, type Neighbour } from './nearest.ts';
import type { Token } from './reader.ts';
import { createSpace } from './vectors.ts';

/** How much the learnt weights count, and the nearest phrasings. */
const LEARNT = 1;
const NEAREST = 25;
/** How much it counts that a topic explains all words of the question; a share of them counts in proportion. */
const EXPLAINED = 7;
/** What is not a topic has no words to explain; this share stands for it. A topic that explains less must be liker. */
const UNEXPLAINED = 0.7;
/** What is not ours has this much start: naming the wrong owner is worse than silence. */
const SILENCE = 1;
/** Divides the scores so that a confidence of 0.9 is right nine times in ten; measured, see `npm run eval`. */
const TEMPER = 1.5;
/** How a part of a message was judged; the arrays hold one number for each class. */
export interface Judged {
  readonly part: string;
  readonly weight: number;
  readonly tokens: readonly Token[];
  readonly learnt: Float64Array;
  readonly nearest: Float64Array;
  readonly explained: Float64Array;
  readonly shares: Float64Array;
  readonly best: Neighbour | undefined;
  /** How long the two vectors were, of the learnt weights and of the nearest phrasings. */
  readonly lengths: { readonly learnt: number; readonly nearest: number };
}

/** Judges a part of a message by all signals. */
export type Judge = (tokens: readonly Token[], part: string, weight: number) => Judged;

/** Makes a judge that weighs three signals: the learnt weights, the nearest phrasings, the share of words explained. */
export function createJudge(model: Model): Judge {
  const { labels } = model;
  const fineSpace = createSpace(model.fine);
  const plainSpace = createSpace(model.plain);
  const neighbours = createNearest(model.vectors, model.plain.hashes.length, model.classes, labels.length);
  const isTopic = labels.map((label) => !label.startsWith('~'));
  const sizes = { classCount: labels.length, phrasingCount: model.classes.length };
  const start = labels.map((label) => (label === NOT_OURS ? SILENCE : 0));

  return (tokens, part, weight) => {
    const features = featuresOf(tokens, { letters: model.learnt !== undefined });
    // Groups of letters are no features of the plain space, and fall out there.
    const plain = plainSpace(features);
    const near = neighbours.score(plain);
    const nearest = near.scores.map((score) => NEAREST * score);
    const fine = model.learnt && fineSpace(features);
    const learnt =
      model.learnt && fine
        ? scoreWeights(model.learnt, fine).map((score) => LEARNT * score)
        : new Float64Array(labels.length);
    const share = shareExplained(tokens, model.vocabulary, sizes);
    const explained = share.map((part, c) => EXPLAINED * (isTopic[c] ? part : UNEXPLAINED));
    const shares = softmax(
      nearest.map((score, c) => (score + (learnt[c] ?? 0) + (explained[c] ?? 0) + (start[c] ?? 0)) / TEMPER),
    );
    const lengths = { learnt: fine?.length ?? 1, nearest: plain.length };
    return { part, weight, tokens, learnt, nearest, explained, shares, best: near.best, lengths };
  };
}
