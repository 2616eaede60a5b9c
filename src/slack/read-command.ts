/** What a person wants of `/whoowns`: an answer, unless the first word is one of the bot's own. */
export type Wish = 'answer' | 'assign' | 'team' | 'rule' | 'settings' | 'forget' | 'sheet';

const WISHES: readonly (readonly [RegExp, Wish])[] = [
  [/^(?:assign|set roles|set the roles)$/, 'assign'],
  [/^(?:team|our team|roles here)$/, 'team'],
  [/^(?:rule|rules|override)$/, 'rule'],
  [/^settings?$/, 'settings'],
  [/^forget me$/, 'forget'],
  [/^(?:cheat ?)?sheet$/, 'sheet'],
];

/** Reads what stands behind the command. A question that only contains such a word is a question. */
export function readCommand(text: string): Wish {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '')
    .replace(/\s+/g, ' ');
  return WISHES.find(([pattern]) => pattern.test(words))?.[1] ?? 'answer';
}
