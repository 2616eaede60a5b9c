import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Answer, Subject } from '../../../answer/types.ts';
import { plain, readJson } from '../../../slack/ui/blocks.ts';
import { cut } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/channel-facts.ts';
import { ASK_ACTION } from '../actions.ts';
import { COPY } from '../copy.ts';
import { QUESTION_LIMIT, subjectSchema } from './buttons.ts';

/** What somebody judges: a question, and what was shown for it. */
export interface Judged {
  readonly question: string;
  readonly subject: Subject | undefined;
}

const judgedSchema = z.object({ q: z.string(), s: subjectSchema.optional().catch(undefined) });
const tellSchema = z.object({ id: z.string(), q: z.string() });

/** What an answer shows, as a button would ask for it; undefined where there is nothing to judge. */
export function subjectOf(answer: Answer): Subject | undefined {
  switch (answer.kind) {
    case 'topic':
      return { topic: answer.card.topic.id };
    case 'role':
      return { topic: answer.card.sum.topic.id };
    case 'who': {
      const [one, other] = answer.cards;
      return other ? { roles: [one.role.id, other.role.id] } : { topic: one.sum.topic.id };
    }
    case 'comparison': {
      const [left, right] = answer.sides;
      return answer.card ? { topic: answer.card.topic.id } : { roles: [left.role.id, right.role.id] };
    }
    case 'taught':
      return answer.card ? { topic: answer.card.topic.id } : { taught: answer.sources[0]?.entry.id ?? '' };
    default:
      return undefined;
  }
}

/** "Was this helpful?": Slack's own buttons in messages, a plain one in dialogs, which do not have them. */
export function buildFeedback(answer: Answer, { question, audience }: AnswerPlace): types.KnownBlock[] {
  const subject = subjectOf(answer);
  if (!subject || question === undefined || question === '') return [];
  const value = JSON.stringify({ q: cut(question, QUESTION_LIMIT), s: subject });
  if (audience === 'dialog') {
    const text = plain(COPY.feedback.inDialog, 75);
    const action_id = `${ASK_ACTION.unhelpful}:dialog`;
    return [{ type: 'actions', elements: [{ type: 'button', action_id, text, value }] }];
  }
  const { helpful, notHelpful, wasHelpful, wasNotHelpful } = COPY.feedback;
  const positive_button = {
    text: plain(helpful, 75),
    accessibility_label: wasHelpful,
    value: `+${value}`,
  };
  const negative_button = {
    text: plain(notHelpful, 75),
    accessibility_label: wasNotHelpful,
    value: `-${value}`,
  };
  const action_id = ASK_ACTION.judge;
  return [
    {
      type: 'context_actions',
      elements: [{ type: 'feedback_buttons', action_id, positive_button, negative_button }],
    } as types.KnownBlock,
  ];
}

/** Reads Slack's feedback buttons; undefined where they are of another version, which counts as no feedback. */
export function readFeedback(
  value: string | undefined,
): (Judged & { readonly helpful: boolean }) | undefined {
  const sign = value?.[0];
  if (value === undefined || (sign !== '+' && sign !== '-')) return undefined;
  const judged = readJudged(value.slice(1));
  return judged && { ...judged, helpful: sign === '+' };
}

/** Reads what was judged; undefined where a button or dialog is of another version. */
export function readJudged(text: string): Judged | undefined {
  const judged = readJson(judgedSchema, text);
  return judged && { question: judged.q, subject: judged.s };
}

/** "Tell me when there's an answer", under a question that is kept; nothing where it is not. */
export function buildTellButtons({ id, question }: AnswerPlace): types.Button[] {
  if (id === undefined || question === undefined || question === '') return [];
  const value = JSON.stringify({ id, q: cut(question, QUESTION_LIMIT) });
  return [{ type: 'button', action_id: ASK_ACTION.tell, text: plain(COPY.buttons.tell, 75), value }];
}

/** Reads that button; undefined where it is of another version. */
export function readTell(
  value: string | undefined,
): { readonly id: string; readonly question: string } | undefined {
  const tell = readJson(tellSchema, value);
  return tell && { id: tell.id, question: tell.q };
}
