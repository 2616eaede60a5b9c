import type { Role } from '../knowledge/types.ts';

/** A role's name found in a text: which role, and how many words long. */
export interface FoundName {
  readonly role: Role;
  readonly words: number;
  /** All words of the name but the last: "product". */
  readonly head: string;
}

/** Finds the names of roles in a list of lower-case words. */
export interface NameFinder {
  /**
   * The longest name that begins at `start`. After another role, a name may leave out what the two share:
   * "product owner vs manager", where `before` is what was found last, and nothing but a joining word stands between.
   */
  find(
    words: readonly string[],
    start: number,
    before?: FoundName & { readonly end: number },
  ): FoundName | undefined;
  /** Whether a name of several words begins with this one. */
  isHead(word: string): boolean;
  /** The last words of such names, each with the same count. */
  readonly lastWords: ReadonlyMap<string, number>;
}

/** What may stand between two roles that share a word. */
const JOINING = new Set('vs v versus and or from to than the a n'.split(' '));

/** Makes a finder; `split` is how the caller splits a text into words. */
export function createNameFinder(roles: readonly Role[], split: (text: string) => string[]): NameFinder {
  const names = new Map<string, FoundName>();
  const shortened = new Map<string, FoundName[]>();
  const heads = new Set<string>();
  const starts = new Set<string>();
  let longest = 1;
  for (const role of roles) {
    for (const name of role.names) {
      const words = split(name);
      const head = words.slice(0, -1).join(' ');
      names.set(words.join(' '), { role, words: words.length, head });
      starts.add(words[0] ?? '');
      longest = Math.max(longest, words.length);
      const last = words.at(-1) ?? '';
      if (head === '') continue;
      heads.add(words[0] ?? '');
      shortened.set(last, [...(shortened.get(last) ?? []), { role, words: 1, head }]);
    }
  }
  const isJoined = (words: readonly string[], from: number, to: number) =>
    to - from <= 2 && words.slice(from, to).every((word) => JOINING.has(word));
  return {
    isHead: (word) => heads.has(word),
    lastWords: new Map([...shortened.keys()].map((word) => [word, 1])),
    find(words, start, before) {
      const most = starts.has(words[start] ?? '') ? Math.min(longest, words.length - start) : 0;
      for (let length = most; length > 0; length--) {
        const name = names.get(
          length === 1 ? (words[start] ?? '') : words.slice(start, start + length).join(' '),
        );
        if (name) return name;
      }
      if (!before?.head || !isJoined(words, before.end, start)) return undefined;
      const found = shortened.get(words[start] ?? '');
      return found?.find(({ head, role }) => head === before.head && role !== before.role);
    },
  };
}
