import type { types } from '@slack/bolt';
import type { Local } from '../../answer/here.ts';
import type { Answer } from '../../answer/types.ts';
import { ACTION, button } from './buttons.ts';
import { buildHomePicker, nameHolders } from './local.ts';
import type { Message, Place } from './message.ts';
import { section } from './parts.ts';
import { againButton, assignButton, maySet } from './set-roles.ts';
import { escapeText } from './text.ts';

type Who = Extract<Answer, { kind: 'who' }>;

/** Builds the answer to "who is our PO?": the person, or how to set one. Never a responsibility. */
export function buildWho({ card }: Who, place: Place): Message {
  const { local } = place;
  const role = escapeText(card.role.name);
  const { text, blocks } = describe(role, local);
  const buttons: types.Button[] = [
    button(
      place.audience === 'dialog' ? ACTION.look : ACTION.show,
      card.sum.topic.id,
      `What a ${card.role.name} does`,
      {
        subject: { topic: card.sum.topic.id },
        thread: place.thread,
      },
    ),
    ...(local?.here.state === 'known' && maySet(place)
      ? [againButton(place) ?? assignButton(local.here.channel)]
      : []),
  ];
  return { text, blocks: [...blocks, { type: 'actions', elements: buttons }] };
}

function describe(role: string, local: Local | undefined): Message {
  const say = (text: string): Message => ({ text, blocks: [section(text)] });
  const here = local?.here;
  switch (here?.state) {
    case 'known': {
      const held = local?.held[0];
      const where = here.elsewhere ? `in <#${here.channel}>` : 'here';
      if (held && held.holders.length > 0) return say(`The ${role} ${where} is ${nameHolders(held)}.`);
      return say(`Nobody has told me who the ${role} ${where} is. The documents name roles, not people.`);
    }
    case 'no channel': {
      const text = `I do not know yet which channel is your team’s, so I cannot say who the ${role} is.`;
      return { text, blocks: [section(text), buildHomePicker('Pick it here:')] };
    }
    case 'unknown place':
      return say(
        `I know of no channel called “${escapeText(here.named)}” in which somebody has set the roles. Type \`/whoowns assign\` there, or ask somebody who is in it.`,
      );
    case 'outside':
      return say(
        `Who the ${role} is, I tell members of this workspace only. Ask one of them, or see what the role is about:`,
      );
    default:
      return say(`I cannot look up who the ${role} is just now. Please try again in a minute.`);
  }
}
