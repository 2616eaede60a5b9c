import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Channels } from '../../slack/directory/channels.ts';
import type { People } from '../../slack/directory/people.ts';
import type { ReadSnapshot } from '../../slack/store.ts';
import { inTime } from '../../slack/store.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store } from '../../store/open-store.ts';
import type { Snapshot } from '../../store/types.ts';
import type { Onboarder } from '../onboarding/onboarder.ts';
import { readSettings } from '../settings/settings.ts';
import { teamsAtHome } from '../team/teams-of.ts';
import { readPersonalData } from './personal-data.ts';
import { buildHome } from './views/home.ts';

/** At most this many maintainers are named. */
const MAX_MAINTAINERS = 5;

export interface HomeDependencies {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly people: People;
  readonly channels: Channels;
  readonly store: Store;
  readonly readSnapshot: ReadSnapshot;
  readonly onboarder: Pick<Onboarder, 'progressOf'>;
  readonly log: Log;
  readonly version: string;
}

/**
 * Publishes the home tab of a person, as things are now; `isSent` after a direct message to them. Where the store is slow
 * or cannot be reached, the tab says so and shows the rest.
 */
export async function publishHome(deps: HomeDependencies, caller: Caller, isSent = false): Promise<void> {
  const { answerer, people, readSnapshot, version } = deps;
  const { client, context, user } = caller;
  const { roles, groups, onboarding } = answerer.known();
  const [person, snapshot] = await Promise.all([
    people.find(client, user, workspaceOf(context)),
    readSnapshot(context),
  ]);
  const [teams, maintainers, { progress, data }] = await Promise.all([
    snapshot ? teamsAtHome(deps, caller, snapshot) : undefined,
    namesOf(deps, caller, snapshot),
    snapshot ? readOwn(deps, caller, snapshot) : NOTHING,
  ]);
  const tour =
    onboarding && person?.outside === false && snapshot
      ? { progress, steps: onboarding.tour.length, isSent }
      : undefined;
  const ownChannel = snapshot?.homes.get(user);
  const admin = person?.admin === true;
  await client.views.publish({
    user_id: user,
    view: buildHome({ groups, roles, teams, ownChannel, admin, data, maintainers, version, tour }),
  });
}

const NOTHING = { progress: undefined, data: undefined };

/** How far the person is with the tour, and what is kept about them. */
async function readOwn({ store, onboarder }: HomeDependencies, caller: Caller, snapshot: Snapshot) {
  const progress = await inTime(onboarder.progressOf(caller, caller.user));
  try {
    const workspace = store.workspace(workspaceOf(caller.context));
    return { progress, data: await readPersonalData(workspace, snapshot, caller.user, progress) };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { progress, data: undefined }; // the tab says so, and shows the rest
  }
}

/** The names of the maintainers besides the admins. */
async function namesOf(
  { people }: HomeDependencies,
  { client, context }: Caller,
  snapshot: Snapshot | undefined,
) {
  if (!snapshot) return [];
  const ids = readSettings(snapshot).maintainers.slice(0, MAX_MAINTAINERS);
  const found = await Promise.all(ids.map((id) => people.find(client, id, workspaceOf(context))));
  return found.flatMap((person) => (person && !person.gone && !person.outside ? [person.name] : []));
}
