import type { TaughtEntry } from '../../answer/taught-entry.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People, Person } from '../../slack/directory/people.ts';
import { maintains } from '../settings/rights.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * Finds whom to ask about an entry; undefined where nobody is known. With `waitsForSlack` nobody is asked in the place of
 * somebody of whom Slack does not tell right now.
 */
export type FindReviewer = (entry: TaughtEntry, waitsForSlack: boolean) => Promise<Person | undefined>;

/**
 * Creates it for one run, in which Slack is asked of each person once: the author, else a maintainer, of those who are
 * named in the settings, or have had to do with the entry.
 */
export function createFindReviewer(people: People, bot: Caller, settings: Settings): FindReviewer {
  const workspace = workspaceOf(bot.context);
  const found = new Map<string, Promise<Person | undefined>>();
  const find = (id: string): Promise<Person | undefined> => {
    const known = found.get(id) ?? people.find(bot.client, id, workspace);
    found.set(id, known);
    return known;
  };
  return async ({ by, history }, waitsForSlack) => {
    const others = history.flatMap((change) => change.by ?? []).reverse();
    for (const id of new Set([...(by === undefined ? [] : [by]), ...settings.maintainers, ...others])) {
      const person = await find(id);
      if (!person && waitsForSlack) return undefined;
      if (!person || person.gone) continue;
      if (id === by ? !person.outside : maintains(person, settings)) return person;
    }
    return undefined;
  };
}
