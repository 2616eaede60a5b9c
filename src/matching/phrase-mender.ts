import { createMender, type Mend } from './typos.ts';

/**
 * Makes a mender of texts after phrasings' own words: "post mortem" becomes "postmortem" where they have that, "oncall"
 * becomes "on call", and a word that neither they nor the knowledge have is mended as a typo.
 */
export function createPhraseMender(
  own: ReadonlySet<string>,
  words: { has(word: string): boolean },
): (text: string) => string {
  let mender: Mend | undefined;
  return (text) => {
    const typed = text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? [];
    const mended: string[] = [];
    let left = MOST_MENDED;
    for (let i = 0; i < typed.length; i++) {
      const as = typed[i] ?? '';
      const word = as.toLowerCase();
      mended.push(as);
      if (!/^[\p{L}\p{N}]/u.test(word)) continue;
      const joined = /^[\s-]$/.test(typed[i + 1] ?? '') ? word + (typed[i + 2] ?? '').toLowerCase() : '';
      if (joined.length >= SHORTEST_JOINED && own.has(joined)) {
        mended[mended.length - 1] = joined;
        i += 2;
        continue;
      }
      if (own.has(word)) continue;
      const parted = part(word, own);
      if (parted !== undefined) mended[mended.length - 1] = parted;
      else if (left > 0 && !words.has(word) && /^\p{L}+$/u.test(word)) {
        left--;
        // Only few questions have a word that nobody knows: what mends it is made for the first of them.
        mender ??= createMender(new Map([...own].map((known) => [known, 1])));
        mended[mended.length - 1] = mender(word)?.word ?? as;
      }
    }
    return mended.join('');
  };
}

/** So many words of one text are mended: each takes time, and a text with more of them is no question. */
const MOST_MENDED = 30;
/** Shorter words are joined and parted by chance. */
const SHORTEST_JOINED = 4;

/** A word as two that are known: "oncall" as "on call". */
function part(word: string, own: ReadonlySet<string>): string | undefined {
  if (word.length < SHORTEST_JOINED || word.length > 24) return undefined;
  for (let at = word.length - 1; at > 0; at--) {
    const [one, two] = [word.slice(0, at), word.slice(at)];
    if (
      one.length + two.length >= SHORTEST_JOINED &&
      own.has(one) &&
      own.has(two) &&
      Math.max(one.length, two.length) > 2
    )
      return `${one} ${two}`;
  }
  return undefined;
}
