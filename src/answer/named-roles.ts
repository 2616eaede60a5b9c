import type { Role } from '../knowledge/types.ts';
import { createNameFinder, type FoundName } from '../matching/names.ts';

/** Words that may stand around the names of roles when nothing but the roles is asked for. */
const AROUND_ONE = new Set(
  'the a an role job our about explain describe define show full please pls of duty duties responsibilities tasks'.split(
    ' ',
  ),
);
const AROUND_TWO = new Set(
  'vs v versus and or between compare comparison compared difference differences diff to with from the a an of & please pls against'.split(
    ' ',
  ),
);
/** These too in what begins with "what", as in "what does the PO do". */
const AFTER_WHAT = new Set('what whats s is are does do'.split(' '));
/** And these beside two roles: "PM or PO, who does what?" */
const SHARES = new Set('who does what'.split(' '));

/** Reads which roles a text names when it says hardly anything else. */
type NamedRolesReader = (text: string) => Role[];

/**
 * Makes a reader for texts that name roles and hardly anything else: "pm", "the Product Owner", "PM vs. PO".
 * It returns the roles in the order of the text, without repetition; an empty list means that more is said.
 */
export function createNamedRolesReader(roles: readonly Role[]): NamedRolesReader {
  const names = createNameFinder(roles, wordsOf);
  return (text) => {
    if (text.length > 120) return [];
    const words = wordsOf(text);
    const found: Role[] = [];
    const rest: string[] = [];
    let before: (FoundName & { end: number }) | undefined;
    for (let i = 0; i < words.length; ) {
      const hit = names.find(words, i, before);
      if (hit) {
        if (!found.includes(hit.role)) found.push(hit.role);
        i += hit.words;
        before = { ...hit, end: i };
      } else {
        rest.push(words[i] ?? '');
        i++;
      }
    }
    const around = found.length === 1 ? AROUND_ONE : AROUND_TWO;
    const asksWhat = /^whats?$/.test(words[0] ?? '');
    const isAround = (word: string) =>
      around.has(word) || (asksWhat && AFTER_WHAT.has(word)) || (found.length > 1 && SHARES.has(word));
    return rest.every(isAround) ? found : [];
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}&]+/gu) ?? [];
}
