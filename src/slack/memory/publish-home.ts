import { nameAll } from '../../answer/here.ts';
import { StoreError } from '../../store/errors.ts';
import { buildHome } from '../blocks/home.ts';
import { describeRole } from '../blocks/team.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { workspaceOf } from './workspace.ts';

/** Publishes the home tab of a person, as things are now; `written` after something was written to them directly. */
export async function publishHome(parts: MemoryParts, doing: Doing, written = false): Promise<void> {
  const { answerer, people, onboarder, version } = parts;
  const { client, context, user } = doing;
  const { roles, groups, onboarding } = answerer.known();
  const [person, memory, progress] = await Promise.all([
    people.find(client, user, workspaceOf(context)),
    readMemory(parts, doing),
    onboarder.progressOf(doing, user),
  ]);
  const snapshot = memory === 'away' ? undefined : memory;
  const own = snapshot?.homes.get(user);
  const channels = [...(snapshot?.channels ?? [])].filter(
    ([id, team]) =>
      id === own ||
      [...team.assignments.values()].some(({ holders }) => holders.some((holder) => holder.id === user)),
  );
  const teams = channels.map(([channel, team]) => ({
    channel,
    lines: roles.map((role) => {
      const { holders = [], note: said = '' } = team.assignments.get(role.id) ?? {};
      return describeRole({ role, holders: nameAll(holders, snapshot?.names ?? new Map()), note: said });
    }),
  }));
  const admin = person?.admin === true;
  const available = snapshot !== undefined;
  const tour =
    onboarding && person?.outside === false && available
      ? { progress, steps: onboarding.tour.length, written }
      : undefined;
  await client.views.publish({
    user_id: user,
    view: buildHome({ groups, teams, own, admin, available, version, tour }),
  });
}

async function readMemory({ store }: MemoryParts, { context }: Doing) {
  try {
    return await store.workspace(workspaceOf(context)).snapshot();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return 'away' as const; // the tab says so, and shows the rest
  }
}
