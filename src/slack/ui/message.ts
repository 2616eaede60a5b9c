import type { types } from '@slack/bolt';
import { section } from './blocks.ts';

/** A message as Slack takes it: blocks, and the text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: types.KnownBlock[];
}

/** A message of one paragraph. The text is mrkdwn, made safe by whoever made it. */
export function say(text: string): Message {
  return { text, blocks: [section(text)] };
}
