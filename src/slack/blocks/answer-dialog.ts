import type { types } from '@slack/bolt';
import type { Answer, Subject } from '../../answer/types.ts';
import { buildAnswer } from './answer.ts';
import { readSubject } from './buttons.ts';
import { DIALOG } from './dialogs.ts';
import type { Place } from './message.ts';
import { context, plain, section } from './parts.ts';
import { cut, escapeText } from './text.ts';

/** The message that a dialog is about, so that the answer can go into its thread. */
interface AboutMessage {
  readonly channel: string;
  readonly ts: string;
}

/** What an answer dialog carries: the question as it was asked, and the message that it was read from. */
export interface DialogCarried {
  readonly question: string;
  readonly about?: AboutMessage | undefined;
  /** What is shown instead of the answer to the question, since a button in the dialog was pressed. */
  readonly shown?: Subject | undefined;
  /** Names the question, should somebody want to be told. */
  readonly id?: string | undefined;
}

const QUESTION = 1_000;

/** Builds the dialog with an answer. Where it is about a message and there is an answer, it can be sent into the thread. */
export function buildAnswerDialog(
  answer: Answer,
  carried: DialogCarried,
  local: Place['local'],
): types.ModalView {
  const { question, about, shown, id } = carried;
  const { blocks } = buildAnswer(answer, { audience: 'dialog', local, question, id });
  const isAnswer = ['topic', 'role', 'comparison', 'taught'].includes(answer.kind);
  // Of what a button has led to, the question says nothing.
  const asked = shown ? '' : cut(question, 200);
  return {
    type: 'modal',
    callback_id: DIALOG.answer,
    title: plain('Who owns this?', 24),
    close: plain('Close', 24),
    ...(about && isAnswer ? { submit: plain('Reply in thread', 24) } : {}),
    private_metadata: JSON.stringify({ question: cut(question, QUESTION), about, shown }),
    blocks: [...(asked === '' ? [] : [context(`“${escapeText(asked)}”`)]), ...blocks],
  };
}

/** Builds the dialog that asks for a question. */
export function buildAskDialog(): types.ModalView {
  return {
    type: 'modal',
    callback_id: DIALOG.ask,
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
          max_length: QUESTION,
          placeholder: plain('who signs off a finished story?', 150),
        },
      },
    ],
  };
}

/** Builds a dialog that only says something. */
export function buildNotice(text: string): types.ModalView {
  return {
    type: 'modal',
    title: plain('Who owns this?', 24),
    close: plain('Close', 24),
    blocks: [section(text)],
  };
}

/** Reads what an answer dialog carries; an empty question where it is of another version. */
export function readCarried(metadata: string): DialogCarried {
  try {
    const { question, about, shown } = JSON.parse(metadata) as Record<string, unknown>;
    const { channel, ts } = (about ?? {}) as Partial<AboutMessage>;
    const message = typeof channel === 'string' && typeof ts === 'string' ? { channel, ts } : undefined;
    return {
      question: typeof question === 'string' ? question : '',
      about: message,
      shown: readSubject(shown),
    };
  } catch {
    return { question: '' }; // a dialog of another version
  }
}
