import { note } from '../../slack/journal.ts';
import { post, refusesBlocks } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { SHEET_ACTION } from './actions.ts';
import { type SheetParts, showSheet } from './words.ts';

/** The button "Show the cheat sheet": it comes below. */
export function registerSheet(router: Router, parts: SheetParts): void {
  router.press(SHEET_ACTION.show, async ({ body, client, context }) => {
    note(context, { outcome: 'sheet' });
    const channel = body.channel?.id ?? body.user.id;
    const { message, fallback } = showSheet(parts);
    try {
      await post(client, { channel, ...message });
    } catch (error) {
      if (!refusesBlocks(error)) throw error;
      await post(client, { channel, ...fallback });
    }
  });
}
