import { section } from '../../../slack/ui/blocks.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { COPY } from '../copy.ts';
import { buildChannelPicker } from './held.ts';
import { assignButton, ruleButton } from './set-roles.ts';

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
