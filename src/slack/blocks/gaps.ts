import type { types } from '@slack/bolt';
import type { TaughtEntry } from '../../answer/taught-entry.ts';
import type { Choice, Conflict, Gap } from '../../learning/gaps.ts';
import { ACTION, plainButton } from './buttons.ts';
import type { Message } from './message.ts';
import { buildPager, type KnownNames, PAGE } from './pages.ts';
import { section } from './parts.ts';
import { describeAuthor } from './taught.ts';
import { cut, escapeText, LIMIT } from './text.ts';

interface GapsShown {
  readonly gaps: readonly Gap[];
  readonly conflicts: readonly Conflict[];
  /** What was taught, for its titles. */
  readonly entries: readonly TaughtEntry[];
  readonly page: number;
}

/** Builds `/whoowns gaps`: what sources disagree on, then what could not be answered, the most frequent first. */
export function buildGaps(
  { gaps, conflicts, entries, page }: GapsShown,
  { roles, topics }: KnownNames,
): Message {
  const known = {
    roles,
    topics,
    taught: new Map(entries.map((entry) => [entry.id, entry] as const)),
  };
  const pages = Math.max(1, Math.ceil(gaps.length / PAGE));
  const here = Math.min(Math.max(0, page), pages - 1);
  const text =
    gaps.length === 0 && conflicts.length === 0
      ? 'There is nothing that I could not answer. What people ask in vain is gathered here.'
      : gaps.length === 0
        ? 'There is something for you to decide.'
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

type Known = KnownNames & { readonly taught: ReadonlyMap<string, TaughtEntry> };

function titleOf(choice: Choice, { topics, taught }: Known): string | undefined {
  return 'topic' in choice ? topics.get(choice.topic)?.title : taught.get(choice.taught)?.title;
}

function buildGap({ questions, count, candidates, picked, reasons }: Gap, known: Known): types.KnownBlock[] {
  const [first, ...others] = questions;
  const wordings = [...new Set(others.map(({ text }) => text))].filter((text) => text !== first.text);
  const near = candidates.flatMap((id) => known.topics.get(id)?.title ?? []);
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
  const title = picked && titleOf(picked, known);
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    {
      type: 'actions',
      elements: [
        ...(title !== undefined && title !== ''
          ? [
              plainButton(
                ACTION.gapsAccept,
                first.id,
                `It asks for “${title}”`,
                JSON.stringify({ id: first.id, ...picked }),
              ),
            ]
          : []),
        plainButton(ACTION.gapsAnswer, first.id, 'Answer this', first.id),
        plainButton(ACTION.gapsNotOurs, first.id, 'Not ours', first.id),
      ],
    },
  ];
}

function buildConflict(
  { thing, title, topic, entries }: Conflict,
  { roles }: KnownNames,
): types.KnownBlock[] {
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
    plainButton(ACTION.gapsDecide, `${apart}`, label, JSON.stringify({ thing: cut(thing, 200), keep }));
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
