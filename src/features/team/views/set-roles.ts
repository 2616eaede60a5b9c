import type { types } from '@slack/bolt';
import { type Message, plain, section } from '../../../slack/ui/blocks.ts';
import { TEAM_ACTION } from '../actions.ts';
import { COPY } from '../copy.ts';
import { type AnswerPlace, buildChannelPicker } from './held.ts';

/** The button that opens the dialog in which the roles of a channel are set. */
export function assignButton(channel: string, label = 'Set the roles'): types.Button {
  return { type: 'button', action_id: TEAM_ACTION.assign, text: plain(label, 75), value: channel };
}

/** "Assign again", where somebody who holds a role of the answer has left. */
export function againButton(place: AnswerPlace): types.Button | undefined {
  const { local } = place;
  const gone = local?.held.some(({ holders }) => holders.some((holder) => holder.gone));
  if (!gone || local?.here.state !== 'known' || !maySet(place)) return undefined;
  return assignButton(local.here.channel, 'Assign again');
}

/** Whether a button for setting something belongs below: a dialog has no room for it, and a guest no use. */
export function maySet({ audience, local }: AnswerPlace): boolean {
  return audience !== 'dialog' && (audience === 'public' || local?.mayNotChange !== true);
}

/** The button that opens the dialog for a rule of a channel. */
export function ruleButton(channel: string): types.Button {
  return { type: 'button', action_id: TEAM_ACTION.rule, text: plain('Set a rule', 75), value: channel };
}

/** Builds what somebody gets who typed “assign” or “rule” where no dialog can be opened: a button that opens it. */
export function buildChangeButton(
  kind: 'assign' | 'rule',
  { channel, elsewhere }: { readonly channel: string | undefined; readonly elsewhere: boolean },
): Message {
  if (channel === undefined) {
    const text = COPY.whichChannel(kind);
    return { text, blocks: [section(text), buildChannelPicker(COPY.yourChannel)] };
  }
  const text = COPY.pressToChange(kind, elsewhere ? channel : undefined);
  const button = kind === 'assign' ? assignButton(channel) : ruleButton(channel);
  return { text, blocks: [section(text), { type: 'actions', elements: [button] }] };
}
