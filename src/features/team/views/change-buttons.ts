import type { types } from '@slack/bolt';
import { type Message, plain, section } from '../../../slack/ui/blocks.ts';
import { TEAM_ACTION } from '../actions.ts';
import type { AnswerPlace } from '../channel-facts.ts';
import { COPY } from '../copy.ts';

const { buttons: BUTTONS, pressToChange: PRESS } = COPY;

export function assignButton(channel: string, label: string = BUTTONS.setRoles): types.Button {
  return { type: 'button', action_id: TEAM_ACTION.assign, text: plain(label, 75), value: channel };
}

export function ruleButton(channel: string): types.Button {
  return { type: 'button', action_id: TEAM_ACTION.rule, text: plain(BUTTONS.setRule, 75), value: channel };
}

/** "Assign again", where somebody with a role of the answer has left. */
export function reassignButton(place: AnswerPlace): types.Button | undefined {
  const { facts } = place;
  const gone = facts?.roleHolders.some(({ holders }) => holders.some((holder) => holder.gone));
  if (!gone || facts?.lookup.state !== 'known' || !maySet(place)) return undefined;
  return assignButton(facts.lookup.channel, BUTTONS.reassign);
}

/** Whether to offer setting the roles: a dialog has no room for the button, and a guest no use. */
export function maySet({ audience, facts }: AnswerPlace): boolean {
  return audience !== 'dialog' && (audience === 'public' || facts?.mayNotChange !== true);
}

/** A menu in which a person picks the channel of their team. */
export function buildChannelPicker(text: string, current?: string): types.KnownBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text },
    accessory: {
      type: 'conversations_select',
      action_id: TEAM_ACTION.pickChannel,
      placeholder: plain(BUTTONS.yourChannel, 150),
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(current === undefined ? {} : { initial_conversation: current }),
    },
  };
}

/** Builds the reply to “assign” or “rule” where no dialog can be opened: a button that opens it. */
export function buildChangeButton(
  kind: 'assign' | 'rule',
  { channel, elsewhere }: { readonly channel: string | undefined; readonly elsewhere: boolean },
): Message {
  if (channel === undefined) {
    const text = PRESS.whichChannel(kind);
    return { text, blocks: [section(text), buildChannelPicker(PRESS.yourChannel)] };
  }
  const text = PRESS[kind](elsewhere ? channel : undefined);
  const button = kind === 'assign' ? assignButton(channel) : ruleButton(channel);
  return { text, blocks: [section(text), { type: 'actions', elements: [button] }] };
}
