import type { types } from '@slack/bolt';
import type { z } from 'zod';
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

/** A message as Slack takes it: blocks, and the text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: types.KnownBlock[];
}

/** A message of one paragraph. The text is mrkdwn, made safe by whoever made it. */
export function say(text: string): Message {
  return { text, blocks: [section(text)] };
}

/** A button that carries a plain value; `apart` tells it from the others of its message. */
export function plainButton(action: string, apart: string, label: string, value: string): types.Button {
  return {
    type: 'button',
    action_id: cut(`${action}:${apart}`, 255),
    text: { type: 'plain_text', text: cut(label, LIMIT.button), emoji: true },
    value: cut(value, 2000),
  };
}

/** So many stand on a page: a message has 50 blocks at most. */
export const PAGE = 8;

/** Builds the way from page to page; nothing where there is one. */
export function buildPager(action: string, page: number, pages: number): types.KnownBlock[] {
  if (pages < 2) return [];
  return [
    {
      type: 'actions',
      elements: [
        ...(page > 0 ? [plainButton(action, 'back', 'Back', String(page - 1))] : []),
        ...(page < pages - 1 ? [plainButton(action, 'next', 'Next', String(page + 1))] : []),
      ],
    },
    context(`Page ${page + 1} of ${pages}`),
  ];
}

/**
 * Reads JSON that has been away: a button's value, a dialog's metadata. Undefined where it is not JSON, or not what the
 * schema wants, as on a message of another version.
 */
export function readJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string | undefined,
): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined; // not JSON at all
  }
}
