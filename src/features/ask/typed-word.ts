import type { Context } from '@slack/bolt';
import type { Caller } from '../../slack/caller.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { sayTrouble } from '../team/open-dialog.ts';
import { fulfil, type Typed } from './fulfil.ts';
import { readCommand, type Wish } from './read-command.ts';
import { buildChange, buildPrivately, buildSettingsButton } from './views/typed-word.ts';

/** What somebody gets who typed one of the bot's own words to it. */
interface Told {
  readonly wish: Wish;
  readonly message: Message;
}

/**
 * Reads the words of `/whoowns` where people type them without it: to the bot alone, or behind a mention, which
 * everybody reads. Undefined where they ask something. No dialog can be opened there, so a button opens it.
 */
export async function readTypedWord(
  parts: MemoryParts,
  caller: Caller,
  { text: raw, channel }: Typed,
): Promise<Told | undefined> {
  const text = withoutName(raw, caller.context);
  const wish = readCommand(text);
  const isPublic = !channel.startsWith('D');
  switch (wish) {
    case 'answer':
    case 'new here':
    case 'stop':
      return undefined;
    case 'assign':
    case 'rule':
      return { wish, message: await offerChange(parts, caller, wish, channel) };
    case 'settings':
      return { wish, message: isPublic ? buildPrivately(wish) : buildSettingsButton() };
    case 'team':
    case 'sheet':
      return { wish, message: await fulfil(parts, caller, wish, { text, channel }) };
    default:
      return {
        wish,
        message: isPublic ? buildPrivately(wish) : await fulfil(parts, caller, wish, { text, channel }),
      };
  }
}

/** In direct messages, the channel that the person picked as theirs is meant. */
async function offerChange(
  { store }: MemoryParts,
  { context, user }: Caller,
  kind: 'assign' | 'rule',
  channel: string,
): Promise<Message> {
  if (!channel.startsWith('D')) return buildChange(kind, { channel, elsewhere: false });
  try {
    const { homes } = await store.workspace(workspaceOf(context)).snapshot();
    return buildChange(kind, { channel: homes.get(user), elsewhere: true });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const text = sayTrouble(error);
    return { text, blocks: [section(text)] };
  }
}

/** What was typed to the bot, without its own name. */
function withoutName(text: string, { botUserId }: Context): string {
  return text
    .replaceAll(new RegExp(`<@${botUserId ?? '-'}(?:\\|[^<>]*)?>`, 'g'), ' ')
    .replace(/^[\s,:]*(?:[@/]?whoowns\b)?[\s,:]*/i, '');
}
