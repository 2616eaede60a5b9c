import type { Features } from './features.ts';
import { findSorted } from './postings.ts';

/** A text as a direction in the space of known features: their numbers, and weights of length one in sum. */
export interface Vector {
  readonly ids: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  /** How long it was before it was brought to length one. */
  readonly length: number;
}

/** Which features there are, and how rare each is; plain data. */
export interface SpaceData {
  /** The hash of each feature, sorted; its place is its number. */
  readonly hashes: Uint32Array;
  readonly rarity: Float32Array;
}

/** Turns the features of a text into its vector; features that were never seen are left out. */
export type Space = (features: Features) => Vector;

/**
 * Counts the features of the given texts, which are read one after the other and not held. Rare features weigh more
 * (root of the idf); those in more than a share `most` of the texts, and in fewer than `fewest`, are left out.
 */
export function measureSpace(texts: Iterable<Features>, { most = 1, fewest = 1 } = {}): SpaceData {
  const counts = new Map<number, number>();
  let size = 0;
  for (const features of texts) {
    size++;
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  for (const [feature, count] of counts) {
    if (count > most * size || count < fewest) counts.delete(feature);
  }
  const hashes = Uint32Array.from(counts.keys()).sort();
  const rarity = Float32Array.from(hashes, (hash) => Math.sqrt(Math.log(1 + size / (counts.get(hash) ?? 1))));
  return { hashes, rarity };
}

/** Makes a space out of its data. */
export function createSpace({ hashes, rarity }: SpaceData): Space {
  return (features) => {
    const ids: number[] = [];
    const weights: number[] = [];
    let squares = 0;
    for (const [feature, strength] of features) {
      const id = findSorted(hashes, feature);
      if (id < 0) continue;
      const weight = Math.sqrt(strength) * (rarity[id] ?? 0);
      ids.push(id);
      weights.push(weight);
      squares += weight * weight;
    }
    const length = Math.sqrt(squares) || 1;
    return { ids, weights: weights.map((weight) => weight / length), length };
  };
}

/** Many vectors in three arrays: those of vector i stand from `starts[i]` to `starts[i + 1]`. */
export interface PackedVectors {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
}

/** Packs vectors as they come, so that none is held beside its place. */
export function packVectors(vectors: Iterable<Pick<Vector, 'ids' | 'weights'>>): PackedVectors {
  const starts = [0];
  let ids = new Uint32Array(1024);
  let weights = new Float32Array(1024);
  let size = 0;
  for (const vector of vectors) {
    const next = size + vector.ids.length;
    if (next > ids.length) {
      const room = Math.max(next, 2 * ids.length);
      const [moreIds, moreWeights] = [new Uint32Array(room), new Float32Array(room)];
      moreIds.set(ids);
      moreWeights.set(weights);
      [ids, weights] = [moreIds, moreWeights];
    }
    ids.set(vector.ids, size);
    weights.set(vector.weights, size);
    size = next;
    starts.push(size);
  }
  return { starts: Uint32Array.from(starts), ids: ids.slice(0, size), weights: weights.slice(0, size) };
}
