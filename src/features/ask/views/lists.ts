import type { types } from '@slack/bolt';
import { askBack, sayRelated } from '../../../answer/describe.ts';
import type { Answer, TopicGroup } from '../../../answer/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText, fill, LIMIT, ourText } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/views/held.ts';
import { ASK_ACTION } from '../actions.ts';
import { button, showing } from './buttons.ts';
import { tellButton } from './feedback.ts';

/** Slack's own measure: a message has 50 blocks at most; some are kept for the buttons and what stands around. */
const LIST_BLOCKS = 40;

/** Builds the question back: which of these was meant? */
export function buildUnsure(answer: Extract<Answer, { kind: 'unsure' }>, place: AnswerPlace): Message {
  const { topics, taught, several } = answer;
  const choices = [
    ...taught.map(({ id, title }) => ({ id, title, subject: { taught: id } })),
    ...topics.map(({ id, title }) => ({ id, title, subject: { topic: id } })),
  ];
  const text = askBack(answer);
  // What is chosen among several that are meant is no other way to ask for it, and leaves the others in place.
  const carry = { question: several ? undefined : place.question, thread: place.thread };
  const show = several ? ASK_ACTION.show : ASK_ACTION.pick;
  const action = place.audience === 'dialog' ? ASK_ACTION.look : show;
  return {
    text: `${text} ${choices.map(({ title }) => escapeText(title)).join(', ')}`,
    blocks: [
      section(text),
      {
        type: 'actions',
        elements: [
          ...choices
            .slice(0, several ? 4 : 3)
            .map(({ id, title, subject }) => button(action, id, title, { subject, ...carry })),
          ...(several
            ? []
            : [
                button(action, '~topics', 'None of these', { subject: { list: 'topics' }, ...carry }),
                ...tell(place),
              ]),
        ],
      },
    ],
  };
}

/** Builds what is said where the topic is known, and what is asked of it is not; `source` is its sentence. */
export function buildRelated(
  answer: Extract<Answer, { kind: 'related' }>,
  source: readonly types.KnownBlock[],
  place: AnswerPlace,
): Message {
  const text = ourText(sayRelated(answer));
  const buttons = tell(place);
  return {
    text,
    blocks: [
      section(text),
      ...source,
      ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: buttons }] : []),
    ],
  };
}

/** Builds the plain word that the documents do not say, and what they do cover. */
export function buildUnknown(groups: readonly TopicGroup[], place: AnswerPlace): Message {
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
          ...tell(place),
        ],
      },
    ],
  };
}

function tell({ id, question }: AnswerPlace): types.Button[] {
  return id === undefined || question === undefined || question === '' ? [] : [tellButton(id, question)];
}

/** Builds the list of all that is known, and how to ask. */
export function buildHelp(groups: readonly TopicGroup[], place: AnswerPlace): Message {
  const hello = 'I tell you who owns what, and show you where it is written.';
  const ways =
    place.audience === 'private'
      ? 'Type `/whoowns` and a topic or a question: `/whoowns backlog`, `/whoowns who signs off a finished story?`'
      : 'Ask me in your own words: “who signs off a finished story?”, or just “backlog”. In any channel you can type `/whoowns backlog`, and only you see the answer.';
  const people =
    'I also know who holds the roles in your channel, once somebody has told me: `/whoowns assign` sets it, `/whoowns team` shows it, `/whoowns rule` is for what your squad does differently, `/whoowns forget me` forgets you.';
  const more =
    'There is more: `/whoowns sheet` shows the roles side by side. If you are new here, tell me so. *Who owns this?* in the menu of a message answers what it asks, and *Ask who owns…* is in Slack’s search box.';
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
      context(more),
      ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: buttons }] : []),
    ],
  };
}

/** The short hello for a mention or a message without a question in it. */
export function buildHello(): Message {
  const text =
    'Hello! Ask me who owns what, in your own words: “who signs off a finished story?”, or just “backlog”. In any channel you can type `/whoowns backlog`, and only you see the answer.';
  return {
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      {
        type: 'actions',
        elements: [button(ASK_ACTION.show, '~topics', 'What I know', { subject: { list: 'topics' } })],
      },
    ],
  };
}
