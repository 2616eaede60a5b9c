import type { Features } from './features.ts';

/** A text as a direction in the space of known features: their numbers, and weights of length one in sum. */
export interface Vector {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

/** Knows which features there are and how rare each is. */
export interface Space {
  readonly size: number;
  /** The vector of a text; features that were never seen are left out. */
  vectorOf(features: Features): Vector;
}

/** Makes the space of all features that the given texts have. Rare features weigh more (root of the idf). */
export function createSpace(texts: readonly Features[]): Space {
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  for (const features of texts) {
    for (const feature of features.keys()) {
      const number = numbers.get(feature);
      if (number === undefined) {
        numbers.set(feature, counts.length);
        counts.push(1);
      } else counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  const rarity = Float64Array.from(counts, (count) => Math.sqrt(Math.log(1 + texts.length / count)));
  return {
    size: counts.length,
    vectorOf(features) {
      const ids: number[] = [];
      const weights: number[] = [];
      let squares = 0;
      for (const [feature, strength] of features) {
        const id = numbers.get(feature);
        if (id === undefined) continue;
        const weight = Math.sqrt(strength) * (rarity[id] ?? 0);
        ids.push(id);
        weights.push(weight);
        squares += weight * weight;
      }
      const length = Math.sqrt(squares) || 1;
      return { ids, weights: weights.map((weight) => weight / length) };
    },
  };
}
