import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Answer } from '../../../answer/types.ts';
import { context, type Message, plain, readJson } from '../../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import type { ChannelFacts } from '../../team/channel-facts.ts';
import { ASK_DIALOG } from '../actions.ts';
import { COPY } from '../copy.ts';
import { buildAnswer } from './answer.ts';
import { optionalText, QUESTION_LIMIT, subjectSchema } from './buttons.ts';
import { subjectOf } from './feedback.ts';

const optionalFlag = z.boolean().optional().catch(undefined);

/** What an answer dialog carries. What is missing or of another version has its default. */
const carriedSchema = z.object({
  /** As it was asked, cut short. */
  question: z.string().catch(''),
  /** The message that the question was read from, so that the answer can go into its thread. */
  message: z.object({ channel: z.string(), ts: z.string() }).optional().catch(undefined),
  /** The question is a message that others may have written: it is kept only where somebody asks for that. */
  isOthersText: optionalFlag,
  /** A button of the dialog led to this answer, so the question says nothing about it. */
  isNextStep: optionalFlag,
  /** What is shown; undefined where it is no answer. */
  subject: subjectSchema.optional().catch(undefined),
  /** The subject is shown as the person who has the role, not as what the role is. */
  isPerson: optionalFlag,
  /** The channel that the answer is about, where it is not the message's. */
  channel: optionalText,
});

export type DialogCarried = z.infer<typeof carriedSchema>;

interface DialogContent extends Pick<DialogCarried, 'question' | 'message' | 'isOthersText' | 'isNextStep'> {
  /** Id of a logged question, for "Tell me when there's an answer". */
  readonly id?: string | undefined;
  /** Said above the answer, in small letters. */
  readonly notice?: string | undefined;
}

const LONGEST_QUESTION = 1_000;

/** Builds the dialog with an answer. An answer about a message can be sent into the message's thread. */
export function buildAnswerDialog(
  answer: Answer,
  content: DialogContent,
  facts: ChannelFacts,
): types.ModalView {
  const { question, message, isOthersText, isNextStep, id, notice } = content;
  const { blocks } = buildAnswer(answer, { audience: 'dialog', facts, question, id });
  const quoted = isNextStep === true ? '' : cut(question, 200);
  const { lookup } = facts;
  const carried: DialogCarried = {
    question: cut(question, QUESTION_LIMIT + 1),
    message,
    isOthersText,
    isNextStep,
    subject: subjectOf(answer),
    isPerson: answer.kind === 'who' ? true : undefined,
    channel: lookup.state === 'known' && lookup.elsewhere ? lookup.channel : undefined,
  };
  return {
    type: 'modal',
    callback_id: ASK_DIALOG.answer,
    title: plain(COPY.dialog.title, 24),
    close: plain(COPY.dialog.close, 24),
    ...(message && canReply(answer, facts) ? { submit: plain(COPY.dialog.reply, 24) } : {}),
    private_metadata: JSON.stringify(carried),
    blocks: [
      ...(quoted === '' ? [] : [context(COPY.dialog.question(escapeText(quoted)))]),
      ...(notice === undefined ? [] : [context(notice)]),
      ...blocks,
    ],
  };
}

/** Whether there is something to say in a thread: an answer, or somebody's name. */
export function canReply({ kind }: Answer, { roleHolders }: ChannelFacts): boolean {
  if (kind === 'who') return roleHolders.some(({ holders }) => holders.length > 0);
  return ['topic', 'role', 'comparison', 'taught'].includes(kind);
}

/** Builds the reply in a thread. The question may be somebody else's, so nobody is said to have asked it. */
export function buildReply(answer: Answer, by: string, facts: ChannelFacts): Message {
  const message = buildAnswer(answer, { audience: 'public', facts });
  return { ...message, blocks: [context(COPY.sharing.lookedUp(by)), ...message.blocks] };
}

/** Builds the dialog that asks for a question. */
export function buildAskDialog(): types.ModalView {
  return {
    type: 'modal',
    callback_id: ASK_DIALOG.ask,
    title: plain(COPY.box.title, 24),
    submit: plain(COPY.box.ask, 24),
    close: plain(COPY.box.close, 24),
    blocks: [buildQuestionBox('question', 'question')],
  };
}

/** The box that takes a question. */
export function buildQuestionBox(block: string, action: string): types.InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(COPY.box.label, 2000),
    element: {
      type: 'plain_text_input',
      action_id: action,
      max_length: LONGEST_QUESTION,
      placeholder: plain(COPY.box.placeholder, 150),
    },
  };
}

/** Reads what an answer dialog carries; an empty question where it is of another version. */
export function readCarried(metadata: string): DialogCarried {
  return readJson(carriedSchema, metadata) ?? { question: '' };
}
