import type { types } from '@slack/bolt';
import { context, listOf, type Message, section } from '../../slack/ui/blocks.ts';
import { cut, escapeText, ourText } from '../../slack/ui/text.ts';
import { COPY } from './copy.ts';
import type { Sheet } from './sheet.ts';

/** Slack's limits for a table. */
const MAX_ROWS = 100;
const MAX_COLUMNS = 20;
/** So many characters of a message the cells of the table may have. */
const MAX_TABLE = 5_000;
/** Slack advises against longer `text`, in characters. */
const LONGEST_TEXT = 3_000;

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
  let room = MAX_TABLE;
  const fitting = rows.slice(0, MAX_ROWS).filter((row) => {
    room -= row.reduce((sum, { text }) => sum + text.length, 0);
    return room >= 0;
  });
  const left = sheet.columns.length - shown.length + rows.length - fitting.length;
  const table = {
    type: 'table',
    rows: fitting,
    column_settings: shown.map(() => ({ is_wrapped: true })),
  } as types.KnownBlock;
  return {
    text: describe(sheet),
    blocks: [
      section(COPY.title),
      ...listOf(sums, 2_000),
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
  return {
    text: describe(sheet),
    blocks: [section(COPY.title), ...listOf(lines), ...together(sheet)],
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
