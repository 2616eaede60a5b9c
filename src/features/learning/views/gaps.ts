import type { types } from '@slack/bolt';
import { roleOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import { section } from '../../../slack/ui/blocks.ts';
import { plainButton } from '../../../slack/ui/buttons.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { buildPager, type KnownNames, PAGE } from '../../../slack/ui/pages.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { describeAuthor } from '../../ask/views/taught.ts';
import { LEARNING_ACTION } from '../actions.ts';
import type { Choice, Conflict, Gap } from '../gaps.ts';

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
  const items = [
    ...conflicts.map((conflict) => (here: number) => buildConflict(conflict, known, here)),
    ...gaps.map((gap) => (here: number) => buildGap(gap, known, here)),
  ];
  const pages = Math.max(1, Math.ceil(items.length / PAGE));
  const here = Math.min(Math.max(0, page), pages - 1);
  const text = describe(gaps, conflicts);
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...items.slice(here * PAGE, (here + 1) * PAGE).flatMap((build) => build(here)),
      ...buildPager(LEARNING_ACTION.gapsPage, here, pages),
    ],
  };
}

/** What there is, in a sentence or two. */
function describe(gaps: readonly Gap[], conflicts: readonly Conflict[]): string {
  const unhelpful = gaps.filter(isUnhelpful).length;
  const unknown = gaps.length - unhelpful;
  const sentences = [
    ...(conflicts.length > 0
      ? [`There ${countOf(conflicts.length, 'is one thing', 'are # things')} for you to decide.`]
      : []),
    ...(unknown > 0 ? [`I could not answer ${countOf(unknown, 'one question', '# questions')}.`] : []),
    ...(unhelpful > 0
      ? [`To ${countOf(unhelpful, 'one question', '# questions')} my answer did not help.`]
      : []),
  ];
  return sentences.length > 0
    ? sentences.join(' ')
    : 'There is nothing that I could not answer. What people ask in vain is gathered here.';
}

const countOf = (count: number, one: string, many: string) =>
  count === 1 ? one : many.replace('#', String(count));

/** It had an answer, which did not help those who asked. */
const isUnhelpful = ({ questions }: Gap) => questions.every(({ outcome }) => outcome === 'unhelpful');

type Known = KnownNames & { readonly taught: ReadonlyMap<string, TaughtEntry> };

function titleOf(choice: Choice, { topics, taught }: Known): string | undefined {
  return 'topic' in choice ? topics.get(choice.topic)?.title : taught.get(choice.taught)?.title;
}

function buildGap(gap: Gap, known: Known, page: number): types.KnownBlock[] {
  const { questions, count, candidates, picked, reasons } = gap;
  const [first, ...others] = questions;
  const wordings = [...new Set(others.map(({ text }) => text))].filter((text) => text !== first.text);
  const near = candidates.flatMap((id) => known.topics.get(id)?.title ?? []);
  const lines = [
    `*“${escapeText(cut(first.text, 300))}”*  ·  ${count === 1 ? 'once' : `${count} times`}${isUnhelpful(gap) ? '  ·  my answer did not help' : ''}`,
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
  const value = JSON.stringify({ id: first.id, page });
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    {
      type: 'actions',
      elements: [
        ...(title !== undefined && title !== ''
          ? [
              plainButton(
                LEARNING_ACTION.gapsAccept,
                first.id,
                `It asks for “${title}”`,
                JSON.stringify({ id: first.id, page, ...picked }),
              ),
            ]
          : []),
        plainButton(LEARNING_ACTION.gapsAnswer, first.id, 'Answer this', value),
        plainButton(LEARNING_ACTION.gapsNotOurs, first.id, 'Not ours', value),
      ],
    },
  ];
}

function buildConflict(
  { thing, title, topic, entries }: Conflict,
  { roles }: KnownNames,
  page: number,
): types.KnownBlock[] {
  const nameOf = (id: string) => roleOf(id, roles).name;
  const said = entries.slice(0, 4);
  const lines = [
    `*My sources do not agree on “${escapeText(title)}”.* Until you decide, people see both.`,
    ...(topic ? [`•  The document: *${topic.roles.map(nameOf).map(escapeText).join(' and ')}*`] : []),
    ...said.map(
      (entry) => `•  *${escapeText(nameOf(entry.role))}*. ${describeAuthor({ entry, stale: false })}`,
    ),
  ];
  const decide = (apart: string, label: string, keep: string) =>
    plainButton(
      LEARNING_ACTION.gapsDecide,
      `${apart}`,
      label,
      JSON.stringify({ thing: cut(thing, 200), keep, page }),
    );
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
