import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import { type Choices, hasControls, renderControls } from './render-controls.ts';

type Data = Readonly<Record<string, unknown>>;

interface Content extends Choices {
  /** Shown if there are no blocks. */
  readonly text: string;
  readonly blocks: readonly Data[];
  /** Makes ids of fields unique in the page. */
  readonly scope: string;
}

/**
 * Renders blocks as HTML: text with the renderer of Block Kit, and what can be pressed or filled in as native controls
 * with `data-block`, `data-action` and `data-type`. Both escape what users wrote.
 */
export function renderBlocks(content: Content): string {
  const { text, blocks } = content;
  const all = blocks.length > 0 ? blocks : [{ type: 'section', text: { type: 'mrkdwn', text } }];
  const html: string[] = [];
  let texts: Data[] = [];
  const flush = () => {
    if (texts.length > 0) html.push(renderTexts(texts, content));
    texts = [];
  };
  for (const block of all) {
    if (!hasControls(block)) {
      texts.push(block);
      continue;
    }
    flush();
    const { accessory, ...rest } = block;
    const beside = block.type === 'section' ? renderTexts([rest], content) : '';
    const type = String(block.type).replace(/\W/g, '');
    html.push(`<div class="block block-${type}">${beside}${renderControls(block, content)}</div>`);
  }
  flush();
  return html.join('');
}

/** Sequences that the renderer would misread, each with a private-use character to put in its place. */
const PLACEHOLDERS = [
  ['&lt;', '\uE000'],
  ['&gt;', '\uE001'],
  ['](', '\uE002'],
] as const;

/**
 * The renderer unescapes what Slack has escaped (`&lt;!here&gt;`), and knows Markdown links, which Slack doesn't. So it
 * sees neither, except `&gt;` at the beginning of a line, where it is a quotation.
 */
function hide(value: unknown): unknown {
  if (typeof value === 'string') {
    const quoting = value.replace(/^&gt;/gm, '>');
    return PLACEHOLDERS.reduce((text, [real, placeholder]) => text.replaceAll(real, placeholder), quoting);
  }
  if (Array.isArray(value)) return value.map(hide);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner)]));
}

const reveal = (html: string) =>
  PLACEHOLDERS.reduce((text, [real, placeholder]) => text.replaceAll(placeholder, real), html);

function renderTexts(blocks: readonly Data[], { people, channels }: Choices): string {
  const props = {
    blocks: hide(blocks),
    logo: '',
    name: '',
    time: new Date(0),
    withoutWrapper: true,
    theme: 'light',
    data: { users: people, channels, user_groups: [] },
  } as unknown as MessageProps;
  return reveal(
    renderToStaticMarkup(createElement(Message, props))
      // The renderer gives every message the same id.
      .replaceAll('id="slack_blocks_to_jsx"', '')
      .replaceAll('data-theme="light"', '')
      .replaceAll(/ href="(?!https?:|mailto:)[^"]*"/g, '')
      .replaceAll('<a ', '<a target="_blank" rel="noreferrer noopener" '),
  );
}

/** The renderer's style sheet, without the id that `renderTexts` takes away. */
export async function readRendererStyles(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('slack-blocks-to-jsx');
  const css = await readFile(entry.replace(/index\.js$/, 'style.css'), 'utf8');
  return css.replaceAll('#slack_blocks_to_jsx', '.slack_blocks_to_jsx');
}
