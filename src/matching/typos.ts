import Fuse from 'fuse.js';
import { MEND } from './thresholds.ts';

/** Judges a word: undefined where there is nothing to judge, else the known word that is near, if any. */
export type Mend = (word: string) => { readonly word: string | undefined } | undefined;

/** Shorter words are near to too much. */
const SHORTEST = 4;
/** Fuse compares a word with every string that it holds, so it gets only those that share letters with the word. */
const MOST_CANDIDATES = 12;

/**
 * Makes a mender over the known words with how often each occurs. Fuse.js is the judge of nearness, in both
 * directions; an index of letter pairs picks the few words that it judges. An English word is no slip of the fingers,
 * whether it is known here or not.
 */
export function createMender(
  known: ReadonlyMap<string, number>,
  isEnglish: (word: string) => boolean = () => false,
): Mend {
  const words = [...known.keys()].filter((word) => word.length >= SHORTEST && /^\p{L}+$/u.test(word));
  const byPair = new Map<string, number[]>();
  words.forEach((word, i) => {
    for (const pair of pairsOf(word)) {
      const list = byPair.get(pair);
      if (list) list.push(i);
      else byPair.set(pair, [i]);
    }
  });
  const memory = new Map<string, { readonly word: string | undefined }>();
  const mend: Mend = (word) => {
    if (word.length < SHORTEST || word.length > 24 || known.has(word) || !/^[a-z]+$/.test(word))
      return undefined;
    const remembered = memory.get(word);
    if (remembered) return remembered;
    if (isEnglish(word)) return undefined;
    const found = { word: judge(word, candidatesOf(word, words, byPair), known) };
    if (memory.size >= 10_000) memory.clear();
    // A copy of its own: a piece of a text would keep the whole text in memory.
    memory.set(Buffer.from(word).toString(), found);
    return found;
  };
  return mend;
}

/** Pairs of neighbouring letters, the ends marked. */
function pairsOf(word: string): string[] {
  const framed = `^${word}$`;
  return Array.from({ length: framed.length - 1 }, (_, i) => framed.slice(i, i + 2));
}

function candidatesOf(
  word: string,
  words: readonly string[],
  byPair: ReadonlyMap<string, readonly number[]>,
): string[] {
  const shared = new Map<number, number>();
  for (const pair of pairsOf(word))
    for (const i of byPair.get(pair) ?? []) shared.set(i, (shared.get(i) ?? 0) + 1);
  const allowed = word.length >= 7 ? 2 : 1;
  const close: [string, number][] = [];
  for (const [i, count] of shared) {
    const candidate = words[i] ?? '';
    if (count < 2 || Math.abs(candidate.length - word.length) > allowed) continue;
    if (count < Math.max(candidate.length, word.length) + 1 - 3 * allowed) continue;
    close.push([candidate, count]);
  }
  return close
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_CANDIDATES)
    .map(([candidate]) => candidate);
}

function judge(
  word: string,
  candidates: readonly string[],
  known: ReadonlyMap<string, number>,
): string | undefined {
  if (candidates.length === 0) return undefined;
  const fuse = new Fuse(candidates, { includeScore: true, threshold: MEND.farthest, ignoreLocation: true });
  const sorted = sortLetters(word);
  let best: string | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { item, score = 1 } of fuse.search(word)) {
    // Letters in another order are one slip of the fingers, which Fuse counts as two.
    const slip = sortLetters(item) === sorted ? MEND.swapped : 0;
    const start = item[0] === word[0] ? 0 : MEND.start;
    const cost = score - slip + start - Math.min(MEND.mostOften, Math.log(known.get(item) ?? 1) * MEND.often);
    if (cost < lowest) {
      lowest = cost;
      best = item;
    }
  }
  return best;
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}
