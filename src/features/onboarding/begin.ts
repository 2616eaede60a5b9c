import type { Caller } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { isOutsider } from '../../slack/outsiders.ts';
import { post } from '../../slack/post.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { StoreError } from '../../store/errors.ts';
import { readCommand } from '../ask/read-command.ts';
import type { MemoryParts } from '../parts.ts';
import { WORDS } from './copy.ts';
import type { Onboarder } from './onboarder.ts';

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
  // Nothing is kept of people of other companies, so nothing is to be stopped either.
  if (wish === 'stop' && isOutsider(caller.context)) return undefined;
  if (wish === 'new here') return beginTour(parts, caller);
  return orTrouble(async () => say(await parts.onboarder.stop(caller)));
}

/** What to show somebody who is new and says so, or why not. Never throws for a memory that is away: it says so. */
export function beginTour({ onboarder }: Pick<MemoryParts, 'onboarder'>, caller: Caller): Promise<Message> {
  return orTrouble(() => startTour(onboarder, caller));
}

/** The same; throws a StoreError. */
export async function startTour(onboarder: Onboarder, caller: Caller): Promise<Message> {
  const begun = await onboarder.begin(caller);
  switch (begun) {
    case 'unknown':
      return say(WORDS.unknownPerson);
    case 'not for them':
    case 'no words':
      return say(WORDS.notForYou);
    default:
      return begun;
  }
}

async function orTrouble(work: () => Promise<Message>): Promise<Message> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return say(`${error.message} Please try again in a minute. Questions I answer as before.`);
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

const say = (text: string): Message => ({ text, blocks: [section(text)] });
