const MOST_CHARACTERS = 400;
/** More of a text is not looked at: so much is left of it at most, whatever is taken out. */
const MOST_READ = 4_000;

/** Names that are words as well: they are taken for a name only where they are written like one. */
const COMMON = new Set(
  'will mark may grant bill grace art rose jack drew chase frank rich sue rob pat miles page summer hope faith joy dean price young long king june april august guy max star law day ray bob chip clay cliff dale dawn earl ford glen hunter lance lee ward wade reed sky van the and for who an am as at be by do ed go he hi if in is it me my no of ok on or po pm qa so to up us we'.split(
    ' ',
  ),
);

/** In names like these no space stands between words, and two characters are a whole name. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * What is kept of a plain text that somebody wrote: without addresses, long numbers and the names of people, cut short.
 * Slack's markup is off already: read twice, `List<Fence>` would lose its brackets.
 */
export function cleanQuestion(plain: string, names: Iterable<string>): string {
  let text = beginningOf(plain)
    .normalize('NFC')
    .replace(/\bhttps?:\/\/\S+/gi, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (isAddress(word) ? 'somebody' : word))
    .join(' ')
    .replace(/\+?\d[\d ()./-]{6,60}\d/g, '…');
  const folded = fold(text);
  for (const part of partsOf(names)) {
    if (folded.includes(fold(part))) text = text.replace(patternOf(part), 'somebody');
  }
  return text.replace(/(?:somebody[\s-]+)+somebody/g, 'somebody').slice(0, MOST_CHARACTERS);
}

/** The beginning of a long text, to the end of a word: half an address would not be known as one. */
function beginningOf(plain: string): string {
  if (plain.length <= MOST_READ) return plain;
  const end = plain.slice(0, MOST_READ).search(/\s\S*$/);
  return plain.slice(0, Math.max(0, end));
}

/** "nia@example.com", or "@nia". By hand: as a pattern it takes time that grows with the cube of the length. */
function isAddress(word: string): boolean {
  if (word.startsWith('@') && word.length > 1) return true;
  const at = word.indexOf('@', 1);
  return at > 0 && word.lastIndexOf('.', word.length - 2) > at + 1;
}

/** Each name, and the words that it is made of; whole names first, so that nothing of them stays behind. */
function partsOf(names: Iterable<string>): string[] {
  const wholes = new Set<string>();
  for (const name of names) {
    // What stands after a dash or in brackets is a job or a team.
    const [whole = ''] = name.normalize('NFC').split(/\s+[-–—|•·]\s+|[([{]/);
    wholes.add(whole.trim());
  }
  const words = [...wholes].flatMap((whole) => whole.split(/[\s,.-]+/));
  return [...new Set([...wholes, ...words])].filter((part) => [...part].length > 1);
}

/** Finds a name as people type it: with any apostrophe or none, with or without accents, hyphens and spaces. */
function patternOf(part: string): RegExp {
  // A run counts once: with two neighbours that may match the same, a name of many would take for ever.
  const letters = [...part.replace(/['’‘ʼ`´\s-]+/g, ' ')].map((letter) => {
    if (letter === ' ') return "['’‘ʼ`´\\s-]{0,3}";
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
    const escaped = letter.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    return plain === letter || plain === '' ? escaped : `(?:${escaped}|${plain})`;
  });
  const word = letters.join('');
  if (UNSPACED.test(part)) return new RegExp(word, 'gu');
  const lower = part.toLowerCase();
  const isWord = lower.split(/[\s-]+/).every((one) => COMMON.has(one));
  const isShort = [...part].length === 2;
  // Two capitals are an abbreviation, such as PO.
  const either = isShort && !isWord ? `(?:${word}|${lower})` : word;
  // Where a sentence begins, every word is written like a name.
  const within = isWord ? '(?<!^|[.?!]\\s)' : '';
  const flags = isWord || isShort ? 'gu' : 'giu';
  return new RegExp(`${within}(?<![\\p{L}\\p{N}])${either}(?![\\p{L}\\p{N}])`, flags);
}

/** The letters and digits alone, so that a name that is not in a text is passed over quickly. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
