import type { types } from '@slack/bolt';
import type { Answerer } from '../../../answer/answerer.ts';
import { REVIEW_AFTER_MS, roleOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import {
  buildConfirm,
  buildPage,
  buttonRow,
  context,
  type Message,
  plainButton,
  section,
} from '../../../slack/ui/blocks.ts';
import { cut, escapeText, fill, LIMIT } from '../../../slack/ui/text.ts';
import { describeOrigin } from '../../ask/views/taught.ts';
import { COPY } from '../copy.ts';

export const TAUGHT_ACTION = {
  page: 'taught.page',
  edit: 'taught.edit',
  withdraw: 'taught.withdraw',
  history: 'taught.history',
  /** It's still right. */
  confirm: 'taught.holds',
} as const;

/** The roles and topics of now, for their names. */
export type KnownNames = Pick<ReturnType<Answerer['known']>, 'roles' | 'topics'>;

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

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
  const text = entries.length === 0 ? COPY.taught.none : COPY.taught.title;
  return {
    text,
    blocks: [
      section(entries.length === 0 ? text : `*${text}*`),
      ...buildPage({ items: entries, page, action: TAUGHT_ACTION.page }, (entry) =>
        buildEntry(entry, known, now),
      ),
      ...withdrawn.slice(0, 5).map((entry): types.KnownBlock => {
        const line = COPY.taught.withdrawn(escapeText(cut(describeEntry(entry, known), 150)));
        return {
          type: 'section',
          text: { type: 'mrkdwn', text: line },
          accessory: entryButton('history', entry),
        };
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
    ...buttonRow([
      ...(stale ? [entryButton('confirm', entry)] : []),
      ...(entry.kind === 'answer' ? [entryButton('edit', entry)] : []),
      withdrawButton(entry),
      entryButton('history', entry),
    ]),
  ];
}

const entryButton = (action: 'edit' | 'withdraw' | 'history' | 'confirm', { id }: TaughtEntry) =>
  plainButton(TAUGHT_ACTION[action], id, COPY.taught.buttons[action], id);

/** It asks back: what is withdrawn does not come again. */
const withdrawButton = (entry: TaughtEntry): types.Button => ({
  ...entryButton('withdraw', entry),
  confirm: buildConfirm(COPY.taught.confirm),
});

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
      DAY.format(at),
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
  const since = DAY.format(entry.checked);
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
        elements: [entryButton('confirm', entry), entryButton('edit', entry), withdrawButton(entry)],
      },
    ],
  };
}
