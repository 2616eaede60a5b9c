import type { types } from '@slack/bolt';
import { plain, section } from './blocks.ts';

/** Builds a dialog that only says something. */
export function buildNotice(said: string | types.KnownBlock[], title = 'Who owns this?'): types.ModalView {
  return {
    type: 'modal',
    title: plain(title, 24),
    close: plain('Close', 24),
    blocks: typeof said === 'string' ? [section(said)] : said,
  };
}
