/** A weight is kept in so many steps, and the number of a phrasing in two bytes where that is enough. */
const STEPS = 255;

/** Postings in few arrays: those of feature i stand from `starts[i]` to `starts[i + 1]`. */
export interface Postings {
  readonly features: Uint32Array;
  readonly starts: Uint32Array;
  readonly phrasings: Uint16Array | Uint32Array;
  /** In steps of one 255th. */
  readonly weights: Uint8Array;
}

/** Packs postings: a workspace may have thousands of them. Nothing that is made on the way is held on to. */
export function packPostings(
  postings: ReadonlyMap<number, { phrasings: number[]; weights: number[] }>,
  count: number,
): Postings {
  const features = Uint32Array.from(postings.keys()).sort();
  const starts = new Uint32Array(features.length + 1);
  features.forEach((feature, i) => {
    starts[i + 1] = (starts[i] ?? 0) + (postings.get(feature)?.phrasings.length ?? 0);
  });
  const size = starts.at(-1) ?? 0;
  const phrasings = count < 65_536 ? new Uint16Array(size) : new Uint32Array(size);
  const weights = new Uint8Array(size);
  features.forEach((feature, i) => {
    const posting = postings.get(feature);
    phrasings.set(posting?.phrasings ?? [], starts[i]);
    const fine = posting?.weights ?? [];
    weights.set(
      fine.map((weight) => Math.round(weight * STEPS)),
      starts[i],
    );
  });
  return { features, starts, phrasings, weights };
}

/** The phrasings that have a feature. */
export function phrasingsOf({ features, starts, phrasings }: Postings, feature: number): number[] {
  const at = findSorted(features, feature);
  return at < 0 ? [] : [...phrasings.subarray(starts[at], starts[at + 1])];
}

/** Adds what a feature of a text, with its weight, makes it like to each phrasing, or to each of some. */
export function addCosines(
  { features, starts, phrasings, weights }: Postings,
  feature: number,
  weight: number,
  cosines: Map<number, number>,
  among: ReadonlyMap<number, unknown> | undefined,
): void {
  const at = findSorted(features, feature);
  if (at < 0) return;
  for (let k = starts[at] ?? 0; k < (starts[at + 1] ?? 0); k++) {
    const phrasing = phrasings[k] ?? 0;
    if (among && !among.has(phrasing)) continue;
    cosines.set(phrasing, (cosines.get(phrasing) ?? 0) + weight * ((weights[k] ?? 0) / STEPS));
  }
}

/** Where a number stands in a sorted list, by halving; -1 where it does not. */
export function findSorted(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
