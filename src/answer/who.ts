import type { Role } from '../knowledge/types.ts';
import { createNameFinder } from '../matching/names.ts';

/** Whose name somebody asks for. */
export interface AskedWho {
  readonly role: Role;
  /** The channel or squad that they named, in their words. */
  readonly place?: string | undefined;
}

/** What may come before the question itself. */
const BEFORE =
  /^(?:(?:hi|hey|hello|sorry|so|and|ok|quick question|please|pls|do you know|can you tell me|could you tell me|tell me|anyone know|does anyone know|i wonder|wondering)[\s,:]+)*/;
const WHOSE = '(?:our|my|your|this team s|the team s|the squad s|our team s|our squad s|this channel s)';
/** `§` stands for the role. An article of its own (“a product manager”) asks what the role is, not who. */
const WAYS = [
  `who(?: is| s|s| are| re| was)? (?:now )?${WHOSE} (?:new |current )?§`,
  `who(?: is| s|s| are| re)? (?:the )?(?:new |current )?§ (?=here|now|today|on|of|for|in|at|this)`,
  `(?:what is |whats |what s )?(?:the )?names? of (?:the |${WHOSE} |a )?(?:new |current )?§`,
  `(?:what is|whats|what s) (?:the|${WHOSE}) (?:new |current )?§ s name`,
  `who (?:holds|has|plays|fills|took|does) the (?:role|job) of (?:the )?§`,
  `who (?:holds|has|plays|fills|took) the § (?:role|job|hat)`,
  `(?:who|which person|which one|which of us) (?:is|acts as|works as) (?:the|${WHOSE}) §(?= here| now|$)`,
];
const TIME = '(?: here| now| today| these days| at the moment| right now| currently| please| again| then)*';
const AFTER = new RegExp(
  `^${TIME}(?: (?:here )?(?:in|on|of|for|at|from) (?:the |our |this |my |team |squad |channel )*(.{1,60}?))?${TIME}$`,
);
/** What nobody calls a place. */
const NO_PLACE =
  /\b(?:call|duty|vacation|holiday|leave|replaced|backlog|roadmap|terms|responsible|general|scrum|agile|theory|practice|charge|what|who|how|why|and)\b/;
const SQUAD = /\s*\b(?:squad|team|channel|app|project|product)\b\s*/g;
const LONGEST = 160;

/**
 * Makes a reader for questions after a person: "who is our PO?", "name of the PM on checkout?". It gives the role and
 * the place that was named; undefined where something else is asked, such as what the role is.
 */
export function createWhoReader(roles: readonly Role[]): (text: string) => AskedWho | undefined {
  const names = createNameFinder(roles, wordsOf);
  const ways = WAYS.map((way) => new RegExp(`^${way}(.*)$`));
  return (text) => {
    if (text.length > LONGEST) return undefined;
    const words = wordsOf(text);
    const { role, sentence } = standIn(words, names);
    if (!role) return undefined;
    const question = sentence.replace(BEFORE, '');
    for (const way of ways) {
      const rest = way.exec(question)?.[1];
      const after = rest === undefined ? null : AFTER.exec(rest.trim() === '' ? '' : ` ${rest.trim()}`);
      if (!after) continue;
      const named = after[1]?.replace(SQUAD, ' ').trim();
      if (named !== undefined && NO_PLACE.test(named)) return undefined;
      return { role, place: named === '' || named === 'here' ? undefined : named };
    }
    return undefined;
  };
}

/** The words as one sentence with `§` where the one role is named; without a role where there is none, or two. */
function standIn(
  words: readonly string[],
  names: ReturnType<typeof createNameFinder>,
): { role: Role | undefined; sentence: string } {
  const out: string[] = [];
  let role: Role | undefined;
  for (let i = 0; i < words.length; ) {
    const hit = names.find(words, i);
    if (hit && role && hit.role !== role) return { role: undefined, sentence: '' };
    if (hit) role = hit.role;
    out.push(hit ? '§' : (words[i] ?? ''));
    i += hit?.words ?? 1;
  }
  return { role, sentence: out.join(' ') };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}&_-]+/gu) ?? [];
}
