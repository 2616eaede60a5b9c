import type { types } from '@slack/bolt';
import type { Answer } from '../../../answer/types.ts';
import { context, type Message, say, section } from '../../../slack/ui/blocks.ts';
import { escapeText } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/channel-facts.ts';
import { assignButton, buildChannelPicker, maySet, reassignButton } from '../../team/views/change-buttons.ts';
import { sayHolders, sayNotSet } from '../../team/views/holders.ts';
import { COPY } from '../copy.ts';
import { button, showAction } from './buttons.ts';

/** Builds the answer to "who is our PO?": the person, or how to set one. Never a responsibility. */
export function buildWho(answer: Extract<Answer, { kind: 'who' }>, place: AnswerPlace): Message {
  const { facts, thread } = place;
  const names = answer.cards.map(({ role }) => escapeText(role.name));
  const { text, blocks } = describe(names.join(' and the '), place);
  const buttons: types.Button[] = [
    ...answer.cards.map(({ sum: { topic } }) =>
      button(showAction(place), topic.id, topic.title, { subject: { topic: topic.id }, thread }),
    ),
    ...(facts?.lookup.state === 'known' && maySet(place)
      ? [reassignButton(place) ?? assignButton(facts.lookup.channel)]
      : []),
  ];
  const sums = answer.cards.map(({ sum }) => escapeText(sum.topic.answer)).join('\n');
  return { text, blocks: [...blocks, context(sums), { type: 'actions', elements: buttons }] };
}

function describe(roles: string, place: AnswerPlace): Message {
  const { facts } = place;
  const lookup = facts?.lookup;
  switch (lookup?.state) {
    case 'known': {
      const roleHolders = facts?.roleHolders ?? [];
      const notSet = roleHolders.filter(({ holders }) => holders.length === 0);
      const lines = [
        ...roleHolders.flatMap((one) => (one.holders.length > 0 ? [sayHolders(one, lookup)] : [])),
        ...(notSet.length > 0 ? [sayNotSet(notSet, lookup, place)] : []),
      ];
      return say(lines.join('\n'));
    }
    case 'no channel': {
      const text = COPY.who.noChannel(roles);
      const pick = COPY.who.pickChannel;
      return { text: `${text} ${pick}`, blocks: [section(text), buildChannelPicker(pick)] };
    }
    case 'unknown place':
      return say(
        'channel' in lookup.place
          ? COPY.who.unknownChannel(roles, lookup.place.channel)
          : COPY.who.unknownPlace(escapeText(lookup.place.words)),
      );
    case 'shared':
      return say(COPY.who.shared(roles));
    case 'outside':
      return say(COPY.who.outside(roles));
    default:
      return say(COPY.who.unavailable(roles));
  }
}
