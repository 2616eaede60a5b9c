import type { types } from '@slack/bolt';
import { REVIEW_AFTER_MS, roleOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import {
  buildPager,
  context,
  type Message,
  PAGE,
  plain,
  plainButton,
  section,
} from '../../../slack/ui/blocks.ts';
import { cut, escapeText, fill, LIMIT } from '../../../slack/ui/text.ts';
import { describeOrigin } from '../../ask/views/taught.ts';
import { LEARNING_ACTION } from '../actions.ts';
import { COPY } from '../copy.ts';
import type { KnownNames } from '../known-names.ts';

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Builds `/whoowns taught`: what was taught here, with what can be done about it. */
export function buildTaughtList(
  {
    entries,
    withdrawn,
    page,
    now,
  }: { entries: readonly TaughtEntry[]; withdrawn: readonly TaughtEntry[]; page: number; now: number },
  known: KnownNames,
): Message {
  const pages = Math.max(1, Math.ceil(entries.length / PAGE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const text = entries.length === 0 ? COPY.taught.none : COPY.taught.title;
  return {
    text,
    blocks: [
      section(entries.length === 0 ? text : `*${text}*`),
      ...entries.slice(shown * PAGE, (shown + 1) * PAGE).flatMap((entry) => buildEntry(entry, known, now)),
      ...buildPager(LEARNING_ACTION.taughtPage, shown, pages),
      ...withdrawn.slice(0, 5).map((entry): types.KnownBlock => {
        const line = COPY.taught.withdrawn(escapeText(cut(describeEntry(entry, known), 150)));
        return { type: 'section', text: { type: 'mrkdwn', text: line }, accessory: historyButton(entry) };
      }),
    ],
  };
}

function describeEntry(
  { kind, title, role, topic, asks }: TaughtEntry,
  { roles, topics }: KnownNames,
): string {
  switch (kind) {
    case 'answer':
      return `${title}: ${roleOf(role, roles).name}`;
    case 'phrasing':
      return COPY.taught.phrasing(asks[0] ?? '', topics.get(topic ?? '')?.title ?? topic ?? '');
    case 'silence':
      return COPY.taught.silence(asks[0] ?? '');
  }
}

function buildEntry(entry: TaughtEntry, known: KnownNames, now: number): types.KnownBlock[] {
  const stale = entry.kind === 'answer' && now > entry.checked + REVIEW_AFTER_MS;
  const lines = [
    `*${escapeText(describeEntry(entry, known))}*`,
    ...(entry.answer === '' ? [] : [escapeText(entry.answer)]),
  ];
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    context(describeOrigin({ entry, stale })),
    {
      type: 'actions',
      elements: [
        ...(stale ? [stillRightButton(entry)] : []),
        ...(entry.kind === 'answer' ? [editButton(entry)] : []),
        withdrawButton(entry),
        historyButton(entry),
      ],
    },
  ];
}

const editButton = ({ id }: TaughtEntry) => plainButton(LEARNING_ACTION.taughtEdit, id, COPY.taught.edit, id);
const historyButton = ({ id }: TaughtEntry) =>
  plainButton(LEARNING_ACTION.taughtHistory, id, COPY.taught.history, id);
const stillRightButton = ({ id }: TaughtEntry) =>
  plainButton(LEARNING_ACTION.taughtHolds, id, COPY.taught.stillRight, id);

/** It asks back: what is withdrawn does not come again. */
function withdrawButton({ id }: TaughtEntry): types.Button {
  const { title, text, confirm, deny } = COPY.taught.confirm;
  return {
    ...plainButton(LEARNING_ACTION.taughtWithdraw, id, COPY.taught.withdraw, id),
    confirm: {
      title: plain(title, 100),
      text: plain(text, 300),
      confirm: plain(confirm, 30),
      deny: plain(deny, 30),
    },
  };
}

/** Where the buttons of a review reminder stand: what is pressed there is answered in its place. */
export const REVIEW_BLOCK = 'still-holds';

/** Builds what stands in the place of a review reminder once it is answered, or there is nothing to answer. */
export function buildSettled(entry: TaughtEntry | undefined, known: KnownNames, said: string): Message {
  const text = entry ? `*${escapeText(describeEntry(entry, known))}*\n${said}` : said;
  return { text, blocks: [section(text)] };
}

/** Builds the history of an entry. */
export function buildHistory(entry: TaughtEntry, known: KnownNames): Message {
  const text = describeEntry(entry, known);
  const lines = entry.history.map(({ at, byName, what, before }) =>
    COPY.taught.change(
      date.format(at),
      escapeText(what),
      escapeText(byName ?? COPY.somebody),
      before === undefined ? undefined : escapeText(cut(before, 400)),
    ),
  );
  return {
    text: cut(escapeText(text), LIMIT.section),
    blocks: [section(`*${escapeText(text)}*`), ...fill(lines, LIMIT.section).slice(-10).map(section)],
  };
}

/** Builds the question whether an entry is still right, to its author or to a maintainer. */
export function buildReviewReminder(entry: TaughtEntry, known: KnownNames, person: string): Message {
  const since = date.format(entry.checked);
  const who = entry.by === person ? COPY.review.you : escapeText(entry.byName ?? COPY.somebody);
  const lead = entry.checked === entry.at ? COPY.review.taught : COPY.review.unconfirmed;
  const text = `${lead(since, who)}\n*${escapeText(describeEntry(entry, known))}*\n${escapeText(entry.answer)}`;
  return {
    text: cut(text, LIMIT.section),
    blocks: [
      section(text),
      {
        type: 'actions',
        block_id: REVIEW_BLOCK,
        elements: [stillRightButton(entry), editButton(entry), withdrawButton(entry)],
      },
    ],
  };
}
