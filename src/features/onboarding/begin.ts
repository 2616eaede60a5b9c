import type { Caller } from '../../slack/caller.ts';
import { sayStoreTrouble } from '../../slack/store-trouble.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { WORDS } from './copy.ts';
import type { Onboarder } from './onboarder.ts';

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
    return say(`${sayStoreTrouble(error)} Please try again in a minute. Questions I answer as before.`);
  }
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });
