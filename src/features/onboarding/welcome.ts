import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../slack/caller.ts';
import type { Person } from '../../slack/directory/people.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import { reportUndelivered } from './invite.ts';
import type { Greeted } from './onboarder.ts';

/** Slack tells once that somebody joins: a memory that is away is asked again after so long, in milliseconds. */
const PAUSES = [500, 1_500, 4_000];

/**
 * Greets somebody who has joined, where an admin has switched that on, and reports to whoever did what went wrong. Throws
 * a StoreError where the memory stays away.
 */
export async function welcome(
  parts: Pick<MemoryParts, 'store' | 'people' | 'onboarder'>,
  caller: Caller,
  person: Person,
): Promise<Greeted | 'not greeted'> {
  const { store, people, onboarder } = parts;
  const workspace = workspaceOf(caller.context);
  let settings: Settings | undefined;
  const report = async (failed: 'undelivered' | 'uncertain') => {
    const admin =
      settings?.greetBy === undefined
        ? undefined
        : await people.find(caller.client, settings.greetBy, workspace);
    // With nobody to tell, every admin finds it in the list.
    if (admin && !admin.gone) await reportUndelivered(caller, admin.id, person, failed);
  };
  for (let i = 0; ; i++) {
    try {
      settings = readSettings(await store.workspace(workspace).snapshot());
      if (!settings.greet) return 'not greeted';
      const outcome = await onboarder.greet(caller, person, settings.greetBy);
      if (outcome === 'undelivered' || outcome === 'uncertain') await report(outcome);
      return outcome;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const pause = PAUSES[i];
      if (pause === undefined) {
        if (settings?.greet) await report('uncertain');
        throw error;
      }
      await sleep(pause);
    }
  }
}
