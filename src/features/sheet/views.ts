import type { types } from '@slack/bolt';
import { context, type Message, section } from '../../slack/ui/blocks.ts';
import { cut, escapeText, fill, LIMIT, ourText } from '../../slack/ui/text.ts';
import { COPY } from './copy.ts';
import type { Sheet } from './sheet.ts';

/** Slack's limits for a table. */
const MAX_ROWS = 100;
const MAX_COLUMNS = 20;
/** A message has 50 blocks at most; some are for what stands around the text. */
const MAX_TEXT_BLOCKS = 45;
/** Slack advises against longer `text`, in characters. */
const LONGEST_TEXT = 4_000;

/** Builds the cheat sheet: the roles side by side in Slack's table, and as text for what shows no tables. */
export function buildSheet(sheet: Sheet): Message {
  const shown = sheet.columns.slice(0, MAX_COLUMNS);
  const height = Math.max(0, ...shown.map(({ duties }) => duties.length));
  const cell = (text: string) => ({ type: 'raw_text' as const, text: text === '' ? ' ' : text });
  const rows = [
    shown.map(({ role }) => cell(role.name)),
    ...Array.from({ length: height }, (_, i) => shown.map(({ duties }) => cell(duties[i]?.title ?? ''))),
  ];
  const sums = shown.map(({ role, sum }) => `*${escapeText(role.name)}*: ${ourText(sum)}`);
  const left = sheet.columns.length - shown.length + Math.max(0, rows.length - MAX_ROWS);
  const table = {
    type: 'table',
    rows: rows.slice(0, MAX_ROWS),
    column_settings: shown.map(() => ({ is_wrapped: true })),
  } as types.KnownBlock;
  return {
    text: describe(sheet),
    blocks: [
      section(COPY.title),
      ...fill(sums, LIMIT.section).map(section),
      table,
      ...together(sheet),
      ...(left > 0 ? [context(COPY.more)] : []),
    ],
  };
}

/** Builds the same without a table. */
export function buildTextSheet(sheet: Sheet): Message {
  const lines = sheet.columns.flatMap(({ role, sum, duties }) => [
    `*${escapeText(role.name)}*: ${ourText(sum)}`,
    ...duties.map(({ title }) => `•  ${escapeText(title)}`),
  ]);
  const texts = fill(lines, LIMIT.section);
  return {
    text: describe(sheet),
    blocks: [
      section(COPY.title),
      ...texts.slice(0, MAX_TEXT_BLOCKS).map(section),
      ...together(sheet),
      ...(texts.length > MAX_TEXT_BLOCKS ? [context(COPY.more)] : []),
    ],
  };
}

function together({ shared }: Sheet): types.KnownBlock[] {
  return shared.length === 0 ? [] : [context(COPY.together(titlesOf(shared)))];
}

/** The sheet in plain lines. */
function describe({ columns, shared }: Sheet): string {
  const lines = [
    COPY.lead,
    ...columns.map(({ role, duties }) => `${escapeText(role.name)}: ${titlesOf(duties)}.`),
    ...(shared.length === 0 ? [] : [`${COPY.together(titlesOf(shared))}.`]),
  ];
  return cut(lines.join('\n'), LONGEST_TEXT);
}

const titlesOf = (topics: Sheet['shared']) => topics.map(({ title }) => escapeText(title)).join(', ');
