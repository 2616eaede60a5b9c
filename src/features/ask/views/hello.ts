import type { Message } from '../../../slack/ui/message.ts';
import { ASK_ACTION } from '../actions.ts';
import { button } from './buttons.ts';

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
