import type { types } from '@slack/bolt';
import { askBack, sayRelated } from '../../../answer/describe.ts';
import type { Answer, TopicGroup } from '../../../answer/types.ts';
import { context, listOf, type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText, ourText } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/channel-facts.ts';
import { ASK_ACTION } from '../actions.ts';
import { COPY } from '../copy.ts';
import { button, showAction } from './buttons.ts';
import { buildTellButtons } from './feedback.ts';

const ALL_TOPICS = { list: 'topics' } as const;

/** Builds "Did you mean", or the choice among several topics that were all asked about. */
export function buildUnsure(answer: Extract<Answer, { kind: 'unsure' }>, place: AnswerPlace): Message {
  const choices = [
    ...answer.taught.map(({ id, title }) => ({ id, title, subject: { taught: id } })),
    ...answer.topics.map(({ id, title }) => ({ id, title, subject: { topic: id } })),
  ];
  const isSeveral = answer.several === true;
  const text = askBack(answer);
  // One of several topics is shown below, so that the others stay; it is no other wording for the question.
  const carried = { question: isSeveral ? undefined : place.question, thread: place.thread };
  const inMessage = isSeveral ? ASK_ACTION.show : ASK_ACTION.pick;
  const action = place.audience === 'dialog' ? ASK_ACTION.look : inMessage;
  const buttons = choices
    .slice(0, isSeveral ? 4 : 3)
    .map(({ id, title, subject }) => button(action, id, title, { subject, ...carried }));
  const wayOut = [
    button(action, '~topics', COPY.buttons.noneOfThese, { subject: ALL_TOPICS, ...carried }),
    ...buildTellButtons(place),
  ];
  return {
    text: `${text} ${choices.map(({ title }) => escapeText(title)).join(', ')}`,
    blocks: [section(text), { type: 'actions', elements: [...buttons, ...(isSeveral ? [] : wayOut)] }],
  };
}

/** Builds the reply where the topic is known, but not what is asked of it. `source` is the topic's sentence. */
export function buildRelated(
  answer: Extract<Answer, { kind: 'related' }>,
  source: readonly types.KnownBlock[],
  place: AnswerPlace,
): Message {
  const text = ourText(sayRelated(answer));
  return { text, blocks: [section(text), ...source, ...actions(buildTellButtons(place))] };
}

/** Builds "I don't know", with all that the documents cover. */
export function buildUnknown(groups: readonly TopicGroup[], place: AnswerPlace): Message {
  const { dontKnow, covered, typeHelp } = COPY.unknown;
  const lines = groups.map(({ heading, topics }) =>
    COPY.unknown.group(
      escapeText(heading),
      topics.map(({ title }) => escapeText(title)),
    ),
  );
  const { thread } = place;
  return {
    text: `${dontKnow} ${typeHelp}`,
    blocks: [
      section(`${dontKnow}\n${covered}`),
      ...listOf(lines),
      ...actions([
        button(showAction(place), '~topics', COPY.buttons.howToAsk, { subject: ALL_TOPICS, thread }),
        ...buildTellButtons(place),
      ]),
    ],
  };
}

/** Builds the list of all that is known, and how to ask. */
export function buildHelp(groups: readonly TopicGroup[], place: AnswerPlace): Message {
  const { hello, command, words, people, more } = COPY.help;
  const howToAsk = place.audience === 'private' ? command : words;
  const lines = groups.flatMap(({ heading, topics }) => [
    `*${escapeText(heading)}*`,
    ...topics.map(({ title }) => COPY.answer.item(escapeText(title))),
  ]);
  const roles = groups.flatMap(({ topics }) => topics).filter(({ kind }) => kind !== 'responsibility');
  const buttons = roles
    .slice(0, 5)
    .map(({ id, title }) =>
      button(showAction(place), id, title, { subject: { topic: id }, thread: place.thread }),
    );
  return {
    text: `${hello} ${howToAsk}`,
    blocks: [
      section(`${hello}\n${howToAsk}`),
      ...listOf(lines),
      context(people),
      context(more),
      ...actions(buttons),
    ],
  };
}

/** Builds the short hello for a mention or a message without a question. */
export function buildHello(): Message {
  const all = button(ASK_ACTION.show, '~topics', COPY.buttons.whatIKnow, { subject: ALL_TOPICS });
  return { text: COPY.hello, blocks: [section(COPY.hello), ...actions([all])] };
}

function actions(elements: types.Button[]): types.KnownBlock[] {
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}
