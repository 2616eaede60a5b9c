import type { Answerer } from '../../answer/answerer.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Channels } from '../../slack/directory/channels.ts';
import { postOrExplain } from '../../slack/post.ts';
import { answered, sayStoreTrouble } from '../../slack/store.ts';
import type { TypedWord } from '../../slack/typed-words.ts';
import { say } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store } from '../../store/open-store.ts';
import type { Snapshot } from '../../store/types.ts';
import { holdersOf } from '../team/channel-facts.ts';
import { buildLeftOpen, describeRole } from '../team/views/announcement.ts';
import { COPY } from './copy.ts';

/**
 * How one feature forgets a person, besides what the store deletes by itself. Says whether the feature had something of
 * theirs, and what it keeps, as a sentence for them. Throws a StoreError.
 */
type Forgetting = (
  caller: Caller,
) => Promise<{ readonly had: boolean; readonly remains?: string | undefined }>;

export interface ForgetDependencies {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly channels: Channels;
  readonly store: Store;
  readonly forgetting: readonly Forgetting[];
}

/** Forgets a person, and says what was deleted. */
export async function forgetPerson(
  { answerer, channels, store, forgetting }: ForgetDependencies,
  caller: Caller,
): Promise<string> {
  try {
    const results: Awaited<ReturnType<Forgetting>>[] = [];
    for (const forget of forgetting) results.push(await forget(caller));
    const workspace = store.workspace(workspaceOf(caller.context));
    const before = await answered(workspace.snapshot());
    const count = await workspace.forget(caller.user);
    if (count === 0 && !results.some(({ had }) => had)) return COPY.nothing;
    const untold = await announceLeftOpen({ answerer, channels }, caller, before, await workspace.snapshot());
    const remains = results.flatMap((result) => result.remains ?? []);
    return [COPY.forgotten, ...(untold.length > 0 ? [COPY.untold(untold)] : []), ...remains].join(' ');
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `${sayStoreTrouble(error)} ${COPY.notYet}`;
  }
}

/** Says in each channel where they had a role how it is now, without their name. Gives the channels it could not tell. */
async function announceLeftOpen(
  { answerer, channels: directory }: Pick<ForgetDependencies, 'answerer' | 'channels'>,
  { client, context, user }: Caller,
  before: Snapshot,
  { channels, names }: Snapshot,
): Promise<string[]> {
  const untold: string[] = [];
  for (const [channel, team] of before.channels) {
    const roles = answerer
      .known()
      .roles.filter(({ id }) => team.assignments.get(id)?.holders.some((holder) => holder.id === user));
    if (roles.length === 0) continue;
    const now = channels.get(channel)?.assignments;
    const lines = roles.map((role) => describeRole(holdersOf(role, now, names)));
    const isShared = await directory.isShared({ client, context }, channel);
    const why = await postOrExplain(client, channel, buildLeftOpen(channel, isShared ? undefined : lines));
    if (why !== undefined) untold.push(`<#${channel}>`);
  }
  return untold;
}

/** "forget me". */
export function createLifecycleWords(deps: ForgetDependencies): readonly TypedWord[] {
  return [
    {
      name: 'forget me',
      isTyped: (_, words) => /^(?:please )?forget me(?: please)?$/.test(words),
      audience: 'asker',
      run: async (caller) => ({ message: say(await forgetPerson(deps, caller)) }),
    },
  ];
}
