import type { types } from '@slack/bolt';
import { buildConfirm, buttonRow, context, type Message, plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { COPY } from '../copy.ts';
import { type Failed, isFailed, type Outcome } from '../progress.ts';
import { ONBOARDING_ACTION } from './step.ts';

/** Builds what those who invited people may see: how far each is, and nothing more. */
export function buildInvited(
  invited: readonly { readonly id: string; readonly name: string; readonly outcome: Outcome }[],
  more: number,
): Message {
  const text = invited.length === 0 ? COPY.invited.none : COPY.invited.title;
  return {
    text,
    blocks: [
      section(invited.length === 0 ? text : `*${text}*`),
      ...invited.map(({ id, name, outcome }): types.KnownBlock => {
        const line = `${escapeText(name)}: ${COPY.invited.outcome[outcome]}`;
        return {
          type: 'section',
          text: { type: 'mrkdwn', text: cut(line, LIMIT.section) },
          ...(isFailed(outcome) ? { accessory: againButton(id, outcome) } : {}),
        };
      }),
      ...(more > 0 ? [context(COPY.invited.more(more))] : []),
    ],
  };
}

/** Builds the report of a greeting that did not arrive, or may not have. */
export function buildUndelivered(
  person: { readonly id: string; readonly name: string },
  failed: Failed = 'undelivered',
): Message {
  const text = COPY.invited[failed](escapeText(person.name));
  return { text, blocks: [section(text), ...buttonRow([againButton(person.id, failed)])] };
}

const againButton = (person: string, failed: Failed): types.Button => ({
  type: 'button',
  action_id: ONBOARDING_ACTION.again,
  text: plain(COPY.invited.again, 75),
  value: person,
  ...(failed === 'uncertain' ? { confirm: buildConfirm(COPY.invited.confirm) } : {}),
});
