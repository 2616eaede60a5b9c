import type { PackedVectors, Vector } from './vectors.ts';

/** A phrasing that is like the question, and how much: the cosine of the two vectors, 0 to 1. */
export interface Neighbour {
  readonly example: number;
  readonly cosine: number;
}

/** Finds the known phrasings most like a text. */
export interface Nearest {
  /** Per class, the mean cosine of its three best phrasings, the best counting most; and the best of all. */
  score(vector: Vector): { scores: Float64Array; best: Neighbour | undefined };
}

/** How much the best, second and third phrasing of a class count. */
const SHARES = [1, 0.7, 0.4] as const;
const SUM = 2.1;

/** Searches the postings of all phrasings (see `invert`); `classes[i]` is the class of phrasing i. */
export function createNearest(
  postings: PackedVectors,
  classes: ArrayLike<number>,
  classCount: number,
): Nearest {
  const cosines = new Float64Array(classes.length);
  return {
    score({ ids, weights }) {
      const touched: number[] = [];
      for (let k = 0; k < ids.length; k++) {
        const id = ids[k] ?? 0;
        const weight = weights[k] ?? 0;
        const end = postings.starts[id + 1] ?? 0;
        for (let j = postings.starts[id] ?? 0; j < end; j++) {
          const example = postings.ids[j] ?? 0;
          if (cosines[example] === 0) touched.push(example);
          cosines[example] = (cosines[example] ?? 0) + weight * (postings.weights[j] ?? 0);
        }
      }
      const first = new Float64Array(classCount);
      const second = new Float64Array(classCount);
      const third = new Float64Array(classCount);
      let best: Neighbour | undefined;
      for (const example of touched) {
        const cosine = cosines[example] ?? 0;
        cosines[example] = 0;
        if (!best || cosine > best.cosine) best = { example, cosine };
        const c = classes[example] ?? 0;
        if (cosine > (first[c] ?? 0)) {
          third[c] = second[c] ?? 0;
          second[c] = first[c] ?? 0;
          first[c] = cosine;
        } else if (cosine > (second[c] ?? 0)) {
          third[c] = second[c] ?? 0;
          second[c] = cosine;
        } else if (cosine > (third[c] ?? 0)) third[c] = cosine;
      }
      const scores = first.map(
        (value, c) => (SHARES[0] * value + SHARES[1] * (second[c] ?? 0) + SHARES[2] * (third[c] ?? 0)) / SUM,
      );
      return { scores, best };
    },
  };
}

/** Turns vectors (features of each phrasing) into postings (phrasings of each feature). */
export function invert({ starts, ids, weights }: PackedVectors, featureCount: number): PackedVectors {
  const ends = new Uint32Array(featureCount + 1);
  for (const id of ids) ends[id + 1] = (ends[id + 1] ?? 0) + 1;
  for (let id = 0; id < featureCount; id++) ends[id + 1] = (ends[id + 1] ?? 0) + (ends[id] ?? 0);
  const next = ends.slice();
  const examples = new Uint32Array(ids.length);
  const strengths = new Float32Array(ids.length);
  for (let example = 0; example + 1 < starts.length; example++) {
    for (let k = starts[example] ?? 0; k < (starts[example + 1] ?? 0); k++) {
      const id = ids[k] ?? 0;
      const at = next[id] ?? 0;
      next[id] = at + 1;
      examples[at] = example;
      strengths[at] = weights[k] ?? 0;
    }
  }
  return { starts: ends, ids: examples, weights: strengths };
}
