import type { Answerer } from '../../answer/answerer.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { postOrExplain } from '../../slack/post.ts';
import { answered, sayStoreTrouble } from '../../slack/store.ts';
import { StoreError } from '../../store/errors.ts';
import type { Snapshot, Store } from '../../store/types.ts';
import { nameAll } from '../team/here.ts';
import { buildLeftOpen, describeRole } from '../team/views/announcement.ts';
import { COPY } from './copy.ts';

/**
 * What one feature does when a person is to be forgotten, beside what the store removes by itself: whether it had
 * something of theirs, and what remains of it, as a sentence for them. Throws a StoreError.
 */
export type Forgetting = (
  caller: Caller,
) => Promise<{ readonly had: boolean; readonly remains?: string | undefined }>;

export interface ForgetParts {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly store: Store;
  readonly forgetting: readonly Forgetting[];
}

/** Forgets a person, and says what that was. */
export async function forgetPerson(
  { answerer, store, forgetting }: ForgetParts,
  caller: Caller,
): Promise<string> {
  try {
    const parts: Awaited<ReturnType<Forgetting>>[] = [];
    for (const forget of forgetting) parts.push(await forget(caller));
    const memory = store.workspace(workspaceOf(caller.context));
    const before = await answered(memory.snapshot());
    const count = await memory.forget(caller.user);
    if (count === 0 && !parts.some(({ had }) => had)) return COPY.nothing;
    const untold = await announceLeftOpen(answerer, caller, before, await memory.snapshot());
    const remains = parts.flatMap((part) => part.remains ?? []).map((said) => ` ${said}`);
    return `${COPY.forgotten}${untold}${remains.join('')}`;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `${sayStoreTrouble(error)} ${COPY.notYet}`;
  }
}

/**
 * Says in each channel in which they held a role that it is open now, without their name. Gives what is to be told to
 * them where that was not possible.
 */
async function announceLeftOpen(
  answerer: Pick<Answerer, 'known'>,
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
    const why = await postOrExplain(client, channel, buildLeftOpen(channel, lines));
    if (why !== undefined) untold.push(`<#${channel}>`);
  }
  if (untold.length === 0) return '';
  return ` ${COPY.untold(untold)}`;
}
