import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import type { ReadSnapshot } from '../../slack/store.ts';
import { inTime } from '../../slack/store.ts';
import { StoreError } from '../../store/errors.ts';
import type { Snapshot, Store } from '../../store/types.ts';
import type { Onboarder } from '../onboarding/onboarder.ts';
import { readSettings } from '../settings/settings.ts';
import { teamsAtHome } from '../team/teams-of.ts';
import { readKeptAbout } from './kept-about.ts';
import { buildHome } from './views/home.ts';

/** So many of those who look after the bot are named. */
const CARETAKERS = 5;

export interface HomeParts {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly people: People;
  readonly store: Store;
  readonly readSnapshot: ReadSnapshot;
  readonly onboarder: Pick<Onboarder, 'progressOf'>;
  readonly log: Log;
  readonly version: string;
}

/**
 * Publishes the home tab of a person, as things are now; `written` after something was written to them directly. A
 * memory that is away or slow keeps nobody waiting: the tab says so, and shows the rest.
 */
export async function publishHome(parts: HomeParts, caller: Caller, written = false): Promise<void> {
  const { answerer, people, readSnapshot, version } = parts;
  const { client, context, user } = caller;
  const { roles, groups, onboarding } = answerer.known();
  const [person, snapshot] = await Promise.all([
    people.find(client, user, workspaceOf(context)),
    readSnapshot(context),
  ]);
  const [teams, caretakers, { progress, kept }] = await Promise.all([
    snapshot ? teamsAtHome(parts, caller, snapshot) : undefined,
    namesOf(parts, caller, snapshot),
    snapshot ? readOwn(parts, caller, snapshot) : NOTHING,
  ]);
  const tour =
    onboarding && person?.outside === false && snapshot
      ? { progress, steps: onboarding.tour.length, written }
      : undefined;
  const own = snapshot?.homes.get(user);
  const admin = person?.admin === true;
  await client.views.publish({
    user_id: user,
    view: buildHome({ groups, roles, teams, own, admin, kept, caretakers, version, tour }),
  });
}

const NOTHING = { progress: undefined, kept: undefined };

/** How far the person is, and what is kept about them. */
async function readOwn({ store, onboarder }: HomeParts, caller: Caller, snapshot: Snapshot) {
  const progress = await inTime(onboarder.progressOf(caller, caller.user));
  try {
    const memory = store.workspace(workspaceOf(caller.context));
    return { progress, kept: await readKeptAbout(memory, snapshot, caller.user, progress) };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { progress, kept: undefined }; // the tab says so, and shows the rest
  }
}

/** The names of those who look after the bot beside the admins. */
async function namesOf({ people }: HomeParts, { client, context }: Caller, snapshot: Snapshot | undefined) {
  if (!snapshot) return [];
  const ids = readSettings(snapshot).caretakers.slice(0, CARETAKERS);
  const found = await Promise.all(ids.map((id) => people.find(client, id, workspaceOf(context))));
  return found.flatMap((person) => (person && !person.gone && !person.outside ? [person.name] : []));
}
