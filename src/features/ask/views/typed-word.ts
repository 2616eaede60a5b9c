import { plain, section } from '../../../slack/ui/blocks.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { SETTINGS_ACTION } from '../../settings/actions.ts';
import { buildHomePicker } from '../../team/views/held.ts';
import { assignButton, ruleButton } from '../../team/views/set-roles.ts';
import type { Wish } from '../read-command.ts';

/** Builds what somebody gets who typed “assign” or “rule” where no dialog can be opened: a button that opens it. */
export function buildChange(
  kind: 'assign' | 'rule',
  { channel, elsewhere }: { readonly channel: string | undefined; readonly elsewhere: boolean },
): Message {
  const what = kind === 'assign' ? 'who holds which role' : 'what your squad does differently';
  if (channel === undefined) {
    const text = `Which channel is it for? Pick yours here and type \`${kind}\` again, or type \`/whoowns ${kind}\` in that channel.`;
    return { text, blocks: [section(text), buildHomePicker('Your team’s channel:')] };
  }
  const where = elsewhere ? `in <#${channel}>, the channel that you picked as yours` : 'in this channel';
  const text = `Press the button to say ${what} ${where}.`;
  const button = kind === 'assign' ? assignButton(channel) : ruleButton(channel);
  return { text, blocks: [section(text), { type: 'actions', elements: [button] }] };
}

/** Builds the button that opens the settings. */
export function buildSettingsButton(): Message {
  const text = 'My settings are for the admins of this workspace. The button opens them.';
  const button = { type: 'button' as const, action_id: SETTINGS_ACTION.open, text: plain('Settings', 75) };
  return { text, blocks: [section(text), { type: 'actions', elements: [button] }] };
}

const WORDS = { forget: 'forget me', onboard: 'onboard @name' } as const;

/** Builds the answer to a word that is nobody else's business, typed where everybody reads it. */
export function buildPrivately(wish: Exclude<Wish, 'answer'>): Message {
  const word = wish === 'forget' || wish === 'onboard' ? WORDS[wish] : wish;
  const text = `Everybody reads what I say here. Type \`/whoowns ${word}\`, so that only you see it.`;
  return { text, blocks: [section(text)] };
}
