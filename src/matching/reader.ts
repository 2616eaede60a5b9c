import type { Knowledge } from '../knowledge/types.ts';
import { createNameFinder, type FoundName } from './names.ts';
import type { Respell } from './respell.ts';
import { createMeanings } from './synonyms.ts';
import { createMender, type Mend } from './typos.ts';
import { isStopWord, splitWords, stem } from './words.ts';

/** A word as the matcher sees it. */
export interface Token {
  /** As it was typed, lower case. */
  readonly typed: string;
  /** The same with a slip of the fingers mended. */
  readonly word: string;
  /** What it counts as: its stem, a role's id, or the word itself where it carries no meaning. */
  readonly key: string;
  readonly kind: 'word' | 'stop' | 'role';
  /** What it means, where other words mean much the same: the same for all of these. */
  readonly meaning?: string | undefined;
}

/** So many words of one text are mended; a text with more of them is no question, and mending takes time. */
const MOST_MENDED = 30;
/** Longer words are not remembered: a piece of a long text keeps the whole text in memory. */
const LONGEST_REMEMBERED = 12;

/** Reads a text as tokens: roles by any of their names, abbreviations spelled out, endings taken off. */
export type Reader = (text: string) => Token[];

type Names = Pick<Knowledge, 'roles' | 'vocabulary'>;

/**
 * Makes a reader. `mend` gets each word that is no name and no abbreviation, and may put another in its place; before
 * that, `respell` joins and parts words.
 */
export function createReader(
  { roles, vocabulary }: Names,
  mend: Mend = () => undefined,
  respell: Respell = (words) => ({ typed: words, words }),
): Reader {
  const names = createNameFinder(roles, splitWords);
  const mendLast = createMender(names.lastWords);
  const meanings = createMeanings();
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
  const toToken = (typed: string, word: string): Token => {
    if (isStopWord(word)) return { typed, word, key: word, kind: 'stop' };
    const key = stemOf(word);
    return { typed, word, key, kind: 'word', meaning: meanings.get(key) };
  };

  return (text) => {
    const { typed, words } = respell(splitWords(text));
    let left = MOST_MENDED;
    const mended: string[] = [];
    words.forEach((word, i) => {
      mended.push(word);
      if (left === 0 || isStopWord(word) || vocabulary.short.has(word) || names.find(words, i)) return;
      // What follows "product" is rather "owner" than "power".
      const last = names.isHead(mended[i - 1] ?? '') ? mendLast(word) : undefined;
      const better = last?.word === undefined ? mend(word)?.word : last.word;
      if (better === undefined) return;
      left--;
      mended[i] = better;
    });
    const tokens: Token[] = [];
    let before: (FoundName & { end: number }) | undefined;
    for (let i = 0; i < mended.length; ) {
      const name = names.find(mended, i, before);
      const word = mended[i] ?? '';
      if (name) {
        const written = typed.slice(i, i + name.words).join(' ');
        tokens.push({ typed: written, word: written, key: name.role.id, kind: 'role' });
        i += name.words;
        before = { ...name, end: i };
        continue;
      }
      const spelled = vocabulary.short.get(word);
      if (spelled === undefined) tokens.push(toToken(typed[i] ?? '', word));
      else
        for (const part of splitWords(spelled))
          tokens.push({ ...toToken(typed[i] ?? '', part), word: typed[i] ?? '' });
      i++;
    }
    return tokens.map((token, i) => {
      if (token.kind !== 'word') return token;
      // "Signs off", and "signs it off".
      const next = tokens[i + 1]?.kind === 'stop' ? tokens[i + 2] : tokens[i + 1];
      const meaning = meanings.get(`${token.key}-${stemOf(next?.word ?? '')}`);
      return meaning === undefined ? token : { ...token, meaning };
    });
  };
}
