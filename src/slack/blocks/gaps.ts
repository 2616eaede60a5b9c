import type { types } from '@slack/bolt';
import type { Conflict, Gap } from '../../learning/gaps.ts';
import { ACTION, plainButton } from './buttons.ts';
import type { Message } from './message.ts';
import { buildPager, type KnownNames, PAGE } from './pages.ts';
import { section } from './parts.ts';
import { describeAuthor } from './taught.ts';
import { cut, escapeText, LIMIT } from './text.ts';

/** Builds `/whoowns gaps`: what sources disagree on, then what could not be answered, the most frequent first. */
export function buildGaps(
  { gaps, conflicts, page }: { gaps: readonly Gap[]; conflicts: readonly Conflict[]; page: number },
  known: KnownNames,
): Message {
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

function buildGap(
  { questions, count, candidates, picked, reasons }: Gap,
  { topics }: KnownNames,
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
              plainButton(
                ACTION.gapsAccept,
                first.id,
                `It asks for “${title}”`,
                JSON.stringify({ id: first.id, topic: picked }),
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
