import type { PackedVectors, Vector } from './vectors.ts';

/** A softmax classifier: one weight for each feature and class. */
export interface Learnt {
  readonly classCount: number;
  /** Row by row, a feature's weight for each class, in steps of `step`. */
  readonly weights: Int16Array;
  readonly step: number;
}

const EPOCHS = 6;
const RATE = 0.3;
/** Where AdaGrad's sums of squares begin: from nothing, the first examples would have far too much to say. */
const FIRST_SQUARE = 0.1;
/** Vectors have length one; this brings their scores to a scale on which the softmax can be sure. */
const SCALE = 8;
/** A gradient below this moves nothing that anyone would see. */
const SMALL = 1e-3;

/**
 * Learns from phrasings by stochastic gradient descent with AdaGrad. Deterministic: the order of the examples is
 * shuffled with a fixed seed. Another seed moves what is right of 1,556 questions by a tenth of a point; averaging the
 * weights of the last rounds did not lessen that. Classes with few phrasings count up to four times as much an example.
 */
export function learn(
  { starts, ids, weights: strengths }: PackedVectors,
  classes: ArrayLike<number>,
  { classCount, featureCount }: { classCount: number; featureCount: number },
): Learnt {
  const weights = new Float32Array(featureCount * classCount);
  const squares = new Float32Array(featureCount * classCount);
  const importance = importances(classes, classCount);
  const order = Array.from({ length: starts.length - 1 }, (_, i) => i);
  const random = createRandom(12345);
  const scores = new Float64Array(classCount);
  const moving = new Uint16Array(classCount);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const n of order) {
      const [from, to] = [starts[n] ?? 0, starts[n + 1] ?? 0];
      const truth = classes[n] ?? 0;
      scores.fill(0);
      for (let k = from; k < to; k++) {
        const strength = (strengths[k] ?? 0) * SCALE;
        const row = (ids[k] ?? 0) * classCount;
        for (let c = 0; c < classCount; c++)
          scores[c] = (scores[c] ?? 0) + (weights[row + c] ?? 0) * strength;
      }
      const errors = softmax(scores);
      errors[truth] = (errors[truth] ?? 0) - 1;
      const stress = importance[truth] ?? 1;
      // After the first rounds nearly all classes are out of the question: only the others move.
      let count = 0;
      for (let c = 0; c < classCount; c++)
        if (Math.abs(errors[c] ?? 0) * stress >= SMALL) moving[count++] = c;
      if (count === 0) continue;
      for (let k = from; k < to; k++) {
        const strength = (strengths[k] ?? 0) * stress;
        const row = (ids[k] ?? 0) * classCount;
        for (let m = 0; m < count; m++) {
          const c = moving[m] ?? 0;
          const gradient = (errors[c] ?? 0) * strength;
          const at = row + c;
          const square = (squares[at] ?? 0) + gradient * gradient;
          squares[at] = square;
          weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(square + FIRST_SQUARE);
        }
      }
    }
  }
  return { classCount, ...compress(weights) };
}

/** Halves the memory; a step is far smaller than anything that a verdict hangs on. */
function compress(weights: Float32Array): Pick<Learnt, 'weights' | 'step'> {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const step = largest / 32_000 || 1;
  return { weights: Int16Array.from(weights, (weight) => Math.round(weight / step)), step };
}

/** Scores of a text for each class, before the softmax. */
export function scoreWeights(
  { classCount, weights, step }: Omit<Learnt, 'weights'> & { weights: Int16Array | Float32Array },
  { ids, weights: strengths }: Vector,
): Float64Array {
  const scores = new Float64Array(classCount);
  for (let k = 0; k < ids.length; k++) {
    const strength = (strengths[k] ?? 0) * SCALE * step;
    const row = (ids[k] ?? 0) * classCount;
    for (let c = 0; c < classCount; c++) scores[c] = (scores[c] ?? 0) + (weights[row + c] ?? 0) * strength;
  }
  return scores;
}

/** Turns scores into shares that sum to one. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  const shares = scores.map((score) => Math.exp(score - highest));
  let sum = 0;
  for (const share of shares) sum += share;
  return shares.map((share) => share / sum);
}

function importances(classes: ArrayLike<number>, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const c of Array.from(classes)) counts[c] = (counts[c] ?? 0) + 1;
  const usual = counts.toSorted((a, b) => a - b)[classCount >> 1] ?? 1;
  return counts.map((count) => Math.max(1, Math.min(4, Math.sqrt(usual / Math.max(1, count)))));
}

/** Numerical Recipes' linear congruential generator: the same numbers on every machine. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a = 0, b = 0] = [list[i], list[j]];
    list[i] = b;
    list[j] = a;
  }
}
