import { readTaught } from '../../answer/taught-entry.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People, Person } from '../../slack/directory/people.ts';
import type { Job } from '../../slack/jobs.ts';
import { storeOf } from '../../slack/store.ts';
import type { Store } from '../../store/open-store.ts';
import type { Snapshot } from '../../store/types.ts';
import { readSettings } from '../settings/settings.ts';

/** The record that says on which day it was done last. */
const DONE = { kind: 'job', id: 'people' };
const DAY_MS = 24 * 60 * 60 * 1000;

interface Dependencies {
  readonly store: Store;
  readonly people: Pick<People, 'ask'>;
  readonly now: () => number;
  /** The people of whom each feature keeps something. */
  readonly ofWhom: readonly ((bot: Caller) => Promise<readonly string[]>)[];
  /** How each feature takes up that a person has left, is there (again), and where they live; the caller is that person. */
  readonly onLeft: readonly ((caller: Caller) => Promise<unknown>)[];
  readonly onPresent: (caller: Caller) => Promise<unknown>;
  readonly onZone: (caller: Caller, zone: string | undefined) => Promise<unknown>;
}

/**
 * Asks Slack once a day about everybody of whom something is kept: who has left, come back, moved or changed their name.
 * Slack would send an event for each new status of everybody, which is far more than this.
 */
export function createPeopleJob({
  store,
  people,
  now,
  ofWhom,
  onLeft,
  onPresent,
  onZone,
}: Dependencies): Job {
  const takeUp = async (bot: Caller, person: Person, { names }: Snapshot): Promise<void> => {
    const { id, name, gone, zone } = person;
    const known = names.get(id);
    if (known && (known.name !== name || known.gone !== gone)) {
      await storeOf(store, bot).renew(id, { name, gone });
    }
    const caller = { ...bot, user: id };
    if (gone) for (const leave of onLeft) await leave(caller);
    else {
      await onPresent(caller);
      await onZone(caller, zone);
    }
  };
  return {
    name: 'people',
    async run(bot) {
      const workspaceStore = storeOf(store, bot);
      const today = Math.floor(now() / DAY_MS);
      const claimed = await workspaceStore.update(DONE.kind, DONE.id, (is) =>
        is === today ? undefined : today,
      );
      if (!claimed) return;
      const snapshot = await workspaceStore.snapshot();
      for (const id of await idsOf(bot, ofWhom, snapshot)) {
        const person = await people.ask(bot.client, id, workspaceOf(bot.context));
        // Of whom Slack does not tell now, it tells tomorrow.
        if (person) await takeUp(bot, person, snapshot);
      }
    },
  };
}

async function idsOf(
  bot: Caller,
  ofWhom: Dependencies['ofWhom'],
  snapshot: Snapshot,
): Promise<ReadonlySet<string>> {
  const { maintainers, greetBy } = readSettings(snapshot);
  const ids = [
    ...snapshot.names.keys(),
    ...snapshot.homes.keys(),
    ...snapshot.taught.flatMap((record) => readTaught(record)?.by ?? []),
    ...maintainers,
    ...(greetBy === undefined ? [] : [greetBy]),
  ];
  for (const list of ofWhom) ids.push(...(await list(bot)));
  return new Set(ids.filter((id) => /^[UW][A-Z0-9]+$/.test(id)));
}
