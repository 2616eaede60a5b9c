import type { types } from '@slack/bolt';
import type { Answer, RoleCard, RolePair, Subject, TopicCard } from '../../../answer/types.ts';
import type { Why } from '../../../answer/why.ts';
import { context, listOf, type Message, say, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, fill, LIMIT, ourText } from '../../../slack/ui/text.ts';
import type { AnswerPlace, ChannelFacts } from '../../team/channel-facts.ts';
import { buildHolders, buildRule } from '../../team/views/holders.ts';
import { COPY } from '../copy.ts';
import { buildNextSteps } from './buttons.ts';
import { buildFeedback } from './feedback.ts';
import { buildTaught } from './taught.ts';
import { buildHelp, buildRelated, buildUnknown, buildUnsure } from './topic-lists.ts';
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
      return buildRelated(answer, buildSource(answer.card), place);
    case 'unsure':
      return buildUnsure(answer, place);
    case 'taught':
      return buildTaught(answer, place, answer.card ? buildSource(answer.card) : []);
    case 'unknown':
      return buildUnknown(answer.groups, place);
    case 'smalltalk':
      return say(ourText(answer.reply));
    case 'help':
      return buildHelp(answer.groups, place);
  }
}

/** Builds a shared answer: who shared it, the question, the answer. */
export function buildShared(
  answer: Answer,
  by: string,
  question: string | undefined,
  facts?: ChannelFacts,
): Message {
  const message = buildAnswer(answer, { audience: 'public', facts });
  const header = question ? COPY.sharing.asked(by, escapeText(question)) : COPY.sharing.sharedBy(by);
  return { ...message, blocks: [context(header), ...message.blocks] };
}

/** Builds a private answer once it was shared: without the button, and saying so. */
export function buildAfterSharing(answer: Answer, place: AnswerPlace): Message {
  const message = buildAnswer(answer, { ...place, audience: 'direct' });
  const { sharedInChannel, sharedInThread } = COPY.sharing;
  const footer = place.thread === undefined ? sharedInChannel : sharedInThread;
  return { ...message, blocks: [...message.blocks, context(footer)] };
}

/** Builds the reasons why a question was understood as it was. */
export function buildWhy(why: Why | undefined): Message {
  if (!why) return say(COPY.why.named);
  const words = why.words.map((word) => escapeText(cut(word, 40)));
  const read = COPY.why.read(escapeText(cut(why.part, 300)), escapeText(why.title));
  const lines = [
    read,
    ...(words.length > 0 ? [COPY.why.words(words)] : []),
    ...(why.phrasing === undefined ? [] : [COPY.why.phrasing(escapeText(why.phrasing))]),
    ...(why.instead === undefined ? [] : [COPY.why.instead(escapeText(why.instead))]),
  ];
  return { text: read, blocks: [section(lines.join('\n'))] };
}

function buildTopic(card: TopicCard, compare: RolePair | undefined, place: AnswerPlace): Message {
  const { topic } = card;
  const roles = COPY.answer.together(card.roles.map(({ name }) => escapeText(name)));
  const { rule, lookup } = place.facts ?? {};
  const elsewhere = lookup?.state === 'known' && lookup.elsewhere ? lookup.channel : undefined;
  const who = rule ? COPY.answer.ruleText(escapeText(rule.role.name), elsewhere, roles) : roles;
  return {
    text: `${who}: ${ourText(topic.answer)}`,
    blocks: [
      ...(place.facts ? buildRule(place.facts, topic.title) : []),
      section(`${COPY.answer.title(roles, escapeText(topic.title))}\n${ourText(topic.answer)}`),
      ...(rule ? [] : buildHolders(place)),
      ...buildSource(card),
      ...(rule ? buildHolders(place) : []),
      ...buildNextSteps({ topic: topic.id }, card, compare, place),
    ],
  };
}

/** Beside its duties a role has a sentence, a quote and its people. */
const ROLE_LIST = 4_000;

function buildRole(card: RoleCard, compare: RolePair | undefined, place: AnswerPlace): Message {
  const { role, sum, duties } = card;
  const name = escapeText(role.short ? `${role.name} (${role.short})` : role.name);
  const lines = duties.map(({ title, answer }) => COPY.answer.duty(escapeText(title), ourText(answer)));
  return {
    text: `${name}: ${ourText(sum.topic.answer)}`,
    blocks: [
      section(`*${name}*\n${ourText(sum.topic.answer)}`),
      ...buildHolders(place),
      ...buildSource(sum),
      ...listOf(lines, ROLE_LIST),
      ...buildNextSteps({ topic: sum.topic.id }, sum, compare, place),
    ],
  };
}

function buildComparison(
  sides: readonly [RoleCard, RoleCard],
  card: TopicCard | undefined,
  place: AnswerPlace,
): Message {
  const [left, right] = sides;
  const title = COPY.answer.together(sides.map(({ role }) => escapeText(role.name)));
  const lead = card
    ? ourText(card.topic.answer)
    : `${ourText(left.sum.topic.answer)} ${ourText(right.sum.topic.answer)}`;
  const subject: Subject = card ? { topic: card.topic.id } : { roles: [left.role.id, right.role.id] };
  return {
    text: `${title}: ${lead}`,
    blocks: [
      section(`*${title}*\n${lead}`),
      { type: 'section', fields: sides.map((side) => ({ type: 'mrkdwn' as const, text: column(side) })) },
      ...buildHolders(place),
      ...(card ? buildSource(card) : [...buildSource(left.sum), ...buildSource(right.sum)]),
      ...buildNextSteps(subject, card ?? left.sum, undefined, place),
    ],
  };
}

function column({ role, duties }: RoleCard): string {
  const lines = duties.map(({ title }) => COPY.answer.item(escapeText(title)));
  const [shown = '', ...rest] = fill([`*${escapeText(role.name)}*`, ...lines], LIMIT.field - 20);
  return rest.length > 0 ? `${shown}\n${COPY.answer.andMore}` : shown;
}

/** The sentence of the document, and the document's name. */
function buildSource(card: TopicCard): types.KnownBlock[] {
  const quote = cut(ourText(card.topic.quote).replace(/\s+/g, ' '), LIMIT.section - 10);
  return [section(`>${quote}`), context(COPY.answer.fromDocument(escapeText(card.documentTitle)))];
}
