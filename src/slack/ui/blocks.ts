import type { types } from '@slack/bolt';
import { cut, LIMIT } from './text.ts';

/** A paragraph. The text is mrkdwn, made safe by whoever made it. */
export function section(text: string): types.KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, LIMIT.section) } };
}

/** A line in small letters. */
export function context(text: string): types.KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(text, 2000) }] };
}

/** A plain text object, cut to a length. */
export function plain(text: string, limit: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(text, limit), emoji: true };
}
