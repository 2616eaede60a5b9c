import type { types } from '@slack/bolt';
import { roleOf, type TaughtEntry } from '../../../answer/taught-entry.ts';
import { buildPage, buttonRow, type Message, plainButton, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { describeAuthor } from '../../ask/views/taught.ts';
import { COPY } from '../copy.ts';
import type { Conflict, Gap } from '../gaps.ts';
import type { Choice } from '../logged-question.ts';
import type { KnownNames } from './taught-list.ts';

export const GAPS_ACTION = {
  page: 'gaps.page',
  answer: 'gaps.answer',
  notOurs: 'gaps.not-ours',
  /** It's another way to ask for what people chose. */
  accept: 'gaps.accept',
  /** Of sources that disagree, one is right. */
  decide: 'gaps.decide',
} as const;

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
  const known = { roles, topics, taught: new Map(entries.map((entry) => [entry.id, entry])) };
  const text = describe(gaps, conflicts);
  const list = { items: [...conflicts, ...gaps], page, action: GAPS_ACTION.page };
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...buildPage(list, (item, shown) =>
        'thing' in item ? buildConflict(item, known, shown) : buildGap(item, known, shown),
      ),
    ],
  };
}

/** What there is, in a line. */
function describe(gaps: readonly Gap[], conflicts: readonly Conflict[]): string {
  const unhelpful = gaps.filter(isUnhelpful).length;
  const unanswered = gaps.length - unhelpful;
  const counts = [
    ...(conflicts.length > 0 ? [COPY.gaps.toDecide(conflicts.length)] : []),
    ...(unanswered > 0 ? [COPY.gaps.unanswered(unanswered)] : []),
    ...(unhelpful > 0 ? [COPY.gaps.unhelpful(unhelpful)] : []),
  ];
  return counts.length > 0 ? counts.join(', ') : COPY.gaps.none;
}

/** It had an answer, which did not help those who asked. */
const isUnhelpful = ({ questions }: Gap) => questions.every(({ outcome }) => outcome === 'unhelpful');

type Known = KnownNames & { readonly taught: ReadonlyMap<string, TaughtEntry> };

function buildGap(gap: Gap, known: Known, page: number): types.KnownBlock[] {
  const { questions, count, candidates, picked, reasons } = gap;
  const [first, ...others] = questions;
  const wordings = [...new Set(others.map(({ text }) => text))].filter((text) => text !== first.text);
  const near = candidates.flatMap((id) => known.topics.get(id)?.title ?? []);
  const also = wordings.slice(0, 3).map((text) => escapeText(cut(text, 120)));
  const lines = [
    [
      `*“${escapeText(cut(first.text, 300))}”*`,
      COPY.gaps.times(count),
      ...(isUnhelpful(gap) ? [COPY.gaps.isUnhelpful] : []),
    ].join('  ·  '),
    ...(also.length > 0 ? [COPY.gaps.also(also, wordings.length > also.length)] : []),
    ...reasons.slice(0, 2).map((reason) => COPY.gaps.reason(escapeText(cut(reason, 200)))),
    ...(near.length > 0 ? [COPY.gaps.closest(near.map(escapeText))] : []),
  ];
  const title =
    picked && ('topic' in picked ? known.topics.get(picked.topic) : known.taught.get(picked.taught))?.title;
  const button = (action: string, label: string, more?: Choice) =>
    plainButton(action, first.id, label, JSON.stringify({ id: first.id, page, ...more }));
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    ...buttonRow([
      ...(title ? [button(GAPS_ACTION.accept, COPY.gaps.accept(title), picked)] : []),
      button(GAPS_ACTION.answer, COPY.gaps.answer),
      button(GAPS_ACTION.notOurs, COPY.gaps.notOurs),
    ]),
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
    COPY.gaps.conflict(escapeText(title)),
    ...(topic ? [COPY.gaps.document(topic.roles.map(nameOf).map(escapeText).join(' and '))] : []),
    ...said.map(
      (entry) => `•  *${escapeText(nameOf(entry.role))}*. ${describeAuthor({ entry, stale: false })}`,
    ),
  ];
  const decide = (suffix: string, label: string, keep: string) =>
    plainButton(GAPS_ACTION.decide, suffix, label, JSON.stringify({ thing: cut(thing, 200), keep, page }));
  return [
    section(cut(lines.join('\n'), LIMIT.section)),
    ...buttonRow([
      ...(topic ? [decide(`${entries[0]?.id}~document`, COPY.gaps.documentIsRight, '')] : []),
      ...said.map((entry) => decide(entry.id, COPY.gaps.roleIsRight(nameOf(entry.role)), entry.id)),
    ]),
  ];
}
