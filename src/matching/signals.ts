import { createRarity } from './english.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { featuresOf } from './features.ts';
import { scoreWeights, softmax } from './learnt.ts';
import { type Model, NOT_OURS } from './model.ts';
import { createNearest, type Neighbour } from './nearest.ts';
import { createOverlap, type Overlap } from './overlap.ts';
import type { Token } from './reader.ts';
import { SIGNALS, SILENCE, UNEXPLAINED } from './thresholds.ts';
import { createSpace } from './vectors.ts';

/** How a part of a message was judged; the arrays hold one number for each class. */
export interface Judged {
  readonly part: string;
  readonly weight: number;
  readonly tokens: readonly Token[];
  readonly evidence: Evidence;
  readonly learnt: Float64Array;
  readonly nearest: Float64Array;
  readonly explained: Float64Array;
  /** The three together, and as shares that sum to one. */
  readonly scores: Float64Array;
  readonly shares: Float64Array;
  readonly best: Neighbour | undefined;
  /** How long the two vectors were, of the learnt weights and of the nearest phrasings. */
  readonly lengths: { readonly learnt: number; readonly nearest: number };
}

/** Judges a part of a message by all signals. */
export interface Judge {
  (tokens: readonly Token[], part: string, weight: number): Judged;
  /** How much a text has in common with the most like phrasing of a class. */
  overlap(tokens: readonly Token[], c: number): Overlap;
}

/** Makes a judge that weighs three signals: the learnt weights, the nearest phrasings, the share of words explained. */
export function createJudge(model: Model): Judge {
  const { labels } = model;
  const fineSpace = createSpace(model.fine);
  const plainSpace = createSpace(model.plain);
  const neighbours = createNearest(model.postings, model.classes, labels.length);
  const isTopic = labels.map((label) => !label.startsWith('~'));
  const sizes = { classCount: labels.length, isTopic };
  const rarityOf = createRarity(model.english);
  const start = labels.map((label) => (label === NOT_OURS ? SILENCE : 0));

  const judge = (tokens: readonly Token[], part: string, weight: number): Judged => {
    const features = featuresOf(tokens, { letters: model.learnt !== undefined, meanings: true });
    // Groups of letters are no features of the plain space, and fall out there.
    const plain = plainSpace(features);
    const near = neighbours.score(plain);
    const nearest = near.scores.map((score) => SIGNALS.nearest * score);
    const fine = model.learnt && fineSpace(features);
    const learnt =
      model.learnt && fine
        ? scoreWeights(model.learnt, fine).map((score) => SIGNALS.learnt * score)
        : new Float64Array(labels.length);
    const evidence = gatherEvidence(tokens, model.vocabulary, rarityOf, sizes);
    const explained = evidence.covered.map(
      (share, c) => SIGNALS.explained * (isTopic[c] ? share : UNEXPLAINED),
    );
    const scores = nearest.map(
      (score, c) => score + (learnt[c] ?? 0) + (explained[c] ?? 0) + (start[c] ?? 0),
    );
    const lengths = { learnt: fine?.length ?? 1, nearest: plain.length };
    const shares = softmax(scores);
    return {
      part,
      weight,
      tokens,
      evidence,
      learnt,
      nearest,
      explained,
      scores,
      shares,
      best: near.best,
      lengths,
    };
  };
  return Object.assign(judge, { overlap: createOverlap(model.phrasingWords, model.classes, rarityOf) });
}
