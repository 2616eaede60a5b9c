import type { Snapshot } from '../../store/types.ts';
import type { Person } from './people.ts';

/** The settings of a workspace that are known to the code; each has its default. */
export interface Settings {
  /** Who may say who holds a role. */
  readonly changesBy: 'everybody' | 'admins';
  /** Whether people who join are greeted, and who switched that on. */
  readonly greet: boolean;
  readonly greetBy: string | undefined;
}

/** Reads the settings; what is not there, or not understood, has its default. */
export function readSettings({ settings }: Pick<Snapshot, 'settings'>): Settings {
  return {
    changesBy: settings.changesBy === 'admins' ? 'admins' : 'everybody',
    greet: settings.greet === 'on',
    greetBy: typeof settings.greetBy === 'string' ? settings.greetBy : undefined,
  };
}

/** Why a person may not change who holds what, as a sentence for them; undefined where they may. */
export function refuseChange(person: Person | undefined, settings: Settings): string | undefined {
  if (!person)
    return 'I could not check with Slack who you are, so I changed nothing. Please try again in a minute.';
  if (person.outside)
    return 'Only members of this workspace can change who holds what. Ask one of them to do it.';
  if (settings.changesBy === 'admins' && !person.admin) {
    return 'In this workspace only admins change who holds what. Ask one of them to do it.';
  }
  return undefined;
}
