import type { types } from '@slack/bolt';
import { type Answer, isConflict, type TaughtSource } from '../../../answer/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT, ourText } from '../../../slack/ui/text.ts';
import { type AnswerPlace, buildHeld, buildRule } from '../../team/views/held.ts';
import { againButton } from '../../team/views/set-roles.ts';
import { ASK_ACTION } from '../actions.ts';
import { askButton, button } from './buttons.ts';

type Taught = Extract<Answer, { kind: 'taught' }>;

/** More sources of one thing than these are not shown. */
const SOURCES = 5;
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** "Added by Adam Ocampo on 3 March 2026", and whether anybody has said since that it holds. */
export function describeAuthor({ entry, stale }: Pick<TaughtSource, 'entry' | 'stale'>): string {
  const by = escapeText(entry.byName ?? 'somebody');
  const old = stale
    ? ` Nobody has said since ${date.format(entry.checked)} that it still holds, so please check.`
    : '';
  return `Added by ${by} on ${date.format(entry.at)}.${old}`;
}

/**
 * Who added it, and then where they say that it is written. In this order, it never reads like the line below what a
 * document says, and a long source cuts nobody's name off.
 */
export function describeOrigin({ entry, stale }: Pick<TaughtSource, 'entry' | 'stale'>): string {
  const written =
    entry.source === '' ? '' : ` Where that is written, in their words: ${escapeText(entry.source)}`;
  return `${describeAuthor({ entry, stale })}${written}`;
}

/** Builds an answer that somebody taught. Two sources that disagree are shown one after the other, never as one. */
export function buildTaught(
  answer: Taught,
  place: AnswerPlace,
  source: readonly types.KnownBlock[],
): Message {
  const { sources, card } = answer;
  const shown = sources.slice(0, SOURCES);
  const conflict = isConflict(answer);
  const overruled = card !== undefined && shown.some(({ entry }) => entry.overrules);
  const title = escapeText(card?.topic.title ?? shown[0]?.entry.title ?? '');
  const names = [...new Set(shown.map(({ role }) => escapeText(role.name)))];
  const document = card
    ? [
        section(
          `*${card.roles.map(({ name }) => escapeText(name)).join(' and ')}*  ·  ${title}\n${ourText(card.topic.answer)}`,
        ),
        ...source,
      ]
    : [];
  const added = shown.flatMap((one) => [
    section(
      cut(
        `*${escapeText(one.role.name)}*  ·  ${escapeText(one.entry.title)}\n${escapeText(one.entry.answer)}`,
        LIMIT.section,
      ),
    ),
    context(describeOrigin(one)),
  ]);
  const say = conflict
    ? `My sources do not agree on this: ${[...new Set([...(card?.roles.map(({ name }) => escapeText(name)) ?? []), ...names])].join(' or ')}.`
    : `${names.join(' and ')}: ${escapeText(shown[0]?.entry.answer ?? '')}`;
  return {
    text: cut(say, LIMIT.section),
    blocks: [
      ...(place.local ? buildRule(place.local, card?.topic.title ?? '') : []),
      ...(conflict ? [section(`${say} Here is what each says; nobody has decided yet.`)] : []),
      ...(overruled ? [...added, context('The document says:'), ...document] : [...document, ...added]),
      ...(conflict ? [] : buildHeld(place)),
      ...buttons(answer, place),
    ],
  };
}

function buttons({ sources, card }: Taught, place: AnswerPlace): types.KnownBlock[] {
  const subject = card ? { topic: card.topic.id } : { taught: sources[0]?.entry.id ?? '' };
  const { question, thread } = place;
  const ask = askButton(place, subject);
  const again = againButton(place);
  const elements = [
    ...(ask ? [ask] : []),
    ...(again ? [again] : []),
    ...(place.audience === 'private'
      ? [button(ASK_ACTION.share, 'answer', 'Share in channel', { subject, question, thread })]
      : []),
  ];
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}
