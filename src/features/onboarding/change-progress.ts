import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceStore } from '../../store/types.ts';
import { JOURNEY, type Progress, readProgress } from './progress.ts';

/**
 * Changes somebody's progress against everybody else who does; `step` gives what it is to be, or undefined to leave it.
 * Undefined where nothing was changed. Throws a StoreError of kind busy where others are always first.
 */
export async function changeProgress(
  memory: WorkspaceStore,
  person: string,
  step: (is: Progress | undefined) => Progress | undefined,
): Promise<{ readonly before: Progress | undefined; readonly after: Progress } | undefined> {
  const changed = await memory.update(JOURNEY, person, (value) => {
    const before = readProgress(value);
    const after = step(before);
    return isDeepStrictEqual(before, after) ? undefined : after;
  });
  return changed && { before: readProgress(changed.before), after: changed.after };
}
