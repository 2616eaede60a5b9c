import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Message } from '../../slack/ui/blocks.ts';
import { maintains } from '../settings/rights.ts';
import { readSettings } from '../settings/settings.ts';
import type { Entries } from './entries.ts';
import type { Platform } from './platform.ts';
import type { Teaching } from './teaching.ts';
import { buildGaps } from './views/gaps.ts';
import { buildTaughtList } from './views/taught-list.ts';

/** What the lists for maintainers are built from. */
export interface MaintainerDependencies extends Platform {
  readonly entries: Entries;
  readonly teaching: Teaching;
}

/** Whether a person maintains the bot; Slack is asked anew. Throws a StoreError. */
export async function isMaintainer(
  { people, store }: Pick<MaintainerDependencies, 'people' | 'store'>,
  { client, context, user }: Caller,
): Promise<boolean> {
  const workspace = workspaceOf(context);
  const [person, snapshot] = await Promise.all([
    people.ask(client, user, workspace),
    store.workspace(workspace).snapshot(),
  ]);
  return maintains(person, readSettings(snapshot));
}

/** Whether a person may change an entry: whoever taught it may, and maintainers. Throws a StoreError. */
export async function mayChangeEntry(
  deps: Pick<MaintainerDependencies, 'people' | 'store' | 'entries'>,
  caller: Caller,
  id: string,
): Promise<boolean> {
  const found = await deps.entries.find(caller, id);
  return found?.entry.by === caller.user || isMaintainer(deps, caller);
}

/** Shows a page of what could not be answered. Throws a StoreError. */
export async function showGaps(
  { answerer, teaching }: Pick<MaintainerDependencies, 'answerer' | 'teaching'>,
  caller: Caller,
  page: number,
): Promise<Message> {
  return buildGaps({ ...(await teaching.listToSettle(caller)), page }, answerer.known());
}

/** Shows a page of what was taught. Throws a StoreError. */
export async function showTaught(
  { answerer, entries, now }: Pick<MaintainerDependencies, 'answerer' | 'entries' | 'now'>,
  caller: Caller,
  page: number,
): Promise<Message> {
  const [taught, withdrawn] = [await entries.list(caller), await entries.withdrawn(caller)];
  return buildTaughtList({ entries: taught, withdrawn, page, now: now() }, answerer.known());
}
