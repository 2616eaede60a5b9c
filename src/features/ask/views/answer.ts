import type { types } from '@slack/bolt';
import type { Answer, RoleCard, RolePair, Subject, TopicCard } from '../../../answer/types.ts';
import type { Why } from '../../../answer/why.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, fill, LIMIT, ourText } from '../../../slack/ui/text.ts';
import type { Local } from '../../team/here.ts';
import { type AnswerPlace, buildHeld, buildRule, whereOf } from '../../team/views/held.ts';
import { nextSteps } from './buttons.ts';
import { buildFeedback } from './feedback.ts';
import { buildHelp, buildRelated, buildUnknown, buildUnsure } from './lists.ts';
import { buildTaught } from './taught.ts';
import { buildWho } from './who.ts';

/** Builds the message for an answer. Always within Slack's limits, always with fallback text. */
export function buildAnswer(answer: Answer, place: AnswerPlace): Message {
  const message = build(answer, place);
  return { ...message, blocks: [...message.blocks, ...buildFeedback(answer, place)] };
}

function build(answer: Answer, place: AnswerPlace): Message {
  switch (answer.kind) {
    case 'topic':
      return buildTopic(answer.card, answer.compare, place);
    case 'role':
      return buildRole(answer.card, answer.compare, place);
    case 'comparison':
      return buildComparison(answer.sides, answer.card, place);
    case 'who':
      return buildWho(answer, place);
    case 'related':
      return buildRelated(answer, source(answer.card), place);
    case 'unsure':
      return buildUnsure(answer, place);
    case 'taught':
      return buildTaught(answer, place, answer.card ? source(answer.card) : []);
    case 'unknown':
      return buildUnknown(answer.groups, place);
    case 'smalltalk':
      return { text: ourText(answer.reply), blocks: [section(ourText(answer.reply))] };
    case 'help':
      return buildHelp(answer.groups, place);
  }
}

/** Builds the message that a shared answer is: who shared it, the question, the answer. */
export function buildShared(
  answer: Answer,
  by: string,
  question: string | undefined,
  local?: Local,
): Message {
  const message = buildAnswer(answer, { audience: 'public', local });
  const asked = question ? `: “${escapeText(question)}”` : ' this';
  return { ...message, blocks: [context(`<@${by}> asked${asked}`), ...message.blocks] };
}

/** Builds the message that says why a question was understood as it was; for one person alone. */
export function buildWhy(why: Why | undefined): Message {
  if (!why) {
    const text = 'You named it, so I did not have to guess.';
    return { text, blocks: [section(text)] };
  }
  const lines = [
    `I took “${escapeText(cut(why.part, 300))}” for the question, and understood it as *${escapeText(why.title)}*.`,
    ...(why.words.length > 0
      ? [
          `The words that told me most: ${why.words.map((word) => `“${escapeText(cut(word, 40))}”`).join(', ')}.`,
        ]
      : []),
    ...(why.phrasing === undefined
      ? []
      : [`People have asked me in much the same way: “${escapeText(why.phrasing)}”`]),
    ...(why.instead === undefined ? [] : [`It might also have been *${escapeText(why.instead)}*.`]),
  ];
  return { text: lines[0] ?? '', blocks: [section(lines.join('\n'))] };
}

/** The same private answer once it has been shared: without the button, and saying so. */
export function buildAfterSharing(answer: Answer, place: AnswerPlace): Message {
  const message = buildAnswer(answer, { ...place, audience: 'direct' });
  return { ...message, blocks: [...message.blocks, context('You shared this in the channel.')] };
}

/** Slack's own measure: a message has 50 blocks at most; some are kept for the buttons and what stands around. */
const LIST_BLOCKS = 40;

function buildTopic(card: TopicCard, compare: RolePair | undefined, place: AnswerPlace): Message {
  const who = roleNames(card);
  const rule = place.local?.rule;
  const where = place.local && whereOf(place.local).replace('in', 'In');
  const first = rule ? `${where} the ${escapeText(rule.role.name)}. The document says ${who}` : who;
  return {
    text: `${first}: ${ourText(card.topic.answer)}`,
    blocks: [
      ...(place.local ? buildRule(place.local, card.topic.title) : []),
      section(`*${who}*  ·  ${escapeText(card.topic.title)}\n${ourText(card.topic.answer)}`),
      ...(rule ? [] : buildHeld(place)),
      ...source(card),
      ...(rule ? buildHeld(place) : []),
      ...nextSteps({ topic: card.topic.id }, card, compare, place),
    ],
  };
}

function buildRole(card: RoleCard, compare: RolePair | undefined, place: AnswerPlace): Message {
  const { role, sum, duties } = card;
  const name = escapeText(role.short ? `${role.name} (${role.short})` : role.name);
  const lines = duties.map((duty) => `•  *${escapeText(duty.title)}*: ${ourText(duty.answer)}`);
  return {
    text: `${name}: ${ourText(sum.topic.answer)}`,
    blocks: [
      section(`*${name}*\n${ourText(sum.topic.answer)}`),
      ...buildHeld(place),
      ...source(sum),
      ...fill(lines, LIMIT.section).slice(0, LIST_BLOCKS).map(section),
      ...nextSteps({ topic: sum.topic.id }, sum, compare, place),
    ],
  };
}

function buildComparison(
  sides: readonly [RoleCard, RoleCard],
  card: TopicCard | undefined,
  place: AnswerPlace,
): Message {
  const [left, right] = sides;
  const title = `${escapeText(left.role.name)} and ${escapeText(right.role.name)}`;
  const lead = card
    ? ourText(card.topic.answer)
    : `${ourText(left.sum.topic.answer)} ${ourText(right.sum.topic.answer)}`;
  const subject: Subject = card ? { topic: card.topic.id } : { roles: [left.role.id, right.role.id] };
  const related = card ?? left.sum;
  return {
    text: `${title}: ${lead}`,
    blocks: [
      section(`*${title}*\n${lead}`),
      { type: 'section', fields: sides.map((side) => ({ type: 'mrkdwn' as const, text: column(side) })) },
      ...buildHeld(place),
      ...(card ? source(card) : [...source(left.sum), ...source(right.sum)]),
      ...nextSteps(subject, related, undefined, place),
    ],
  };
}

function column({ role, duties }: RoleCard): string {
  const lines = duties.map((duty) => `•  ${escapeText(duty.title)}`);
  const [shown = '', ...rest] = fill([`*${escapeText(role.name)}*`, ...lines], LIMIT.field - 20);
  return rest.length > 0 ? `${shown}\n…and more` : shown;
}

function roleNames(card: TopicCard): string {
  return card.roles.map((role) => escapeText(role.name)).join(' and ');
}

/** The sentence of the document, and the document's name. */
function source(card: TopicCard): types.KnownBlock[] {
  const quote = cut(ourText(card.topic.quote).replace(/\s+/g, ' '), LIMIT.section - 10);
  return [section(`>${quote}`), context(`From the document “${escapeText(card.documentTitle)}”`)];
}
