import type { Knowledge } from '../knowledge/types.ts';
import type { Mend } from './typos.ts';
import { isStopWord, splitWords, stem } from './words.ts';

/** A word as the matcher sees it. */
export interface Token {
  /** As it was typed, lower case. */
  readonly typed: string;
  /** What it counts as: its stem, a role's id, or the word itself where it carries no meaning. */
  readonly key: string;
  readonly kind: 'word' | 'stop' | 'role';
}

/** So many words of one text are mended; a text with more of them is no question, and mending takes time. */
const MOST_MENDED = 30;
/** Longer words are not remembered: a piece of a long text keeps the whole text in memory. */
const LONGEST_REMEMBERED = 12;

/** Reads a text as tokens: roles by any of their names, abbreviations spelled out, endings taken off. */
export type Reader = (text: string) => Token[];

type Names = Pick<Knowledge, 'roles' | 'vocabulary'>;

/** Makes a reader. `mend` gets each word that is no name and no abbreviation, and may put another in its place. */
export function createReader({ roles, vocabulary }: Names, mend: Mend = () => undefined): Reader {
  const names = new Map<string, { role: string; words: number }>();
  let longest = 1;
  for (const role of roles) {
    for (const name of role.names) {
      const words = splitWords(name);
      names.set(words.join(' '), { role: role.id, words: words.length });
      longest = Math.max(longest, words.length);
    }
  }
  const stems = new Map<string, string>();
  const stemOf = (word: string) => {
    let known = stems.get(word);
    if (known === undefined) {
      known = stem(word);
      // Bounded: what people type is endless.
      if (word.length <= LONGEST_REMEMBERED && stems.size < 50_000) stems.set(word, known);
    }
    return known;
  };
  const toToken = (typed: string, word: string): Token =>
    isStopWord(word) ? { typed, key: word, kind: 'stop' } : { typed, key: stemOf(word), kind: 'word' };

  return (text) => {
    const typed = splitWords(text);
    let left = MOST_MENDED;
    const mended = typed.map((word) => {
      if (left === 0 || names.has(word) || vocabulary.short.has(word)) return word;
      const better = mend(word);
      if (better === undefined) return word;
      left--;
      return better.word ?? word;
    });
    const tokens: Token[] = [];
    for (let i = 0; i < mended.length; ) {
      const name = longestName(mended, i, names, longest);
      const word = mended[i] ?? '';
      if (name) {
        tokens.push({ typed: typed.slice(i, i + name.words).join(' '), key: name.role, kind: 'role' });
        i += name.words;
        continue;
      }
      const spelled = vocabulary.short.get(word);
      if (spelled === undefined) tokens.push(toToken(typed[i] ?? '', word));
      else for (const part of splitWords(spelled)) tokens.push(toToken(typed[i] ?? '', part));
      i++;
    }
    return tokens;
  };
}

function longestName(
  words: readonly string[],
  start: number,
  names: ReadonlyMap<string, { role: string; words: number }>,
  longest: number,
) {
  for (let length = Math.min(longest, words.length - start); length > 0; length--) {
    const name = names.get(
      length === 1 ? (words[start] ?? '') : words.slice(start, start + length).join(' '),
    );
    if (name) return name;
  }
  return undefined;
}
