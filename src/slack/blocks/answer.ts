import type { types } from '@slack/bolt';
import type { Local } from '../../answer/here.ts';
import type { Answer, RoleCard, RolePair, Subject, TopicCard, TopicGroup } from '../../answer/types.ts';
import type { Why } from '../../answer/why.ts';
import { ACTION, button, QUESTION_LIMIT } from './buttons.ts';
import { buildHeld, buildRule } from './local.ts';
import { context, plain, section } from './parts.ts';
import { cut, escapeText, fill, LIMIT } from './text.ts';
import { buildWho } from './who.ts';

/** A message as Slack takes it: blocks, and the text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: types.KnownBlock[];
}

/** Where an answer is read, which decides the buttons below it. */
export interface Place {
  /** `private`: only the asker sees it. `public`: all in the channel do. `direct`: a direct message. `dialog`: a dialog. */
  readonly audience: 'private' | 'public' | 'direct' | 'dialog';
  /** The question, to be repeated when the answer is shared. */
  readonly question?: string | undefined;
  /** The thread that a private answer stands in. */
  readonly thread?: string | undefined;
  /** What the answer means where it is read; without it, people are not spoken of. */
  readonly local?: Local | undefined;
}

/** Builds the message for an answer. Always within Slack's limits, always with fallback text. */
export function buildAnswer(answer: Answer, place: Place): Message {
  switch (answer.kind) {
    case 'topic':
      return buildTopic(answer.card, answer.compare, place);
    case 'role':
      return buildRole(answer.card, answer.compare, place);
    case 'comparison':
      return buildComparison(answer.sides, answer.card, place);
    case 'who':
      return buildWho(answer, place, askButton(place, { topic: answer.card.sum.topic.id }));
    case 'unsure':
      return buildUnsure(answer.topics, place);
    case 'unknown':
      return buildUnknown(answer.groups, place);
    case 'smalltalk':
      return { text: escapeText(answer.reply), blocks: [section(escapeText(answer.reply))] };
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
export function buildAfterSharing(answer: Answer, place: Place): Message {
  const message = buildAnswer(answer, { ...place, audience: 'direct' });
  return { ...message, blocks: [...message.blocks, context('You shared this in the channel.')] };
}

/** Slack's own measure: a message has 50 blocks at most; some are kept for the buttons and what stands around. */
const LIST_BLOCKS = 40;

function buildTopic(card: TopicCard, compare: RolePair | undefined, place: Place): Message {
  const who = roleNames(card);
  const rule = place.local?.rule;
  const first = rule ? `In this channel the ${escapeText(rule.role.name)}. The document says ${who}` : who;
  return {
    text: `${first}: ${escapeText(card.topic.answer)}`,
    blocks: [
      ...(place.local ? buildRule(place.local, card.topic.title) : []),
      section(`*${who}*  ·  ${escapeText(card.topic.title)}\n${escapeText(card.topic.answer)}`),
      ...(place.local?.rule ? [] : held(place)),
      ...source(card),
      ...(place.local?.rule ? held(place) : []),
      ...nextSteps({ topic: card.topic.id }, card, compare, place),
    ],
  };
}

function buildRole(card: RoleCard, compare: RolePair | undefined, place: Place): Message {
  const { role, sum, duties } = card;
  const name = escapeText(role.short ? `${role.name} (${role.short})` : role.name);
  const lines = duties.map((duty) => `•  *${escapeText(duty.title)}*: ${escapeText(duty.answer)}`);
  return {
    text: `${name}: ${escapeText(sum.topic.answer)}`,
    blocks: [
      section(`*${name}*\n${escapeText(sum.topic.answer)}`),
      ...held(place),
      ...source(sum),
      ...fill(lines, LIMIT.section).slice(0, LIST_BLOCKS).map(section),
      ...nextSteps({ topic: sum.topic.id }, sum, compare, place),
    ],
  };
}

function buildComparison(
  sides: readonly [RoleCard, RoleCard],
  card: TopicCard | undefined,
  place: Place,
): Message {
  const [left, right] = sides;
  const title = `${escapeText(left.role.name)} and ${escapeText(right.role.name)}`;
  const lead = card
    ? escapeText(card.topic.answer)
    : `${escapeText(left.sum.topic.answer)} ${escapeText(right.sum.topic.answer)}`;
  const subject: Subject = card ? { topic: card.topic.id } : { roles: [left.role.id, right.role.id] };
  const related = card ?? left.sum;
  return {
    text: `${title}: ${lead}`,
    blocks: [
      section(`*${title}*\n${lead}`),
      { type: 'section', fields: sides.map((side) => ({ type: 'mrkdwn' as const, text: column(side) })) },
      ...held(place),
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

function buildUnsure(topics: Extract<Answer, { kind: 'unsure' }>['topics'], place: Place): Message {
  const text = 'I am not sure what you mean. Did you mean one of these?';
  const carry = { question: place.question, thread: place.thread };
  return {
    text: `${text} ${topics.map((topic) => escapeText(topic.title)).join(', ')}`,
    blocks: [
      section(text),
      {
        type: 'actions',
        elements: [
          ...topics.slice(0, 3).map((topic) =>
            button(place.audience === 'dialog' ? ACTION.look : ACTION.pick, topic.id, topic.title, {
              subject: { topic: topic.id },
              ...carry,
            }),
          ),
          button(place.audience === 'dialog' ? ACTION.look : ACTION.pick, '~topics', 'None of these', {
            subject: { list: 'topics' },
            ...carry,
          }),
        ],
      },
    ],
  };
}

function buildUnknown(groups: readonly TopicGroup[], place: Place): Message {
  const text = "I don't know: the documents I have do not say.";
  const covered = groups.map(
    (group) =>
      `•  *${escapeText(group.heading)}*: ${group.topics.map((topic) => escapeText(topic.title)).join(', ')}`,
  );
  return {
    text: `${text} Type help to see what they cover.`,
    blocks: [
      section(`${text}\nHere is what they cover:`),
      ...fill(covered, LIMIT.section).slice(0, LIST_BLOCKS).map(section),
      {
        type: 'actions',
        elements: [
          button(showing(place), '~topics', 'How to ask', {
            subject: { list: 'topics' },
            thread: place.thread,
          }),
        ],
      },
    ],
  };
}

function buildHelp(groups: readonly TopicGroup[], place: Place): Message {
  const hello = 'I tell you who owns what, and show you where it is written.';
  const ways =
    place.audience === 'private'
      ? 'Type `/whoowns` and a topic or a question: `/whoowns backlog`, `/whoowns who signs off a finished story?`'
      : 'Ask me in your own words: “who signs off a finished story?”, or just “backlog”. In any channel you can type `/whoowns backlog`, and only you see the answer.';
  const people =
    'I also know who holds the roles in your channel, once somebody has told me: `/whoowns assign` sets it, `/whoowns team` shows it, `/whoowns rule` is for what your squad does differently, `/whoowns forget me` forgets you.';
  const lists = groups.flatMap((group) => [
    `*${escapeText(group.heading)}*`,
    ...group.topics.map((topic) => `•  ${escapeText(topic.title)}`),
  ]);
  const roles = groups.flatMap((group) => group.topics).filter((topic) => topic.kind !== 'responsibility');
  const buttons = roles
    .slice(0, 5)
    .map((topic) =>
      button(showing(place), topic.id, topic.title, { subject: { topic: topic.id }, thread: place.thread }),
    );
  return {
    text: `${hello} ${ways}`,
    blocks: [
      section(`${hello}\n${ways}`),
      ...fill(lists, LIMIT.section).slice(0, LIST_BLOCKS).map(section),
      context(people),
      ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: buttons }] : []),
    ],
  };
}

/** Who holds the roles where the answer is read. */
function held({ local }: Place): types.KnownBlock[] {
  return local ? buildHeld(local) : [];
}

/** "Ask them", where somebody holds the role; it asks before it calls anybody. */
function askButton({ audience, local, question, thread }: Place, subject: Subject): types.Button | undefined {
  if (audience === 'dialog') return undefined;
  if (local?.here.state !== 'known') return undefined;
  const names = local.held.flatMap(({ holders }) => holders.filter(({ gone }) => !gone));
  if (names.length === 0) return undefined;
  const { channel, elsewhere } = local.here;
  const carried = { subject, question, thread, ...(elsewhere ? { channel } : {}) };
  const where = elsewhere ? 'in your channel' : thread === undefined ? 'in this channel' : 'in this thread';
  const list = cut(names.map(({ name }) => name).join(', '), 150);
  return {
    ...button(ACTION.ask, 'answer', 'Ask them', carried),
    confirm: {
      title: plain('Ask them?', 100),
      text: plain(`I post your question ${where}, where everybody sees it, and mention ${list}.`, 300),
      confirm: plain('Ask', 30),
      deny: plain('Not now', 30),
    },
  };
}

function roleNames(card: TopicCard): string {
  return card.roles.map((role) => escapeText(role.name)).join(' and ');
}

/** The sentence of the document, and the document's name. */
function source(card: TopicCard): types.KnownBlock[] {
  const quote = cut(escapeText(card.topic.quote).replace(/\s+/g, ' '), LIMIT.section - 10);
  return [section(`>${quote}`), context(`From the document “${escapeText(card.documentTitle)}”`)];
}

/** What a button that shows something does: below the message, or in the place of what a dialog shows. */
const showing = ({ audience }: Place) => (audience === 'dialog' ? ACTION.look : ACTION.show);

function nextSteps(
  subject: Subject,
  card: TopicCard,
  compare: RolePair | undefined,
  place: Place,
): types.KnownBlock[] {
  const { thread, question } = place;
  const ask = askButton(place, subject);
  const buttons = card.related
    .filter((topic) => !compare || topic.kind !== 'comparison')
    .slice(0, 3)
    .map((topic) => button(showing(place), topic.id, topic.title, { subject: { topic: topic.id }, thread }));
  if (ask) buttons.unshift(ask);
  if (compare) {
    const [one, two] = compare.map((role) => role.short ?? role.name);
    const roles = [compare[0].id, compare[1].id] as const;
    buttons.push(
      button(showing(place), '~compare', `Compare ${one} and ${two}`, { subject: { roles }, thread }),
    );
  }
  if (question !== undefined && question.length <= QUESTION_LIMIT)
    buttons.push(button(ACTION.why, 'answer', 'Why this answer?', { subject, question, thread }));
  if (place.audience === 'private') {
    buttons.push(button(ACTION.share, 'answer', 'Share in channel', { subject, question, thread }));
  }
  return buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
}
