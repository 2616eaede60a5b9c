import { readNewcomerWords, readOnboard } from '../onboarding/newcomer-words.ts';

/** What a person wants of `/whoowns`: an answer, unless the first word is one of the bot's own. */
export type Wish =
  | 'answer'
  | 'assign'
  | 'team'
  | 'rule'
  | 'settings'
  | 'forget'
  | 'sheet'
  | 'onboard'
  | 'new here'
  | 'stop'
  | 'gaps'
  | 'taught'
  | 'digest';

const WISHES: readonly (readonly [RegExp, Wish])[] = [
  [/^(?:assign|set roles|set the roles)$/, 'assign'],
  // Somebody is named, and little else: “assign @olga as PO”. The dialog asks for the rest.
  [/^assign(?= .*@\S)(?: \S+){1,6}$/, 'assign'],
  [/^(?:team|our team|roles here)$/, 'team'],
  [/^(?:rule|rules|override)$/, 'rule'],
  [/^settings?$/, 'settings'],
  [/^forget me$/, 'forget'],
  [/^(?:cheat ?)?sheet$/, 'sheet'],
  [/^gaps?$/, 'gaps'],
  [/^(?:what (?:were you|you were) )?taught$/, 'taught'],
  [/^(?:weekly )?digest$/, 'digest'],
];

/** Reads what stands behind the command. A question that only contains such a word is a question. */
export function readCommand(text: string): Wish {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '')
    .replace(/[\s,]+/g, ' ');
  const wish = WISHES.find(([pattern]) => pattern.test(words))?.[1];
  return wish ?? (readOnboard(text) ? 'onboard' : (readNewcomerWords(text) ?? 'answer'));
}

/** The people whom a text names, by their ids; each once. */
export function readPeople(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, id]) => id ?? []))];
}
