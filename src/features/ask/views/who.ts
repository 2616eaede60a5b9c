import type { types } from '@slack/bolt';
import type { Answer, Subject } from '../../../answer/types.ts';
import { type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText } from '../../../slack/ui/text.ts';
import type { Local } from '../../team/here.ts';
import { type AnswerPlace, buildChannelPicker, nameHolders } from '../../team/views/held.ts';
import { againButton, assignButton, maySet } from '../../team/views/set-roles.ts';
import { ASK_ACTION } from '../actions.ts';
import { button } from './buttons.ts';

type Who = Extract<Answer, { kind: 'who' }>;

/** Builds the answer to "who is our PO?": the person, or how to set one. Never a responsibility. */
export function buildWho(answer: Who, place: AnswerPlace): Message {
  const { local, audience, thread } = place;
  const names = answer.cards.map(({ role }) => escapeText(role.name));
  const { text, blocks } = describe(names.join(' and the '), local);
  const buttons: types.Button[] = [
    ...answer.cards.map(({ role, sum: { topic } }) =>
      button(
        audience === 'dialog' ? ASK_ACTION.look : ASK_ACTION.show,
        topic.id,
        `What a ${role.name} does`,
        {
          subject: { topic: topic.id },
          thread,
        },
      ),
    ),
    ...(local?.here.state === 'known' && maySet(place)
      ? [againButton(place) ?? assignButton(local.here.channel)]
      : []),
  ];
  return { text, blocks: [...blocks, { type: 'actions', elements: buttons }] };
}

/** What the answer shows, as a button would ask for it. */
export function subjectOfWho({ cards: [one, two] }: Who): Subject {
  return two ? { roles: [one.role.id, two.role.id] } : { topic: one.sum.topic.id };
}

function describe(roles: string, local: Local | undefined): Message {
  const say = (text: string): Message => ({ text, blocks: [section(text)] });
  const here = local?.here;
  switch (here?.state) {
    case 'known': {
      const { held } = local ?? { held: [] };
      const where = here.elsewhere ? `in <#${here.channel}>` : 'here';
      const lines = held.map((one) => {
        const name = escapeText(one.role.name);
        return one.holders.length > 0
          ? `The ${name} ${where} is ${nameHolders(one)}.`
          : `Nobody has told me who the ${name} ${where} is.`;
      });
      const unset = held.some(({ holders }) => holders.length === 0);
      const there = here.elsewhere ? `in <#${here.channel}>` : 'here';
      return say([...lines, ...(unset ? [`To set it, type \`/whoowns assign\` ${there}.`] : [])].join('\n'));
    }
    case 'no channel': {
      const text = `I do not know yet which channel is your team’s, so I cannot say who the ${roles} is.`;
      const pick =
        'Pick it here. Nobody is set there yet? `/whoowns assign`, typed in that channel, sets it.';
      return { text: `${text} ${pick}`, blocks: [section(text), buildChannelPicker(pick)] };
    }
    case 'unknown place':
      return say(
        'channel' in here.place
          ? `I cannot say here who the ${roles} in <#${here.place.channel}> is: nobody has set it, or the channel is a private one. Type \`/whoowns assign\` there to set it.`
          : `I know of no channel called “${escapeText(here.place.words)}” in which somebody has set the roles. Type \`/whoowns assign\` there, or ask somebody who is in it.`,
      );
    case 'outside':
      return say(
        `Who the ${roles} is, I tell members of this workspace only. Ask one of them, or see what the role is about:`,
      );
    default:
      return say(`I cannot look up who the ${roles} is just now. Please try again in a minute.`);
  }
}
