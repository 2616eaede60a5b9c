import type { Context } from '@slack/bolt';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from './parts.ts';
import { workspaceOf } from './workspace.ts';

/** Forgets a person, and says what that was. */
export async function forgetPerson(
  { store }: Pick<MemoryParts, 'store'>,
  context: Context,
  person: string,
): Promise<string> {
  try {
    const count = await store.workspace(workspaceOf(context)).forget(person);
    if (count === 0) return 'I had nothing of yours to forget.';
    return 'Done. I no longer know which channel is yours, you hold no role with me any more, and your name is gone from what you had set. What you had set for others stays.';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `${error.message} I have forgotten nothing yet. Please try again in a while.`;
  }
}
