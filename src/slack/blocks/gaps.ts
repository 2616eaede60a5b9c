import type { types } from '@slack/bolt';
import type { TaughtEntry } from '../../answer/taught-entry.ts';
import { HOLDS_FOR } from '../../answer/taught-entry.ts';
import type { TopicGroup } from '../../answer/types.ts';
import type { Role, Topic } from '../../knowledge/types.ts';
import type { Conflict, Gap } from '../../learning/gaps.ts';
import { ACTION } from './buttons.ts';
import { DIALOG } from './dialogs.ts';
import type { Message } from './message.ts';
import { context, plain, section } from './parts.ts';
import { describeAuthor } from './taught.ts';
import { cut, escapeText, fill, LIMIT } from './text.ts';

/** So many stand on a page: a message has 50 blocks at most. */
const PAGE = 8;

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** What is known, for the names of topics and roles. */
interface Known {
  readonly roles: readonly Role[];
  readonly topics: ReadonlyMap<string, Topic>;
}

/** Builds `/whoowns gaps`: what sources disagree on, then what could not be answered, the most frequent first. */
export function buildGaps(
  { gaps, conflicts, page }: { gaps: readonly Gap[]; conflicts: readonly Conflict[]; page: number },
  known: Known,
): Message {
  const pages = Math.max(1, Math.ceil(gaps.length / PAGE));
  const here = Math.min(Math.max(0, page), pages - 1);
  const text =
    gaps.length === 0 && conflicts.length === 0
      ? 'There is nothing that I could not answer. What people ask in vain is gathered here.'
      : `I could not answer ${gaps.length === 1 ? 'one question' : `${gaps.length} questions`}.`;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...(here === 0 ? conflicts.slice(0, 4).flatMap((conflict) => buildConflict(conflict, known)) : []),
      ...gaps.slice(here * PAGE, (here + 1) * PAGE).flatMap((gap) => buildGap(gap, known)),
      ...buildPager(ACTION.gapsPage, here, pages),
    ],
  };
}

function buildGap(
  { questions, count, candidates, picked, reasons }: Gap,
  { topics }: Known,
): types.KnownBlock[] {
  const [first, ...others] = questions;
  const wordings = [...new Set(others.map(({ text }) => text))].filter((text) => text !== first.text);
  const near = candidates.flatMap((id) => topics.get(id)?.title ?? []);
  const lines = [
    `*“${escapeText(cut(first.text, 300))}”*  ·  ${count === 1 ? 'once' : `${count} times`}`,
    ...(wordings.length > 0
      ? [
          `Also: ${wordings
            .slice(0, 3)
            .map((text) => `“${escapeText(cut(text, 120))}”`)
            .join(', ')}${wordings.length > 3 ? ' and more' : ''}`,
        ]
      : []),
    ...reasons.slice(0, 2).map((reason) => `It did not help: “${escapeText(cut(reason, 200))}”`),
    ...(near.length > 0 ? [`Closest: ${near.map(escapeText).join(', ')}`] : []),
  ];
  const title = picked === undefined ? undefined : topics.get(picked)?.title;
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    {
      type: 'actions',
      elements: [
        ...(title !== undefined && picked !== undefined
          ? [
              press(
                ACTION.gapsAccept,
                first.id,
                `It asks for “${title}”`,
                JSON.stringify({ id: first.id, topic: picked }),
              ),
            ]
          : []),
        press(ACTION.gapsAnswer, first.id, 'Answer this', first.id),
        press(ACTION.gapsNotOurs, first.id, 'Not ours', first.id),
      ],
    },
  ];
}

function buildConflict({ thing, title, topic, entries }: Conflict, { roles }: Known): types.KnownBlock[] {
  const nameOf = (id: string) => roles.find((role) => role.id === id)?.name ?? id;
  const said = entries.slice(0, 4);
  const lines = [
    `*My sources do not agree on “${escapeText(title)}”.* Until you decide, people see both.`,
    ...(topic ? [`•  The document: *${topic.roles.map(nameOf).map(escapeText).join(' and ')}*`] : []),
    ...said.map(
      (entry) => `•  *${escapeText(nameOf(entry.role))}*. ${describeAuthor({ entry, stale: false })}`,
    ),
  ];
  const decide = (apart: string, label: string, keep: string) =>
    press(ACTION.gapsDecide, `${apart}`, label, JSON.stringify({ thing: cut(thing, 200), keep }));
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    {
      type: 'actions',
      elements: [
        ...(topic ? [decide(`${entries[0]?.id}~document`, 'The document is right', '')] : []),
        ...said.map((entry) => decide(entry.id, cut(`${nameOf(entry.role)} is right`, 75), entry.id)),
      ],
    },
  ];
}

function buildPager(action: string, page: number, pages: number): types.KnownBlock[] {
  if (pages < 2) return [];
  return [
    {
      type: 'actions',
      elements: [
        ...(page > 0 ? [press(action, 'back', 'Back', String(page - 1))] : []),
        ...(page < pages - 1 ? [press(action, 'next', 'Next', String(page + 1))] : []),
      ],
    },
    context(`Page ${page + 1} of ${pages}`),
  ];
}

/** Builds `/whoowns taught`: what was taught here, with what can be done about it. */
export function buildTaughtList(
  {
    entries,
    withdrawn,
    page,
    now,
  }: { entries: readonly TaughtEntry[]; withdrawn: readonly TaughtEntry[]; page: number; now: number },
  known: Known,
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
      ...buildPager(ACTION.taughtPage, here, pages),
      ...(withdrawn.length > 0
        ? [
            context(
              `Withdrawn: ${withdrawn
                .slice(0, 5)
                .map((entry) => escapeText(cut(describeEntry(entry, known), 150)))
                .join(' · ')}`,
            ),
          ]
        : []),
    ],
  };
}

function describeEntry({ kind, title, role, topic, asks }: TaughtEntry, { roles, topics }: Known): string {
  switch (kind) {
    case 'answer':
      return `${title}: ${roles.find(({ id }) => id === role)?.name ?? role}`;
    case 'phrasing':
      return `“${asks[0] ?? ''}” asks for “${topics.get(topic ?? '')?.title ?? topic ?? ''}”`;
    case 'silence':
      return `Not ours: “${asks[0] ?? ''}”`;
  }
}

function buildEntry(entry: TaughtEntry, known: Known, now: number): types.KnownBlock[] {
  const stale = entry.kind === 'answer' && now > entry.checked + HOLDS_FOR;
  const lines = [
    `*${escapeText(describeEntry(entry, known))}*`,
    ...(entry.answer === '' ? [] : [escapeText(entry.answer)]),
    `${entry.source === '' ? '' : `${escapeText(entry.source)}. `}${describeAuthor({ entry, stale })}`,
  ];
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    {
      type: 'actions',
      elements: [
        ...(entry.kind === 'answer' ? [press(ACTION.taughtEdit, entry.id, 'Edit', entry.id)] : []),
        {
          ...press(ACTION.taughtWithdraw, entry.id, 'Withdraw', entry.id),
          confirm: {
            title: plain('Withdraw this?', 100),
            text: plain('From the next question on I answer as if nobody had taught it.', 300),
            confirm: plain('Withdraw', 30),
            deny: plain('Not now', 30),
          },
        },
        press(ACTION.taughtHistory, entry.id, 'History', entry.id),
      ],
    },
  ];
}

/** Builds the history of an entry. */
export function buildHistory(entry: TaughtEntry, known: Known): Message {
  const text = describeEntry(entry, known);
  const lines = entry.history.map(
    ({ at, byName, what }) =>
      `•  ${date.format(at)}: ${escapeText(what)} by ${escapeText(byName ?? 'somebody')}`,
  );
  return {
    text: escapeText(text),
    blocks: [section(`*${escapeText(text)}*`), ...fill(lines, LIMIT.section).slice(0, 10).map(section)],
  };
}

/** Builds the question to its author, whether an entry still holds. */
export function buildStillHolds(entry: TaughtEntry, known: Known): Message {
  const text = `Ninety days ago you taught me this. Does it still hold?\n*${escapeText(describeEntry(entry, known))}*\n${escapeText(entry.answer)}`;
  return {
    text,
    blocks: [
      section(cut(text, LIMIT.section)),
      {
        type: 'actions',
        elements: [
          press(ACTION.taughtHolds, entry.id, 'It still holds', entry.id),
          press(ACTION.taughtEdit, entry.id, 'Edit', entry.id),
          press(ACTION.taughtWithdraw, entry.id, 'Withdraw', entry.id),
        ],
      },
    ],
  };
}

/** What the dialog for an answer begins with. */
export interface TeachShown {
  /** The first question of the gap that it answers. */
  readonly question?: string | undefined;
  /** The entry that it changes, with the version that was read. */
  readonly entry?: TaughtEntry | undefined;
  readonly asks: readonly string[];
}

const LONGEST_ASKS = 3000;

/** Builds the dialog in which somebody answers a gap, or edits what was taught. */
export function buildTeachDialog(
  { question, entry, asks }: TeachShown,
  roles: readonly Role[],
  groups: readonly TopicGroup[],
): types.ModalView {
  const roleOptions = roles.slice(0, 100).map(({ id, name }) => ({ text: plain(name, 75), value: id }));
  const topicGroups = groups.map(({ heading, topics }) => ({
    label: plain(heading, 75),
    options: topics.slice(0, 100).map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
  }));
  const initialRole = roleOptions.find(({ value }) => value === entry?.role);
  const initialTopic = topicGroups
    .flatMap(({ options }) => options)
    .find(({ value }) => value === entry?.topic);
  const text = (
    name: string,
    label: string,
    over: {
      optional?: boolean;
      multiline?: boolean;
      max: number;
      initial?: string | undefined;
      hint?: string;
    },
  ): types.KnownBlock => ({
    type: 'input',
    block_id: name,
    optional: over.optional === true,
    label: plain(label, 2000),
    ...(over.hint === undefined ? {} : { hint: plain(over.hint, 2000) }),
    element: {
      type: 'plain_text_input',
      action_id: name,
      multiline: over.multiline === true,
      max_length: over.max,
      ...(over.initial ? { initial_value: cut(over.initial, over.max) } : {}),
    },
  });
  return {
    type: 'modal',
    callback_id: DIALOG.teach,
    title: plain(entry ? 'Edit what I know' : 'Answer this', 24),
    submit: plain('Save', 24),
    close: plain('Not now', 24),
    private_metadata: JSON.stringify({ question, entry: entry?.id }),
    blocks: [
      {
        type: 'input',
        block_id: 'role',
        label: plain('Which role holds it', 2000),
        element: {
          type: 'static_select',
          action_id: 'role',
          placeholder: plain('A role', 150),
          options: roleOptions,
          ...(initialRole ? { initial_option: initialRole } : {}),
        },
      },
      {
        type: 'input',
        block_id: 'topic',
        optional: true,
        label: plain('A topic that I know', 2000),
        hint: plain('Leave it empty for something new.', 2000),
        element: {
          type: 'static_select',
          action_id: 'topic',
          placeholder: plain('Something new', 150),
          option_groups: topicGroups,
          ...(initialTopic ? { initial_option: initialTopic } : {}),
        },
      },
      text('title', 'What it is, in a few words', {
        optional: true,
        max: 75,
        initial: entry?.topic === undefined ? entry?.title : undefined,
        hint: 'For something new.',
      }),
      text('answer', 'The answer', { multiline: true, max: 600, initial: entry?.answer }),
      text('source', 'Where that is written', { max: 300, initial: entry?.source }),
      text('asks', 'How people ask for it, one way a line', {
        multiline: true,
        max: LONGEST_ASKS,
        initial: asks.join('\n'),
      }),
    ],
  };
}

function press(action: string, apart: string, label: string, value: string): types.Button {
  return {
    type: 'button',
    action_id: cut(`${action}:${apart}`, 255),
    text: plain(label, 75),
    value: cut(value, 2000),
  };
}
