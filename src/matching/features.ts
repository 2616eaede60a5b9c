import { hashText, step } from './hash.ts';
import type { Token } from './reader.ts';

/** What a text consists of, as numbers: each feature's hash with its weight. */
export type Features = ReadonlyMap<number, number>;

/** How much each kind of feature counts; found by trying on questions that are not in the knowledge. */
const WEIGHT = {
  word: 1,
  stop: 0.5,
  anyRole: 0.5,
  pair: 0.6,
  farPair: 0.43,
  next: 0.6,
  start: 0.5,
  letters: 1,
  meaning: 1,
};

/** Reads the features of a text: words, pairs of words and how it begins; with `letters`, groups of three and four too. */
export function featuresOf(
  tokens: readonly Token[],
  { letters, meanings = false }: { letters: boolean; meanings?: boolean },
): Features {
  const features = new Map<number, number>();
  const add = (hash: number, weight: number) => {
    features.set(hash, (features.get(hash) ?? 0) + weight);
  };
  const content: number[] = [];
  const all: number[] = [];
  for (const token of tokens) {
    const hash = featureOf(token);
    all.push(hash);
    add(hash, token.kind === 'stop' ? WEIGHT.stop : WEIGHT.word);
    if (token.kind === 'stop') continue;
    content.push(hash);
    if (token.kind === 'role') add(SEED.anyRole, WEIGHT.anyRole);
    else if (letters) addLetters(token.key, add);
    if (meanings && token.meaning !== undefined) add(hashText(token.meaning, SEED.meaning), WEIGHT.meaning);
  }
  content.forEach((hash, i) => {
    const next = content[i + 1];
    const far = content[i + 2];
    if (next !== undefined) add(mix(SEED.pair, Math.min(hash, next), Math.max(hash, next)), WEIGHT.pair);
    if (far !== undefined) add(mix(SEED.pair, Math.min(hash, far), Math.max(hash, far)), WEIGHT.farPair);
  });
  all.forEach((hash, i) => {
    const next = all[i + 1];
    if (next !== undefined) add(mix(SEED.next, hash, next), WEIGHT.next);
  });
  if (all[0] !== undefined) add(mix(SEED.start, all[0], all[1] ?? 0), WEIGHT.start);
  return features;
}

/** The feature of a single word, or of a role. */
export function featureOf({ key, kind }: Token): number {
  return hashText(key, kind === 'role' ? SEED.role : SEED.word);
}

/** The feature of what a word means: one for all that mean much the same. */
export function meaningOf(token: Token): number {
  return token.meaning === undefined ? featureOf(token) : hashText(token.meaning, SEED.meaning);
}

/** Groups of three and four letters, the ends of the word marked: what is left when a word is misspelt. */
function addLetters(word: string, add: (hash: number, weight: number) => void): void {
  const length = Math.min(word.length, 24) + 2;
  const at = (i: number) => (i === 0 || i === length - 1 ? 1 : word.charCodeAt(i - 1));
  for (const size of [3, 4]) {
    const count = length - size + 1;
    if (count < 1) continue;
    const weight = WEIGHT.letters / Math.sqrt(count);
    for (let i = 0; i < count; i++) {
      let hash = SEED.letters + size;
      for (let k = 0; k < size; k++) hash = step(hash, at(i + k));
      add(hash >>> 0, weight);
    }
  }
}

/** The starting value of each kind's hashes keeps the kinds apart. */
const SEED = { word: 1, role: 2, anyRole: 3, pair: 4, next: 5, start: 6, letters: 0x51ed27, meaning: 7 };

function mix(seed: number, a: number, b: number): number {
  let hash = step(0x811c9dc5, seed);
  for (const value of [a, b]) {
    for (let shift = 0; shift < 32; shift += 8) hash = step(hash, (value >>> shift) & 0xff);
  }
  return hash >>> 0;
}
