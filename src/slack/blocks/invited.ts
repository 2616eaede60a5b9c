import type { types } from '@slack/bolt';
import type { Outcome } from '../../onboarding/next-step.ts';
import { ACTION } from './buttons.ts';
import type { Message } from './message.ts';
import { context, plain, section } from './parts.ts';
import { cut, escapeText, LIMIT } from './text.ts';

/** Builds what those who invited people may see: how far each is, and nothing more. */
export function buildInvited(
  invited: readonly { readonly id: string; readonly name: string; readonly outcome: Outcome }[],
  more: number,
): Message {
  const text = invited.length === 0 ? NOBODY_INVITED : 'The people whom I greeted for you';
  return {
    text,
    blocks: [
      section(invited.length === 0 ? text : `*${text}*`),
      ...invited.map(({ id, name, outcome }): types.KnownBlock => {
        const line = `${escapeText(name)}: ${OUTCOME[outcome]}`;
        return {
          type: 'section',
          text: { type: 'mrkdwn', text: cut(line, LIMIT.section) },
          ...(outcome === 'undelivered' ? { accessory: againButton(id) } : {}),
        };
      }),
      ...(more > 0 ? [context(`And ${more} more before them.`)] : []),
    ],
  };
}

const NOBODY_INVITED =
  'I have greeted nobody for you yet. `/whoowns onboard @name` greets somebody and offers to show them around.';

const OUTCOME: Readonly<Record<Outcome, string>> = {
  'on its way': 'the greeting is on its way',
  undelivered: 'the greeting could not be delivered',
  greeted: 'greeted',
  started: 'started',
  finished: 'finished',
  declined: 'declined',
  gone: 'has left',
};

/** Builds the report of a greeting that Slack did not take. */
export function buildUndelivered(person: { readonly id: string; readonly name: string }): Message {
  const text = `I could not deliver my greeting to ${escapeText(person.name)}.`;
  return { text, blocks: [section(text), { type: 'actions', elements: [againButton(person.id)] }] };
}

const againButton = (person: string): types.Button => ({
  type: 'button',
  action_id: ACTION.again,
  text: plain('Try again', 75),
  value: person,
});
