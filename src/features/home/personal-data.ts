import { readTaught } from '../../answer/taught-entry.ts';
import { inTime } from '../../slack/store.ts';
import type { Snapshot } from '../../store/types.ts';
import type { WorkspaceStore } from '../../store/workspace.ts';
import { DIGEST } from '../learning/digest.ts';
import { QUESTION, readLoggedQuestion } from '../learning/logged-question.ts';
import { JOURNEY, type Progress } from '../onboarding/progress.ts';
import { readSettings } from '../settings/settings.ts';

/** What is kept about one person. */
export interface PersonalData {
  /** The channel that they picked as theirs. */
  readonly channel: string | undefined;
  readonly roles: readonly { readonly role: string; readonly channel: string }[];
  /** How many roles and rules they set, and how many answers they taught. */
  readonly set: number;
  readonly taught: number;
  /** How many questions they want to hear an answer to. */
  readonly waiting: number;
  /** How many people they invited to the tour. */
  readonly invited: number;
  /** Whether they began the tour, and whether a message of it is still to come. */
  readonly tour: boolean;
  readonly followUp: boolean;
  readonly digest: boolean;
  /** Whether they switched the greetings on. */
  readonly greets: boolean;
  readonly maintainer: boolean;
  /** Whether all of it could be looked up. */
  readonly complete: boolean;
}

/** Looks up all that is kept about a person, or part of it where the store is slow. Throws a StoreError. */
export async function readPersonalData(
  workspace: WorkspaceStore,
  snapshot: Snapshot,
  person: string,
  progress: Progress | undefined,
): Promise<PersonalData> {
  const teams = [...snapshot.channels];
  const changes = teams.flatMap(([, { assignments, overrides }]) => [
    ...assignments.values(),
    ...overrides.values(),
  ]);
  const { maintainers, greetBy } = readSettings(snapshot);
  const [questions, journeys, digest] = await Promise.all([
    inTime(workspace.records(QUESTION)),
    inTime(workspace.records(JOURNEY)),
    inTime(workspace.record(DIGEST, person).then((record) => ({ wanted: record !== undefined }))),
  ]);
  return {
    channel: snapshot.homes.get(person),
    roles: teams.flatMap(([channel, { assignments }]) =>
      [...assignments.values()]
        .filter(({ holders }) => holders.some(({ id }) => id === person))
        .map(({ role }) => ({ role, channel })),
    ),
    set: changes.filter(({ by }) => by === person).length,
    taught: snapshot.taught.filter((record) => readTaught(record)?.by === person).length,
    waiting: (questions ?? []).filter((record) => readLoggedQuestion(record)?.tell.includes(person)).length,
    invited: (journeys ?? []).filter(({ value }) => (value as { by?: unknown } | null)?.by === person).length,
    tour: progress !== undefined,
    followUp: progress?.followUp !== undefined,
    digest: digest?.wanted === true,
    greets: greetBy === person,
    maintainer: maintainers.includes(person),
    complete: questions !== undefined && journeys !== undefined && digest !== undefined,
  };
}
