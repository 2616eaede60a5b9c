import type { Answerer } from '../../answer/answerer.ts';
import { refusesBlocks } from '../../slack/errors.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import type { TypedWord } from '../../slack/typed-words.ts';
import { SHEET_ACTION } from './actions.ts';
import { makeSheet } from './sheet.ts';
import { buildSheet, buildTextSheet } from './views.ts';

interface Dependencies {
  readonly answerer: Pick<Answerer, 'known'>;
}

/** The button "Show the cheat sheet", which posts it below. */
export function registerSheet(router: Router, deps: Dependencies): void {
  router.press(SHEET_ACTION.show, async ({ body, client, context }) => {
    note(context, { outcome: 'sheet' });
    const channel = body.channel?.id ?? body.user.id;
    const { message, fallback } = showSheet(deps);
    try {
      await post(client, { channel, ...message });
    } catch (error) {
      if (!refusesBlocks(error)) throw error;
      await post(client, { channel, ...fallback });
    }
  });
}

/** "sheet". */
export function createSheetWords(deps: Dependencies): readonly TypedWord[] {
  return [
    {
      name: 'sheet',
      isTyped: (_, words) => /^(?:cheat ?)?sheet$/.test(words),
      audience: 'anyone',
      run: async () => showSheet(deps),
    },
  ];
}

/** Dialogs, and some Slack clients, take no table: they get the text. */
function showSheet({ answerer }: Dependencies) {
  const { roles, groups } = answerer.known();
  const sheet = makeSheet(roles, groups);
  return { message: buildSheet(sheet), fallback: buildTextSheet(sheet) };
}
