import { readTaught } from '../../answer/taught-entry.ts';
import { inTime } from '../../slack/store.ts';
import type { Snapshot, WorkspaceStore } from '../../store/types.ts';
import { DIGEST } from '../learning/digest.ts';
import { QUESTION, readLoggedQuestion } from '../learning/logged-question.ts';
import { JOURNEY, type Progress } from '../onboarding/progress.ts';
import { readSettings } from '../settings/settings.ts';
import type { KeptAbout } from './views/kept.ts';

/** All that is kept about a person. Throws a StoreError; a part of it where the memory keeps people waiting. */
export async function readKeptAbout(
  memory: WorkspaceStore,
  snapshot: Snapshot,
  person: string,
  progress: Progress | undefined,
): Promise<KeptAbout> {
  const teams = [...snapshot.channels];
  const set = teams.flatMap(([, { assignments, overrides }]) => [
    ...assignments.values(),
    ...overrides.values(),
  ]);
  const { caretakers, greetBy } = readSettings(snapshot);
  const [questions, journeys, digest] = await Promise.all([
    inTime(memory.records(QUESTION)),
    inTime(memory.records(JOURNEY)),
    inTime(memory.record(DIGEST, person).then((record) => ({ wanted: record !== undefined }))),
  ]);
  return {
    home: snapshot.homes.get(person),
    holds: teams.flatMap(([channel, { assignments }]) =>
      [...assignments.values()]
        .filter(({ holders }) => holders.some(({ id }) => id === person))
        .map(({ role }) => ({ role, channel })),
    ),
    set: set.filter(({ by }) => by === person).length,
    taught: snapshot.taught.filter((record) => readTaught(record)?.by === person).length,
    waiting: (questions ?? []).filter((record) => readLoggedQuestion(record)?.tell.includes(person)).length,
    invited: (journeys ?? []).filter(({ value }) => (value as { by?: unknown } | null)?.by === person).length,
    tour: progress !== undefined,
    followUp: progress?.followUp !== undefined,
    digest: digest?.wanted === true,
    greets: greetBy === person,
    caretaker: caretakers.includes(person),
    complete: questions !== undefined && journeys !== undefined && digest !== undefined,
  };
}
