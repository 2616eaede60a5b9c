import type { Vector } from './vectors.ts';

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

/** Builds an inverted index over the phrasings; `classes[i]` is the class of phrasing i. */
export function createNearest(vectors: readonly Vector[], classes: readonly number[], classCount: number): Nearest {
  const postings = invert(vectors);
  const cosines = new Float64Array(vectors.length);
  return {
    score({ ids, weights }) {
      const touched: number[] = [];
      ids.forEach((id, k) => {
        const posting = postings[id];
        if (!posting) return;
        const weight = weights[k] ?? 0;
        for (let j = 0; j < posting.examples.length; j++) {
          const example = posting.examples[j] ?? 0;
          if (cosines[example] === 0) touched.push(example);
          cosines[example] = (cosines[example] ?? 0) + weight * (posting.weights[j] ?? 0);
        }
      });
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

function invert(vectors: readonly Vector[]) {
  const lists: { examples: number[]; weights: number[] }[] = [];
  vectors.forEach((vector, example) => {
    vector.ids.forEach((id, k) => {
      let list = lists[id];
      if (!list) {
        list = { examples: [], weights: [] };
        lists[id] = list;
      }
      list.examples.push(example);
      list.weights.push(vector.weights[k] ?? 0);
    });
  });
  return lists.map((list) => ({
    examples: Uint32Array.from(list.examples),
    weights: Float32Array.from(list.weights),
  }));
}
