import type { Event, Outcome } from '../../onboarding/next-step.ts';
import type { Progress } from '../../onboarding/progress.ts';
import type { Message } from '../blocks/message.ts';
import type { Doing } from './doing.ts';
import type { Person } from './people.ts';

/** What came of greeting somebody. */
export type Greeted = 'greeted' | 'greeted before' | 'undelivered' | 'not for them' | 'no words';

/** What a step gives: the message as it is now, and what remains to be done once it is shown. */
interface Stepped {
  readonly message: Message;
  readonly settle: () => Promise<void>;
}

/** Somebody's way through the first week: kept in the memory, shown in one message. */
export interface Onboarder {
  /** Greets a person once, ever. `by` is told of it, and hears when it could not be delivered. */
  greet(doing: Doing, person: Person, by: string): Promise<Greeted>;
  /** Tries once more where a greeting could not be delivered. */
  greetAgain(doing: Doing, person: Person): Promise<Greeted>;
  /** For somebody who asks: the greeting, or where they left off. Undefined where there are no words, or it is not for them. */
  begin(doing: Doing): Promise<Message | undefined>;
  /** Takes a step in the direct messages `channel`. */
  step(doing: Doing, event: Event, channel: string): Promise<Stepped | undefined>;
  /** Stops, and calls back the message that was to come; what to tell the person. */
  stop(doing: Doing): Promise<string>;
  /** A person has left, or is to be forgotten: the message that was to come is called back. */
  leave(doing: Doing, person: string): Promise<void>;
  /** How far somebody is; undefined where it has not begun, or the memory is away. */
  progressOf(doing: Doing, person: string): Promise<Progress | undefined>;
  /** Those whom a person has invited, the newest first. */
  invitedBy(doing: Doing): Promise<readonly { readonly id: string; readonly outcome: Outcome }[]>;
}
