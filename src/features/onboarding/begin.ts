import type { Caller } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import { sayStoreTrouble } from '../../slack/store-trouble.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { StoreError } from '../../store/errors.ts';
import { readCommand } from '../ask/read-command.ts';
import type { MemoryParts } from '../parts.ts';

/**
 * What to say to somebody who says that they are new, or stop; undefined where they say something else, or where
 * nobody is shown around. Never throws for a memory that is away: it says so.
 */
export async function readNewcomer(
  parts: Pick<MemoryParts, 'onboarder' | 'answerer'>,
  caller: Caller,
  text: string,
): Promise<Message | undefined> {
  const wish = readCommand(text);
  if (!parts.answerer.known().onboarding || (wish !== 'new here' && wish !== 'stop')) return undefined;
  if (wish === 'new here') return beginTour(parts, caller);
  return orTrouble(async () => say(await parts.onboarder.stop(caller)));
}

/** What to show somebody who is new and says so, or why not. Never throws for a memory that is away: it says so. */
export function beginTour({ onboarder }: Pick<MemoryParts, 'onboarder'>, caller: Caller): Promise<Message> {
  return orTrouble(async () => {
    const begun = await onboarder.begin(caller);
    switch (begun) {
      case 'unknown':
        return say(NOT_KNOWN);
      case 'not for them':
      case 'no words':
        return say(NOT_FOR_YOU);
      default:
        return begun;
    }
  });
}

async function orTrouble(work: () => Promise<Message>): Promise<Message> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return say(`${sayStoreTrouble(error)} Please try again in a minute. Questions I answer as before.`);
  }
}

/**
 * Does so for somebody who has said it where a question was expected; `tell` is heard first, as the answer comes by
 * direct message. False where they say something else.
 */
export async function beginInstead(
  parts: MemoryParts,
  caller: Caller,
  text: string,
  tell: (said: string) => Promise<unknown>,
): Promise<boolean> {
  const wish = readCommand(text);
  if (!parts.answerer.known().onboarding || (wish !== 'new here' && wish !== 'stop')) return false;
  await tell('I am writing to you directly: you find it among my messages.');
  note(caller.context, { outcome: 'newcomer' });
  const message = await readNewcomer(parts, caller, text);
  if (message) await post(caller.client, { channel: caller.user, ...message });
  return true;
}

const NOT_KNOWN =
  'Welcome. I could not check with Slack who you are just now. Please write “I’m new here” once more in a minute; questions I answer meanwhile.';

const NOT_FOR_YOU =
  'Welcome. I show only members of this workspace around, but ask me who owns what, in your own words: “who signs off a finished story?”, or just “backlog”.';

const say = (text: string): Message => ({ text, blocks: [section(text)] });
