import { StoreError } from '../../store/errors.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { workspaceOf } from './workspace.ts';

/** Forgets a person, and says what that was. */
export async function forgetPerson(
  { store, onboarder, checks, digests }: Pick<MemoryParts, 'store' | 'onboarder' | 'checks' | 'digests'>,
  doing: Doing,
): Promise<string> {
  try {
    await onboarder.leave(doing, doing.user);
    await checks.leave(doing, doing.user);
    await digests.leave(doing, doing.user);
    const count = await store.workspace(workspaceOf(doing.context)).forget(doing.user);
    if (count === 0) return 'I had nothing of yours to forget.';
    return 'Done. I no longer know which channel is yours, you hold no role with me any more, how far you were with the tour is gone, and your name is gone from what you had set. What you had set for others stays.';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `${error.message} I have forgotten nothing yet. Please try again in a while.`;
  }
}
