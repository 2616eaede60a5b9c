import type { types } from '@slack/bolt';
import type { Answer, Subject } from '../../../answer/types.ts';
import { context, type Message, plain } from '../../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import type { Local } from '../../team/here.ts';
import { ASK_DIALOG } from '../actions.ts';
import { buildAnswer } from './answer.ts';
import { QUESTION_LIMIT, readSubject } from './buttons.ts';
import { subjectOf } from './feedback.ts';

/** The message that a dialog is about, so that the answer can go into its thread. */
interface AboutMessage {
  readonly channel: string;
  readonly ts: string;
}

/** What an answer dialog carries: what was asked, the message that it was read from, and what is shown. */
export interface DialogCarried {
  /** As it was asked, cut short. */
  readonly question: string;
  readonly about?: AboutMessage | undefined;
  /** It is the text of a message, which others may have written: it is kept only where somebody asks for that. */
  readonly theirs?: boolean | undefined;
  /** Whether a button of the dialog has led here, so that the question says nothing of what is shown. */
  readonly led?: boolean | undefined;
  /** What is shown; undefined where it is no answer. */
  readonly shown?: Subject | undefined;
  /** It is shown as the person who holds the role, not as what the role is. */
  readonly who?: boolean | undefined;
  /** The channel that it speaks of, where that is another than the message's. */
  readonly channel?: string | undefined;
}

/** What an answer dialog is built from, beside the answer. */
interface DialogAsked extends Pick<DialogCarried, 'question' | 'about' | 'theirs' | 'led'> {
  /** Names the question, should somebody want to be told. */
  readonly id?: string | undefined;
  /** Said above the answer, in small letters. */
  readonly said?: string | undefined;
}

const LONGEST = 1_000;

/** Builds the dialog with an answer. Where it is about a message and there is an answer, it can be sent into the thread. */
export function buildAnswerDialog(answer: Answer, asked: DialogAsked, local: Local): types.ModalView {
  const { question, about, theirs, led, id, said } = asked;
  const { blocks } = buildAnswer(answer, { audience: 'dialog', local, question, id });
  const quoted = led === true ? '' : cut(question, 200);
  const { here } = local;
  const carried: DialogCarried = {
    question: cut(question, QUESTION_LIMIT + 1),
    about,
    theirs,
    led,
    shown: subjectOf(answer),
    who: answer.kind === 'who' ? true : undefined,
    channel: here.state === 'known' && here.elsewhere ? here.channel : undefined,
  };
  return {
    type: 'modal',
    callback_id: ASK_DIALOG.answer,
    title: plain('Who owns this?', 24),
    close: plain('Close', 24),
    ...(about && canReply(answer, local) ? { submit: plain('Reply in thread', 24) } : {}),
    private_metadata: JSON.stringify(carried),
    blocks: [
      ...(quoted === '' ? [] : [context(`“${escapeText(quoted)}”`)]),
      ...(said === undefined ? [] : [context(said)]),
      ...blocks,
    ],
  };
}

/** Whether there is something to say in a thread: an answer, or the name of somebody. */
export function canReply({ kind }: Answer, { held }: Local): boolean {
  if (kind === 'who') return held.some(({ holders }) => holders.length > 0);
  return ['topic', 'role', 'comparison', 'taught'].includes(kind);
}

/** Builds the reply in a thread. The question was somebody else's, so nobody is said to have asked it. */
export function buildReply(answer: Answer, by: string, local: Local): Message {
  const message = buildAnswer(answer, { audience: 'public', local });
  return { ...message, blocks: [context(`<@${by}> looked this up`), ...message.blocks] };
}

/** Builds the dialog that asks for a question. */
export function buildAskDialog(): types.ModalView {
  return {
    type: 'modal',
    callback_id: ASK_DIALOG.ask,
    title: plain('Ask who owns…', 24),
    submit: plain('Ask', 24),
    close: plain('Close', 24),
    blocks: [
      {
        type: 'input',
        block_id: 'question',
        label: plain('Your question, or just a word', 2000),
        element: {
          type: 'plain_text_input',
          action_id: 'question',
          max_length: LONGEST,
          placeholder: plain('who signs off a finished story?', 150),
        },
      },
    ],
  };
}

/** Reads what an answer dialog carries; an empty question where it is of another version. */
export function readCarried(metadata: string): DialogCarried {
  try {
    const { question, about, theirs, led, shown, who, channel } = JSON.parse(metadata) as Record<
      string,
      unknown
    >;
    const { channel: place, ts } = (about ?? {}) as Partial<AboutMessage>;
    return {
      question: typeof question === 'string' ? question : '',
      about: typeof place === 'string' && typeof ts === 'string' ? { channel: place, ts } : undefined,
      theirs: theirs === true,
      led: led === true,
      shown: readSubject(shown),
      who: who === true,
      channel: typeof channel === 'string' ? channel : undefined,
    };
  } catch {
    return { question: '' }; // a dialog of another version
  }
}
