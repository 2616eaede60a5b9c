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
    const hadTour = (await onboarder.progressOf(doing, doing.user)) !== undefined;
    if (!(await onboarder.forget(doing))) return NOT_YET;
    await checks.leave(doing, doing.user);
    await digests.leave(doing, doing.user);
    const count = await store.workspace(workspaceOf(doing.context)).forget(doing.user);
    if (count === 0) return 'I had nothing of yours to forget.';
    const tour = hadTour ? ` ${KEPT}` : '';
    return `'Done. I no longer know which channel is yours, you hold no role with me any more, how far you were with the tour is gone, and your name is gone from what you had set. What you had set for others stays.${tour}`;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `${error.message} I have forgotten nothing yet. Please try again in a while.`;
  }
}

/** What is not forgotten. */
const KEPT =
  'One thing remains, so that nobody has you greeted again: a scrambled form of your id, which tells no more than that I have greeted you.';

const NOT_YET =
  'I could not call back a message to you that is still with Slack. I have forgotten nothing yet. Please try again in a while.';
