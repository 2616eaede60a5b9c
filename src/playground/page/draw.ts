import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import { drawControls, hasControls } from './controls.ts';
import { type Choices, escapeHtml } from './fields.ts';

type Data = Readonly<Record<string, unknown>>;

/** What is to be drawn, and who and what it may speak of. */
export interface Drawing extends Choices {
  /** Shown where there are no blocks. */
  readonly text: string;
  readonly blocks: readonly Data[];
  /** Makes the ids of fields unique in the page. */
  readonly scope: string;
}

/**
 * Draws blocks as HTML. What is read is drawn by the renderer; what can be acted on is drawn as native controls, each
 * with `data-block`, `data-action` and `data-type`. Texts of users are escaped by both.
 */
export function drawBlocks(drawing: Drawing): string {
  const { text, blocks } = drawing;
  if (blocks.length === 0) return drawRead([{ type: 'section', text: { type: 'mrkdwn', text } }], drawing);
  const parts: string[] = [];
  let read: Data[] = [];
  const flush = () => {
    if (read.length > 0) parts.push(drawRead(read, drawing));
    read = [];
  };
  for (const block of blocks) {
    if (!hasControls(block)) {
      read.push(block);
      continue;
    }
    flush();
    const { accessory, ...rest } = block;
    const controls = drawControls(block, drawing);
    const beside = block.type === 'section' ? drawRead([rest], drawing) : '';
    parts.push(`<div class="block block-${escapeHtml(String(block.type))}">${beside}${controls}</div>`);
  }
  flush();
  return parts.join('');
}

/** Letters of no script, in the place of what the renderer must not read. */
const STAND_INS = [
  ['&lt;', '\uE000'],
  ['&gt;', '\uE001'],
  ['](', '\uE002'],
] as const;

/**
 * The renderer takes what Slack has escaped (`&lt;!here&gt;`) for what it means unescaped, and knows links of Markdown,
 * which Slack does not. So it gets neither to see, but at the beginning of a line, where `&gt;` is a quotation.
 */
function hide(value: unknown): unknown {
  if (typeof value === 'string') {
    const quoting = value.replace(/^&gt;/gm, '>');
    return STAND_INS.reduce((text, [real, standIn]) => text.replaceAll(real, standIn), quoting);
  }
  if (Array.isArray(value)) return value.map(hide);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner)]));
}

const reveal = (html: string) =>
  STAND_INS.reduce((text, [real, standIn]) => text.replaceAll(standIn, real), html);

function drawRead(blocks: readonly Data[], { people, channels }: Choices): string {
  const props = {
    blocks: hide(blocks),
    logo: '',
    name: '',
    time: new Date(0),
    withoutWrapper: true,
    theme: 'light',
    data: {
      users: people.map(({ id, name }) => ({ id, name })),
      channels: channels.map(({ id, name }) => ({ id, name })),
      user_groups: [],
    },
  } as unknown as MessageProps;
  return reveal(
    renderToStaticMarkup(createElement(Message, props))
      // It gives each message the same id, which a page can have but once.
      .replaceAll('id="slack_blocks_to_jsx"', '')
      .replaceAll('data-theme="light"', '')
      .replaceAll(/ href="(?!https?:|mailto:)[^"]*"/g, '')
      .replaceAll('<a ', '<a target="_blank" rel="noreferrer noopener" '),
  );
}

/** The style sheet of the renderer, which asks for the id that we take away. */
export async function readRendererStyles(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('slack-blocks-to-jsx');
  const css = await readFile(entry.replace(/index\.js$/, 'style.css'), 'utf8');
  return css.replaceAll('#slack_blocks_to_jsx', '.slack_blocks_to_jsx');
}
