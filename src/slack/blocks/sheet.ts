import type { types } from '@slack/bolt';
import type { Sheet } from '../../answer/sheet.ts';
import type { Message } from './message.ts';
import { context, section } from './parts.ts';
import { escapeText, fill, LIMIT } from './text.ts';

/** Slack's own limits for a table. */
const ROWS = 100;
const COLUMNS = 20;

/** Builds the cheat sheet: the roles side by side in Slack's table, and as text for what shows no tables. */
export function buildSheet({ columns, shared }: Sheet): Message {
  const shown = columns.slice(0, COLUMNS);
  const height = Math.max(0, ...shown.map(({ duties }) => duties.length));
  const cell = (text: string) => ({ type: 'raw_text' as const, text: text === '' ? ' ' : text });
  const rows = [
    shown.map(({ role }) => cell(role.name)),
    ...Array.from({ length: height }, (_, i) => shown.map(({ duties }) => cell(duties[i]?.title ?? ''))),
  ];
  const together = shared.map(({ title }) => escapeText(title)).join(', ');
  const text = [
    'Who owns what.',
    ...shown.map(
      ({ role, duties }) =>
        `${escapeText(role.name)}: ${duties.map(({ title }) => escapeText(title)).join(', ')}.`,
    ),
  ].join(' ');
  const sums = shown.map(({ role, sum }) => `*${escapeText(role.name)}*: ${escapeText(sum)}`);
  const left = columns.length - shown.length + Math.max(0, rows.length - ROWS);
  return {
    text,
    blocks: [
      section('*Who owns what, side by side*'),
      ...fill(sums, LIMIT.section).map(section),
      { type: 'table', rows: rows.slice(0, ROWS) } as types.KnownBlock,
      ...(together === '' ? [] : [context(`Together: ${together}`)]),
      ...(left > 0 ? [context('There is more than fits here; type `/whoowns help` to see all of it.')] : []),
    ],
  };
}
