import { tryToSay } from '../../slack/announce.ts';
import type { Caller } from '../../slack/caller.ts';
import { sayStoreTrouble } from '../../slack/store-trouble.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { Snapshot } from '../../store/types.ts';
import { answered } from '../../time/deadline.ts';
import type { MemoryParts } from '../parts.ts';
import { nameAll } from '../team/here.ts';
import { buildLeftOpen, describeRole } from '../team/views/announcement.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store' | 'onboarder' | 'digests'>;

/** Forgets a person, and says what that was. */
export async function forgetPerson(
  { answerer, store, onboarder, digests }: Parts,
  caller: Caller,
): Promise<string> {
  try {
    const hadTour = (await onboarder.progressOf(caller, caller.user)) !== undefined;
    const digest = await digests.leave(caller, caller.user);
    if (digest.isComing || !(await onboarder.forget(caller))) return NOT_YET;
    const memory = store.workspace(workspaceOf(caller.context));
    const before = await answered(memory.snapshot());
    const count = await memory.forget(caller.user);
    if (count === 0 && !digest.hadIt) return 'I had nothing of yours to forget.';
    const untold = await announceLeftOpen(answerer, caller, before, await memory.snapshot());
    return `Done. I no longer know which channel is yours, you hold no role with me any more, how far you were with the tour is gone, and your name is gone from what you had set. You wait for no answer, and no digest and no question whether something still holds comes to you. What you had set for others stays.${untold}${hadTour ? ` ${KEPT}` : ''}`;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `${sayStoreTrouble(error)} I have forgotten nothing yet. Please try again in a while.`;
  }
}

/**
 * Says in each channel in which they held a role that it is open now, without their name. Gives what is to be told to
 * them where that was not possible.
 */
async function announceLeftOpen(
  answerer: MemoryParts['answerer'],
  { client, user }: Caller,
  before: Snapshot,
  { channels, names }: Snapshot,
): Promise<string> {
  const untold: string[] = [];
  for (const [channel, team] of before.channels) {
    const held = answerer
      .known()
      .roles.filter(({ id }) => team.assignments.get(id)?.holders.some((holder) => holder.id === user));
    if (held.length === 0) continue;
    const lines = held.map((role) => {
      const { holders = [], note = '' } = channels.get(channel)?.assignments.get(role.id) ?? {};
      return describeRole({ role, holders: nameAll(holders, names), note });
    });
    const why = await tryToSay(client, channel, buildLeftOpen(channel, lines));
    if (why !== undefined) untold.push(`<#${channel}>`);
  }
  if (untold.length === 0) return '';
  return ` I could not say so in ${untold.join(', ')}, where you held a role: please tell them yourself.`;
}

/** What is not forgotten. */
const KEPT =
  'One thing remains, so that nobody has you greeted again: a scrambled form of your id, which tells no more than that I have greeted you.';

const NOT_YET =
  'I could not call back a message to you that is still with Slack. I have forgotten nothing yet. Please try again in a while.';
