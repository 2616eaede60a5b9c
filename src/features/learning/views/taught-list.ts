import type { types } from '@slack/bolt';
import { HOLDS_FOR, roleOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import { context, plain, section } from '../../../slack/ui/blocks.ts';
import { plainButton } from '../../../slack/ui/buttons.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { buildPager, type KnownNames, PAGE } from '../../../slack/ui/pages.ts';
import { cut, escapeText, fill, LIMIT } from '../../../slack/ui/text.ts';
import { describeOrigin } from '../../ask/views/taught.ts';
import { LEARNING_ACTION } from '../actions.ts';

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
  const here = Math.min(Math.max(0, page), pages - 1);
  const text =
    entries.length === 0
      ? 'Nobody has taught me anything here yet. `/whoowns gaps` shows what people ask in vain.'
      : 'What I was taught here';
  return {
    text,
    blocks: [
      section(entries.length === 0 ? text : `*${text}*`),
      ...entries.slice(here * PAGE, (here + 1) * PAGE).flatMap((entry) => buildEntry(entry, known, now)),
      ...buildPager(LEARNING_ACTION.taughtPage, here, pages),
      ...withdrawn.slice(0, 5).map((entry): types.KnownBlock => {
        const text = `Withdrawn: ${escapeText(cut(describeEntry(entry, known), 150))}`;
        const accessory = plainButton(LEARNING_ACTION.taughtHistory, entry.id, 'History', entry.id);
        return { type: 'section', text: { type: 'mrkdwn', text }, accessory };
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
      return `“${asks[0] ?? ''}” asks for “${topics.get(topic ?? '')?.title ?? topic ?? ''}”`;
    case 'silence':
      return `Not ours: “${asks[0] ?? ''}”`;
  }
}

function buildEntry(entry: TaughtEntry, known: KnownNames, now: number): types.KnownBlock[] {
  const stale = entry.kind === 'answer' && now > entry.checked + HOLDS_FOR;
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
        ...(stale ? [plainButton(LEARNING_ACTION.taughtHolds, entry.id, 'It still holds', entry.id)] : []),
        ...(entry.kind === 'answer'
          ? [plainButton(LEARNING_ACTION.taughtEdit, entry.id, 'Edit', entry.id)]
          : []),
        withdrawButton(entry),
        plainButton(LEARNING_ACTION.taughtHistory, entry.id, 'History', entry.id),
      ],
    },
  ];
}

/** It asks back: what is withdrawn does not come again. */
function withdrawButton({ id }: TaughtEntry): types.Button {
  return {
    ...plainButton(LEARNING_ACTION.taughtWithdraw, id, 'Withdraw', id),
    confirm: {
      title: plain('Withdraw this?', 100),
      text: plain('From the next question on I answer as if nobody had taught it.', 300),
      confirm: plain('Withdraw', 30),
      deny: plain('Not now', 30),
    },
  };
}

/** Where the buttons of that question stand: what is pressed there is answered in its place. */
export const STILL_HOLDS = 'still-holds';

/** Builds what stands in the place of that question once it is answered, or there is nothing to answer. */
export function buildSettled(entry: TaughtEntry | undefined, known: KnownNames, said: string): Message {
  const text = entry ? `*${escapeText(describeEntry(entry, known))}*\n${said}` : said;
  return { text, blocks: [section(text)] };
}

/** Builds the history of an entry. */
export function buildHistory(entry: TaughtEntry, known: KnownNames): Message {
  const text = describeEntry(entry, known);
  const lines = entry.history.map(
    ({ at, byName, what, before }) =>
      `•  ${date.format(at)}: ${escapeText(what)} by ${escapeText(byName ?? 'somebody')}${before === undefined ? '' : `. Before: ${escapeText(cut(before, 400))}`}`,
  );
  return {
    text: cut(escapeText(text), LIMIT.section),
    blocks: [section(`*${escapeText(text)}*`), ...fill(lines, LIMIT.section).slice(-10).map(section)],
  };
}

/** Builds the question whether an entry still holds, to its author or to somebody who looks after the bot. */
export function buildStillHolds(entry: TaughtEntry, known: KnownNames, person: string): Message {
  const since = date.format(entry.checked);
  const who = entry.by === person ? 'you' : escapeText(entry.byName ?? 'somebody');
  const lead =
    entry.checked === entry.at
      ? `On ${since} ${who} taught me this.`
      : `Nobody has said since ${since} that this still holds, which ${who} taught me.`;
  const text = `${lead} Does it still hold?\n*${escapeText(describeEntry(entry, known))}*\n${escapeText(entry.answer)}`;
  return {
    text: cut(text, LIMIT.section),
    blocks: [
      section(text),
      {
        type: 'actions',
        block_id: STILL_HOLDS,
        elements: [
          plainButton(LEARNING_ACTION.taughtHolds, entry.id, 'It still holds', entry.id),
          plainButton(LEARNING_ACTION.taughtEdit, entry.id, 'Edit', entry.id),
          withdrawButton(entry),
        ],
      },
    ],
  };
}
