import type { types } from '@slack/bolt';
import type { Answer, Subject } from '../../../answer/types.ts';
import { plain } from '../../../slack/ui/blocks.ts';
import { cut } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/views/held.ts';
import { ASK_ACTION } from '../actions.ts';
import { QUESTION_LIMIT, readSubject } from './buttons.ts';
import { subjectOfWho } from './who.ts';

/** What "Was this helpful?" carries: the question, and what was shown for it. */
export interface Judged {
  readonly question: string;
  readonly subject: Subject | undefined;
}

/** What an answer shows, as a button would ask for it; undefined where there is nothing to judge. */
export function subjectOf(answer: Answer): Subject | undefined {
  switch (answer.kind) {
    case 'topic':
      return { topic: answer.card.topic.id };
    case 'role':
      return { topic: answer.card.sum.topic.id };
    case 'who':
      return subjectOfWho(answer);
    case 'comparison':
      return answer.card
        ? { topic: answer.card.topic.id }
        : { roles: [answer.sides[0].role.id, answer.sides[1].role.id] };
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
    const text = plain('This did not help', 75);
    return [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: `${ASK_ACTION.unhelpful}:dialog`, text, value }],
      },
    ];
  }
  return [
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: ASK_ACTION.judge,
          positive_button: {
            text: plain('Helpful', 75),
            accessibility_label: 'This was helpful',
            value: `+${value}`,
          },
          negative_button: {
            text: plain('Not helpful', 75),
            accessibility_label: 'This was not helpful',
            value: `-${value}`,
          },
        },
      ],
    } as types.KnownBlock,
  ];
}

/** Reads what the buttons carry; undefined where they are of another version. */
export function readFeedback(
  value: string | undefined,
): (Judged & { readonly helpful: boolean }) | undefined {
  const sign = value?.[0];
  if (value === undefined || (sign !== '+' && sign !== '-')) return undefined;
  const judged = readJudged(value.slice(1));
  return judged && { ...judged, helpful: sign === '+' };
}

/** Reads what was judged out of data that has been away. */
export function readJudged(text: string): Judged | undefined {
  try {
    const { q, s } = JSON.parse(text) as { q?: unknown; s?: unknown };
    return typeof q === 'string' ? { question: q, subject: readSubject(s) } : undefined;
  } catch {
    return undefined; // a button of another version
  }
}

/** "Tell me when there is an answer". */
export function tellButton(id: string, question: string): types.Button {
  return {
    type: 'button',
    action_id: ASK_ACTION.tell,
    text: plain('Tell me when there is an answer', 75),
    value: JSON.stringify({ id, q: cut(question, QUESTION_LIMIT) }),
  };
}

/** Reads what it carries. */
export function readTell(
  value: string | undefined,
): { readonly id: string; readonly question: string } | undefined {
  try {
    const { id, q } = JSON.parse(value ?? '') as { id?: unknown; q?: unknown };
    return typeof id === 'string' && typeof q === 'string' ? { id, question: q } : undefined;
  } catch {
    return undefined; // a button of another version
  }
}
