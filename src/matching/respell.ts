/** Words as they were typed, and as they are usually written: two lists of one length. */
interface Respelled {
  readonly typed: readonly string[];
  readonly words: readonly string[];
}

/** Joins and parts words. */
export type Respell = (words: readonly string[]) => Respelled;

/** Shorter words are joined and parted by chance. */
const SHORTEST = 6;
const SHORTEST_PART = 4;
const LONGEST = 24;

/**
 * Makes a speller over known words: "back-log" becomes "backlog" where that is known, and "productvision" becomes
 * "product vision" where it is no word itself.
 */
export function createRespell(
  known: { has(word: string): boolean },
  isEnglish: (word: string) => boolean,
): Respell {
  const part = (word: string): readonly [string, string] | undefined => {
    if (word.length < SHORTEST || word.length > LONGEST || known.has(word) || isEnglish(word))
      return undefined;
    for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
      const [one, two] = [word.slice(0, at), word.slice(at)];
      if (known.has(one) && known.has(two)) return [one, two];
    }
    return undefined;
  };
  return (list) => {
    const typed: string[] = [];
    const words: string[] = [];
    for (let i = 0; i < list.length; i++) {
      const word = list[i] ?? '';
      const next = list[i + 1] ?? '';
      const joined = word.length + next.length;
      if (next !== '' && joined >= SHORTEST && joined <= LONGEST && known.has(word + next)) {
        typed.push(`${word} ${next}`);
        words.push(word + next);
        i++;
        continue;
      }
      for (const piece of part(word) ?? [word]) {
        typed.push(word);
        words.push(piece);
      }
    }
    return { typed, words };
  };
}
