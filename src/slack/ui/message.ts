import type { types } from '@slack/bolt';

/** A message as Slack takes it: blocks, and the text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: types.KnownBlock[];
}
