import type { Knowledge } from '../knowledge/types.ts';
import { type Features, featuresOf } from './features.ts';
import type { Model } from './model.ts';
import { createReader, type Token } from './reader.ts';
import { partsOf } from './sentences.ts';
import { createMender, type Mend } from './typos.ts';
import { splitWords } from './words.ts';

/** A word as rare as this share of the rarest tells what a text is about. */
const TELLING = 0.65;

/** Something that people ask for, in as many ways as are known. */
export interface Phrased {
  readonly id: string;
  readonly asks: readonly string[];
}

/** How like a text is to the most like phrasing of something. */
export interface Likeness {
  readonly id: string;
  /** From 0 to 1. */
  readonly likeness: number;
  /** The share of the words that tell what the text is about which the phrasing has: "who owns the" tells nothing. */
  readonly telling: number;
}

/** Finds what a text is like, the most like first; nothing that has no word in common with it. */
export interface PhrasingIndex {
  find(text: string): Likeness[];
}

/**
 * Makes indexes over phrasings that nothing was learnt from: what a workspace was taught, what people asked. Words are
 * weighed as rare as the knowledge finds them, and those that it does not have as the rarest of all. Only words that
 * neither side knows are mended: a new word is no misspelt old one.
 */
export function createPhrasings(
  { fine, plain, classes, words }: Model,
  knowledge: Knowledge,
): (entries: Iterable<Phrased>) => PhrasingIndex {
  const readAsIs = createReader(knowledge);
  const rarityOf = createRarity(fine.hashes.length > 0 ? fine : plain, classes.length);
  const telling = TELLING * Math.sqrt(Math.log(1 + classes.length));
  const weigh = (tokens: readonly Token[]) => toDirection(featuresOf(tokens, { letters: false }), rarityOf);
  /** The features of the words that tell what a text is about. What follows "who" tells what is done to it. */
  const listTelling = (tokens: readonly Token[]) => {
    const words = tokens.filter(({ kind }) => kind === 'word');
    const things = tokens.filter(({ kind }, i) => kind === 'word' && tokens[i - 1]?.key !== 'who');
    return (things.length > 0 ? things : words).flatMap((token) => {
      const [feature] = featuresOf([token], { letters: false }).keys();
      return feature !== undefined && rarityOf(feature) >= telling ? [feature] : [];
    });
  };

  const index = (entries: Iterable<Phrased>) => {
    const ids: string[] = [];
    const owners: number[] = [];
    const own = new Set<string>();
    const postings = new Map<number, { phrasings: number[]; weights: number[] }>();
    for (const { id, asks } of entries) {
      const owner = ids.push(id) - 1;
      for (const ask of asks) {
        const phrasing = owners.push(owner) - 1;
        for (const word of splitWords(ask)) own.add(word);
        for (const [feature, weight] of weigh(readAsIs(ask))) {
          const posting = postings.get(feature) ?? { phrasings: [], weights: [] };
          posting.phrasings.push(phrasing);
          posting.weights.push(weight);
          postings.set(feature, posting);
        }
      }
    }
    return { ids, owners, own, packed: pack(postings, owners.length) };
  };

  return (entries) => {
    const { ids, owners, own, packed } = index(entries);
    let mender: Mend | undefined;
    /** Only few questions have a word that nobody knows: what mends it is made for the first of them. */
    const mend = (text: string) =>
      text.replace(/\p{L}+/gu, (typed) => {
        const word = typed.toLowerCase();
        if (own.has(word) || words.has(word)) return typed;
        mender ??= createMender(new Map([...own].map((known) => [known, 1])));
        return mender(word)?.word ?? typed;
      });
    return {
      find(text) {
        const best = new Map<number, Likeness>();
        for (const part of partsOf(mend(text))) {
          const tokens = readAsIs(part.text);
          const cosines = new Map<number, number>();
          for (const [feature, weight] of weigh(tokens)) addCosines(packed, feature, weight, cosines);
          const tells = [...new Set(listTelling(tokens))];
          const shared = new Map<number, number>();
          for (const phrasing of tells.flatMap((feature) => phrasingsOf(packed, feature))) {
            shared.set(phrasing, (shared.get(phrasing) ?? 0) + 1 / tells.length);
          }
          for (const [phrasing, cosine] of cosines) {
            const owner = owners[phrasing] ?? 0;
            const likeness = cosine * part.weight;
            if (likeness <= (best.get(owner)?.likeness ?? 0)) continue;
            best.set(owner, { id: ids[owner] ?? '', likeness, telling: shared.get(phrasing) ?? 0 });
          }
        }
        return [...best.values()].sort((a, b) => b.likeness - a.likeness);
      },
    };
  };
}

/** Looks rarity up by halving: a map of so many numbers would take ten times the memory. */
function createRarity(space: Model['fine'], phrasings: number): (feature: number) => number {
  const order = Uint32Array.from(space.hashes.keys()).sort(
    (a, b) => (space.hashes[a] ?? 0) - (space.hashes[b] ?? 0),
  );
  const hashes = Uint32Array.from(order, (i) => space.hashes[i] ?? 0);
  const unknown = Math.sqrt(Math.log(1 + phrasings));
  return (feature) => {
    const at = findSorted(hashes, feature);
    return at < 0 ? unknown : (space.rarity[order[at] ?? 0] ?? unknown);
  };
}

function findSorted(sorted: Uint32Array, wanted: number): number {
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

/** The features of a text with weights whose squares sum to one. */
function toDirection(features: Features, rarityOf: (feature: number) => number): [number, number][] {
  let squares = 0;
  const direction = [...features].map(([feature, strength]): [number, number] => {
    const weight = Math.sqrt(strength) * rarityOf(feature);
    squares += weight * weight;
    return [feature, weight];
  });
  const length = Math.sqrt(squares) || 1;
  for (const entry of direction) entry[1] /= length;
  return direction;
}

/** A weight is kept in so many steps, and the number of a phrasing in two bytes where that is enough. */
const STEPS = 255;

/** Postings in few arrays: those of feature i stand from `starts[i]` to `starts[i + 1]`. */
interface Packed {
  readonly features: Uint32Array;
  readonly starts: Uint32Array;
  readonly phrasings: Uint16Array | Uint32Array;
  /** In steps of one 255th. */
  readonly weights: Uint8Array;
}

/** Packs postings: a workspace may have thousands of them. Nothing that is made on the way is held on to. */
function pack(
  postings: ReadonlyMap<number, { phrasings: number[]; weights: number[] }>,
  count: number,
): Packed {
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
function phrasingsOf({ features, starts, phrasings }: Packed, feature: number): number[] {
  const at = findSorted(features, feature);
  return at < 0 ? [] : [...phrasings.subarray(starts[at], starts[at + 1])];
}

/** Adds what a feature of a text, with its weight, makes it like to each phrasing. */
function addCosines(
  { features, starts, phrasings, weights }: Packed,
  feature: number,
  weight: number,
  cosines: Map<number, number>,
): void {
  const at = findSorted(features, feature);
  if (at < 0) return;
  for (let k = starts[at] ?? 0; k < (starts[at + 1] ?? 0); k++) {
    const phrasing = phrasings[k] ?? 0;
    cosines.set(phrasing, (cosines.get(phrasing) ?? 0) + weight * ((weights[k] ?? 0) / STEPS));
  }
}
