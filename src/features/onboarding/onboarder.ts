import type { Caller } from '../../slack/caller.ts';
import type { Person } from '../../slack/directory/people.ts';
import type { Message } from '../../slack/ui/message.ts';
import type { Event } from './next-step.ts';
import type { Outcome } from './outcome.ts';
import type { Place, Progress } from './progress.ts';

/** What came of greeting somebody. `uncertain`: nobody can say whether it arrived. */
export type Greeted =
  | 'greeted'
  | 'greeted before'
  | 'undelivered'
  | 'uncertain'
  | 'not for them'
  | 'no words';

/** What a step gives: the message as it is now, and what remains to be done once it is shown. */
interface Stepped {
  readonly message: Message;
  /** Does it; a sentence for the person where something could not be done yet. Throws a StoreError. */
  readonly settle: () => Promise<string | undefined>;
}

/** Somebody who was invited, as those may see it who invited them. */
export interface Invited {
  readonly id: string;
  readonly outcome: Outcome;
}

/** Sends the first message of somebody's first week. */
export interface Greeter {
  /** Greets a person once, ever. `by` is told of it, and hears when it could not be delivered. Throws a StoreError. */
  greet(caller: Caller, person: Person, by: string | undefined): Promise<Greeted>;
  /** Tries once more where a greeting could not be delivered, or may not have arrived. Throws a StoreError. */
  greetAgain(caller: Caller, person: Person): Promise<Greeted>;
  /**
   * Those whom a person has invited: the undelivered first, then the newest. Admins also see what could not be delivered
   * and has nobody to look after it. Throws a StoreError.
   */
  invitedBy(caller: Caller): Promise<readonly Invited[]>;
}

/** Somebody's way through the first week: kept in the memory, shown in one message. */
export interface Onboarder extends Greeter {
  /** For somebody who asks: the greeting, or where they left off. Throws a StoreError. */
  begin(caller: Caller): Promise<Message | 'not for them' | 'unknown' | 'no words'>;
  /** Takes a step in the message at `place`. Throws a StoreError. */
  step(caller: Caller, event: Event, place: Place): Promise<Stepped | undefined>;
  /** Stops, and calls back the message that was to come; what to tell the person. Throws a StoreError. */
  stop(caller: Caller): Promise<string>;
  /** A person has left: the message that was to come is called back. Throws a StoreError. */
  leave(caller: Caller): Promise<void>;
  /** A person is to be forgotten; false where the message that was to come is still at Slack. Throws a StoreError. */
  forget(caller: Caller): Promise<boolean>;
  /** A person lives in a time zone: the message that is to come moves with them. Throws a StoreError. */
  moved(caller: Caller, zone: string | undefined): Promise<void>;
  /** Does what was left undone for a person. Throws nothing, and does not wait for a memory that is slow. */
  tidy(caller: Caller): Promise<void>;
  /** How far somebody is; undefined where it has not begun, or the memory is away. */
  progressOf(caller: Caller, person: string): Promise<Progress | undefined>;
}
