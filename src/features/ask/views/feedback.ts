import type { types } from '@slack/bolt';
import type { Answer, Subject } from '../../../answer/types.ts';
import type { Topic } from '../../../knowledge/types.ts';
import { plain, section } from '../../../slack/ui/blocks.ts';
import { cut } from '../../../slack/ui/text.ts';
import { LEARNING_DIALOG } from '../../learning/actions.ts';
import type { AnswerPlace } from '../../team/views/answer-place.ts';
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

/** Reads what the buttons carry; `helpful` is undefined where it is none of ours. */
export function readFeedback(
  value: string | undefined,
): (Judged & { readonly helpful: boolean }) | undefined {
  const text = value ?? '';
  const sign = text[0];
  const judged = readJudged(sign === '+' || sign === '-' ? text.slice(1) : text);
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

/** Whether the question is kept with the press, is kept once the dialog is sent, or is not kept at all. */
export type Keeping = 'at once' | 'when sent' | 'never';

const WHO_SEES: Readonly<Record<Keeping, string>> = {
  'at once': 'Sorry about that. Those who look after me will see the question, and not who asked it.',
  'when sent':
    'Sorry about that. If you send this, those who look after me see the question, and not who sent it.',
  never: 'Sorry about that. I keep nothing of your question.',
};

/** Builds the dialog that asks, in one optional line, why; with what came second. */
export function buildUnhelpfulDialog(
  { question, subject }: Judged,
  runnersUp: readonly Topic[],
  keeping: Keeping,
): types.ModalView {
  const inputs: types.KnownBlock[] = [
    ...(runnersUp.length > 0
      ? [
          {
            type: 'input' as const,
            block_id: 'instead',
            optional: true,
            label: plain('Did you mean one of these?', 2000),
            element: {
              type: 'radio_buttons' as const,
              action_id: 'instead',
              options: runnersUp.map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
            },
          },
        ]
      : []),
    // Nobody would read it where nothing is kept.
    ...(keeping === 'never'
      ? []
      : [
          {
            type: 'input' as const,
            block_id: 'reason',
            optional: true,
            label: plain('What was wrong with it?', 2000),
            element: { type: 'plain_text_input' as const, action_id: 'reason', max_length: 200 },
          },
        ]),
  ];
  return {
    type: 'modal',
    callback_id: LEARNING_DIALOG.unhelpful,
    title: plain('That did not help', 24),
    ...(inputs.length > 0 ? { submit: plain('Send', 24) } : {}),
    close: plain('Close', 24),
    private_metadata: JSON.stringify({ q: question, s: subject, k: keeping }),
    blocks: [section(WHO_SEES[keeping]), ...inputs],
  };
}

/** Reads what that dialog carries. */
export function readUnhelpful(metadata: string): (Judged & { readonly keeping: Keeping }) | undefined {
  const judged = readJudged(metadata);
  if (!judged) return undefined;
  const { k } = JSON.parse(metadata) as { k?: unknown };
  // In a dialog of another version, nothing is kept yet.
  return { ...judged, keeping: k === 'at once' || k === 'never' ? k : 'when sent' };
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
