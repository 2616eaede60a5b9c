import { isDeepStrictEqual } from 'node:util';
import { StoreError } from '../../store/errors.ts';
import type { WorkspaceStore } from '../../store/types.ts';
import { type Progress, readProgress } from './progress.ts';

/** Tries to write against others who write the same. */
const TRIES = 5;

/**
 * Changes somebody's progress against all others who do; `step` gives what it is to be, or undefined to leave it.
 * Undefined where nothing was changed. Throws a StoreError of kind busy where others are always first.
 */
export async function changeProgress(
  memory: WorkspaceStore,
  person: string,
  step: (is: Progress | undefined) => Progress | undefined,
): Promise<{ readonly before: Progress | undefined; readonly after: Progress } | undefined> {
  for (let i = 0; i < TRIES; i++) {
    const kept = await memory.journey(person);
    const before = readProgress(kept?.value);
    const after = step(before);
    if (!after || isDeepStrictEqual(before, after)) return undefined;
    if (await memory.saveJourney(person, after, kept?.version ?? 0)) return { before, after };
  }
  throw new StoreError('busy', 'The memory is busy with something else at the moment.');
}
