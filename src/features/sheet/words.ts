import type { Answerer } from '../../answer/answerer.ts';
import type { TypedWord } from '../../slack/typed-words.ts';
import { makeSheet } from './sheet.ts';
import { buildSheet, buildTextSheet } from './views.ts';

export interface SheetParts {
  readonly answerer: Pick<Answerer, 'known'>;
}

/** The cheat sheet with Slack's table, and as text for where Slack does not take that. */
export function showSheet({ answerer }: SheetParts) {
  const { roles, groups } = answerer.known();
  const sheet = makeSheet(roles, groups);
  return { message: buildSheet(sheet), fallback: buildTextSheet(sheet) };
}

/** "sheet". */
export function createSheetWords(parts: SheetParts): readonly TypedWord[] {
  return [
    {
      name: 'sheet',
      isTyped: (_, words) => /^(?:cheat ?)?sheet$/.test(words),
      audience: 'anyone',
      run: async () => showSheet(parts),
    },
  ];
}
