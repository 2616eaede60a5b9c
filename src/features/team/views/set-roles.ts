import type { types } from '@slack/bolt';
import { plain } from '../../../slack/ui/blocks.ts';
import { TEAM_ACTION } from '../actions.ts';
import type { AnswerPlace } from './answer-place.ts';

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
