import type { types } from '@slack/bolt';
import type { z } from 'zod';
import { cut, fill, LIMIT } from './text.ts';

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

/** Buttons in a row; nothing where there are none. */
export function buttonRow(elements: types.Button[]): types.KnownBlock[] {
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

/** A message has 50 blocks at most. */
const ITEMS_PER_PAGE = 8;

/**
 * Builds one page of a list, and the way to the others; `build` gets the number of the page, which may be another than
 * was asked for, as the list may have become shorter.
 */
export function buildPage<Item>(
  {
    items,
    page,
    action,
  }: { readonly items: readonly Item[]; readonly page: number; readonly action: string },
  build: (item: Item, page: number) => types.KnownBlock[],
): types.KnownBlock[] {
  const pages = Math.max(1, Math.ceil(items.length / ITEMS_PER_PAGE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const blocks = items
    .slice(shown * ITEMS_PER_PAGE, (shown + 1) * ITEMS_PER_PAGE)
    .flatMap((item) => build(item, shown));
  if (pages === 1) return blocks;
  const elements = [
    ...(shown > 0 ? [plainButton(action, 'back', 'Back', String(shown - 1))] : []),
    ...(shown < pages - 1 ? [plainButton(action, 'next', 'Next', String(shown + 1))] : []),
  ];
  return [...blocks, ...buttonRow(elements), context(`Page ${shown + 1} of ${pages}`)];
}

/** What Slack asks before a press counts. */
export function buildConfirm(words: Readonly<Record<'title' | 'text' | 'confirm' | 'deny', string>>) {
  return {
    title: plain(words.title, 100),
    text: plain(words.text, 300),
    confirm: plain(words.confirm, 30),
    deny: plain(words.deny, 30),
  };
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

/** Slack refuses messages of some 12,000 characters; the list of a message has so many, and the rest is for others. */
const LIST = 6_000;

/** Lines as paragraphs, and how many more there are where not all have room. */
export function listOf(lines: readonly string[], most = LIST): types.KnownBlock[] {
  const shown: string[] = [];
  let room = most;
  for (const line of lines) {
    const fits = cut(line, LIMIT.section);
    room -= fits.length + 1;
    if (room < 0) break;
    shown.push(fits);
  }
  const left = lines.length - shown.length;
  return [...fill(shown, LIMIT.section).map(section), ...(left > 0 ? [context(sayMore(left))] : [])];
}

/** What stands below a list of which not all has room. */
export const sayMore = (left: number) => `…and ${left} more`;

/** A view has 250 kB at most; so much of it, in characters of JSON, may be the options of its menus. */
const OPTIONS = 120_000;
/** Slack's limits: options in a group, and groups in a menu. */
const MOST_OPTIONS = 100;

/** Says of one option after the other whether it has room in a view. */
export function createRoom(): (option: types.PlainTextOption) => boolean {
  let room = OPTIONS;
  return (option) => {
    room -= JSON.stringify(option).length + 1;
    return room >= 0;
  };
}

/** A menu by headings, as far as there is room; `left` is how many had none. */
export function groupOptions(
  groups: readonly { readonly label: string; readonly options: readonly types.PlainTextOption[] }[],
): {
  readonly option_groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[];
  readonly left: number;
} {
  const option_groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] = [];
  const fits = createRoom();
  let left = 0;
  for (const { label, options } of groups) {
    for (let at = 0; at < options.length; at += MOST_OPTIONS) {
      const part = options.slice(at, at + MOST_OPTIONS);
      const fitting = part.filter(fits);
      left += part.length - fitting.length;
      if (fitting.length === 0) continue;
      if (option_groups.length < MOST_OPTIONS) {
        option_groups.push({ label: plain(label, 75), options: [...fitting] });
      } else left += fitting.length;
    }
  }
  return { option_groups, left };
}
