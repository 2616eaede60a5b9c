import type { Role } from '../knowledge/types.ts';
import type { Reader } from '../matching/reader.ts';
import { dropLead } from './who-grammar.ts';

/** Where one sentence ends, or a clause that could be one. */
const BETWEEN =
  /(?<=[.!?…;])\s+|\s[-–—]\s|,\s+(?=(?:i|i['’]?m|i['’]d|we|because|since|who|whos|what|whats|which|how|where|is|do|does|can|could|our)\b)/i;
const POSSESSIVE = /(?<!\b(?:who|what|where|that|there|it|he|she|here|when|how|let|name))['’]s\b/gi;
const TYPOS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:teh|hte|thr|th)\b/g, 'the'],
  [/\b(?:ur|youre)\b/g, 'your'],
  [/^((?:and )?)whose (?=(?:our|my|your|the|§))/, '$1who is '],
  [/\b(who|what|name of|is|are|r) (?:are|ower|oru|out) (?=§)/g, '$1 our '],
];

/** A sentence, or a clause that could be one, as the grammar of who-questions reads it. */
export interface Sentence {
  /** Lower case, `§0` for the first role and `#0` for the first place. */
  readonly words: string;
  readonly asks: boolean;
  /** It is a sentence to its end, not a part before a comma. */
  readonly ends: boolean;
}

const SOMEBODYS = /^(?:the|our|my|your|of|any|all|have|got|and|there|,|§\d+)$/;

/** Makes a reader of sentences; it adds the roles that it finds to a list, where `§0` is the first. */
export function createSentenceReader(
  roles: readonly Role[],
  read: Reader,
): (text: string, found: Role[]) => Sentence[] {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const readWords = (piece: string, found: Role[], before: string): string[] => {
    const words: string[] = [];
    for (const { typed, kind, key } of read(piece)) {
      const role = kind === 'role' ? byId.get(key) : undefined;
      // “Product managers” are all there are, unless they are somebody's.
      const isPlain = role && (!typed.endsWith('s') || SOMEBODYS.test(words.at(-1) ?? before));
      words.push(isPlain ? `§${found.push(role) - 1}` : typed);
    }
    return words;
  };
  const readSentence = (sentence: string, found: Role[]): string => {
    const words: string[] = [];
    for (const piece of sentence.replace(POSSESSIVE, ' s ').split(/(#\d+|[,:;/()“”"=]|\.{2,}|…)/)) {
      if (/^#\d/.test(piece)) words.push(piece);
      else if (/^[,:;/()“”"=.…]/.test(piece)) words.push(',');
      else words.push(...readWords(piece, found, words.at(-1) ?? ''));
    }
    // An abbreviation was spelled out: each of its words was typed as the same.
    const once = words.filter((word, i) => word !== words[i - 1]).join(' ');
    return TYPOS.reduce((all, [typo, right]) => all.replace(typo, right), once).replace(
      /^[, ]+|(?<![, ])[, ]+$/g,
      '',
    );
  };
  return (text, found) => {
    const pieces = text.split(BETWEEN);
    return pieces.flatMap((sentence) => {
      const words = dropLead(readSentence(sentence, found));
      const [asks, ends] = [/\?\W*$/.test(sentence), /[.!?…;]\W*$/.test(sentence)];
      return words === '' ? [] : [{ words, asks, ends: ends || sentence === pieces.at(-1) }];
    });
  };
}
