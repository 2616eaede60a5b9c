import type { Caller } from '../../slack/caller.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { StoreError } from '../../store/errors.ts';
import { mayCare, showGaps, showTaught } from '../learning/maintainers.ts';
import { forgetPerson } from '../lifecycle/forget.ts';
import { invite, showInvited } from '../onboarding/invite.ts';
import type { MemoryParts } from '../parts.ts';
import { makeSheet } from '../sheet/sheet.ts';
import { buildSheet } from '../sheet/views.ts';
import { sayTrouble } from '../team/open-dialog.ts';
import { showTeam } from '../team/show-team.ts';
import { readPeople, type Wish } from './read-command.ts';

/** What can be done for a person at once, without a dialog. */
export type Plain = Extract<Wish, 'team' | 'forget' | 'sheet' | 'onboard' | 'gaps' | 'taught' | 'digest'>;

/** What was typed, and where. */
export interface Typed {
  /** As it was typed, people in Slack's markup. */
  readonly text: string;
  readonly channel: string;
}

const NAME_THEM =
  'Type @ and choose the person from Slack’s list, as in `/whoowns onboard @name`: I could not tell whom you mean.';
const CARETAKERS_ONLY = 'That is for those who look after me. An admin names them in `/whoowns settings`.';
const DIGEST_ON = 'The weekly digest is on: it comes on Mondays at nine, by direct message.';

/** Does what one of the bot's own words asks for; what comes of it is for that person. Never throws for the memory. */
export async function fulfil(
  parts: MemoryParts,
  caller: Caller,
  wish: Plain,
  typed: Typed,
): Promise<Message> {
  try {
    switch (wish) {
      case 'team':
        return await showTeam(parts, caller, typed.channel);
      case 'forget':
        return say(await forgetPerson(parts, caller));
      case 'sheet': {
        const { roles, groups } = parts.answerer.known();
        return buildSheet(makeSheet(roles, groups));
      }
      case 'onboard':
        return await onboard(parts, caller, typed.text);
      case 'gaps':
      case 'taught':
      case 'digest':
        return await care(parts, caller, wish);
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return say(sayTrouble(error));
  }
}

async function onboard(parts: MemoryParts, caller: Caller, text: string): Promise<Message> {
  const people = readPeople(text);
  if (people.length > 0) return invite(parts, caller, people);
  return /^\s*onboard\W*$/i.test(text) ? showInvited(parts, caller) : say(NAME_THEM);
}

/** What could not be answered, what was taught, and the weekly digest: for those who look after the bot. */
async function care(
  parts: MemoryParts,
  caller: Caller,
  wish: 'gaps' | 'taught' | 'digest',
): Promise<Message> {
  // Whoever looks after the bot no more may still switch it off.
  const isOff = wish === 'digest' && (await parts.digests.isOn(caller));
  if (!isOff && !(await mayCare(parts, caller))) return say(CARETAKERS_ONLY);
  if (wish !== 'digest') return (wish === 'gaps' ? showGaps : showTaught)(parts, caller, 0);
  return say((await parts.digests.toggle(caller)) ? DIGEST_ON : 'The weekly digest is off.');
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });
