import type { types } from '@slack/bolt';
import { context, plain, section } from '../../../slack/ui/blocks.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { ONBOARDING_ACTION } from '../actions.ts';
import type { Outcome } from '../outcome.ts';

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
          ...(outcome === 'undelivered' || outcome === 'uncertain'
            ? { accessory: againButton(id, outcome) }
            : {}),
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
  uncertain: 'the greeting may not have arrived',
  greeted: 'greeted',
  started: 'started',
  finished: 'finished',
  declined: 'declined',
  gone: 'has left',
};

/** What is wrong with a greeting: Slack did not take it, or nobody can say whether it arrived. */
export type Failed = Extract<Outcome, 'undelivered' | 'uncertain'>;

/** Builds the report of a greeting that did not arrive, or may not have. */
export function buildUndelivered(
  person: { readonly id: string; readonly name: string },
  failed: Failed = 'undelivered',
): Message {
  const name = escapeText(person.name);
  const text =
    failed === 'undelivered'
      ? `I could not deliver my greeting to ${name}.`
      : `My greeting to ${name} may not have arrived: I cannot tell.`;
  return { text, blocks: [section(text), { type: 'actions', elements: [againButton(person.id, failed)] }] };
}

const againButton = (person: string, failed: Failed): types.Button => ({
  type: 'button',
  action_id: ONBOARDING_ACTION.again,
  text: plain('Try again', 75),
  value: person,
  ...(failed === 'uncertain'
    ? {
        confirm: {
          title: plain('Greet them again?', 100),
          text: plain('It may have arrived already. Then they are greeted a second time.', 300),
          confirm: plain('Greet them', 30),
          deny: plain('Leave it', 30),
        },
      }
    : {}),
});
