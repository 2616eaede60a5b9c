import type { Knowledge } from '../knowledge/types.ts';
import { createRarity, readEnglish } from './english.ts';
import { ENGLISH } from './thresholds.ts';
import { isStopWord, splitWords } from './words.ts';

/** A line of asks/ or not-ours/ that would teach a misspelt word. */
export interface Slip {
  readonly line: string;
  readonly word: string;
  /** The key word that it is one slip of the fingers away from. */
  readonly meant: string;
}

/** Shorter words are near to too much. */
const SHORTEST = 6;
/** A word of a title is a key word, and one that the ways to ask have this often. */
const OFTEN = 12;

/**
 * Finds words that are one slip from a key word: learnt as words, they would keep people's own slips from being mended.
 * What is an English word is no slip, nor is a key word with another ending.
 */
export function findSlips({ topics, notOurs }: Pick<Knowledge, 'topics' | 'notOurs'>): Slip[] {
  const rarityOf = createRarity(readEnglish());
  const counts = new Map<string, number>();
  const count = (text: string, times: number) => {
    for (const word of splitWords(text)) {
      if (word.length >= SHORTEST && !isStopWord(word)) counts.set(word, (counts.get(word) ?? 0) + times);
    }
  };
  for (const { title, asks } of topics.values()) {
    count(title, OFTEN);
    for (const ask of asks) count(ask, 1);
  }
  const keys = [...counts].flatMap(([word, times]) => (times >= OFTEN ? [word] : []));
  const known = new Set(keys);
  const isWord = (word: string) => formsOf(word).some((form) => known.has(form) || rarityOf(form) < ENGLISH);
  const lines = [...[...topics.values()].flatMap(({ asks }) => asks), ...notOurs];
  return lines.flatMap((line) =>
    splitWords(line).flatMap((word): Slip[] => {
      if (word.length < SHORTEST - 1 || isWord(word)) return [];
      const meant = keys.find((key) => isOneSlip(word, key));
      return meant === undefined ? [] : [{ line, word, meant }];
    }),
  );
}

/** A word, and what it is an ending or a British spelling of. */
function formsOf(word: string): string[] {
  const american = word.replace(/([iy])s(?=e|ing|ation)/, '$1z');
  return [word, american].flatMap((one) => [
    one,
    one.replace(/s$/, ''),
    one.replace(/es$/, ''),
    one.replace(/d$/, ''),
    one.replace(/e[drs]s?$/, ''),
    one.replace(/ing$/, ''),
    one.replace(/ing$/, 'e'),
    one.replace(/rs?$/, ''),
  ]);
}

/** Whether a letter is left out, put in, changed or swapped with the next, but not only added at the end. */
function isOneSlip(word: string, key: string): boolean {
  if (Math.abs(word.length - key.length) > 1 || word.startsWith(key) || key.startsWith(word)) return false;
  let at = 0;
  while (word[at] === key[at]) at++;
  const [a, b] = [word.slice(at), key.slice(at)];
  return (
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.slice(1) === b.slice(1) && a.length > 1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}
