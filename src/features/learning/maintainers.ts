import type { Caller } from '../../slack/caller.ts';
import type { Message } from '../../slack/ui/message.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import type { MemoryParts } from '../parts.ts';
import { looksAfter } from '../settings/rights.ts';
import { readSettings } from '../settings/settings.ts';
import { topicsOf } from './entries.ts';
import { buildGaps } from './views/gaps.ts';
import { buildTaughtList } from './views/taught-list.ts';

/** What people read who press what is no longer there, or is not for them. */
export const GONE = 'That is no longer open: somebody was faster, or it was too long ago.';
export const NOT_YOURS =
  'Only those who look after me can do that. An admin names them in `/whoowns settings`.';
/** What stands in the place of a question about what is no longer there. */
export const SETTLED =
  'There is nothing to do any more: it was withdrawn in the meantime, or the knowledge files have it by now.';

/** Whether a person looks after the bot; asked with each press. Throws a StoreError. */
export async function mayCare(
  { people, store }: Pick<MemoryParts, 'people' | 'store'>,
  { client, context, user }: Caller,
): Promise<boolean> {
  const workspace = workspaceOf(context);
  const [person, snapshot] = await Promise.all([
    people.find(client, user, workspace),
    store.workspace(workspace).snapshot(),
  ]);
  return looksAfter(person, readSettings(snapshot));
}

/** The roles and topics of now, for their names. */
export function knownNow({ answerer }: Pick<MemoryParts, 'answerer'>) {
  return { roles: answerer.known().roles, topics: topicsOf(answerer) };
}

/** Shows a page of what could not be answered. Throws a StoreError. */
export async function showGaps(
  parts: Pick<MemoryParts, 'answerer' | 'teaching'>,
  caller: Caller,
  page: number,
): Promise<Message> {
  return buildGaps({ ...(await parts.teaching.open(caller)), page }, knownNow(parts));
}

/** Shows a page of what was taught. Throws a StoreError. */
export async function showTaught(
  parts: Pick<MemoryParts, 'answerer' | 'entries'>,
  caller: Caller,
  page: number,
): Promise<Message> {
  const [entries, withdrawn] = [await parts.entries.list(caller), await parts.entries.withdrawn(caller)];
  return buildTaughtList({ entries, withdrawn, page, now: Date.now() }, knownNow(parts));
}
