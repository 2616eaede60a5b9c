import type { Snapshot } from '../../store/types.ts';
import type { Person } from './people.ts';

/** The settings of a workspace that are known to the code; each has its default. */
export interface Settings {
  /** Who may say who holds a role. */
  readonly changesBy: 'everybody' | 'admins';
  /** Whether people who join are greeted, and who switched that on. */
  readonly greet: boolean;
  readonly greetBy: string | undefined;
  /** Those who look after the bot beside the admins. */
  readonly caretakers: readonly string[];
  /** For how many days questions are kept; 0 keeps none. */
  readonly keepDays: number;
}

const KEEP_DAYS = 90;

/** Reads the settings; what is not there, or not understood, has its default. */
export function readSettings({ settings }: Pick<Snapshot, 'settings'>): Settings {
  return {
    changesBy: settings.changesBy === 'admins' ? 'admins' : 'everybody',
    greet: settings.greet === 'on',
    caretakers: Array.isArray(settings.caretakers)
      ? settings.caretakers.filter((id) => typeof id === 'string')
      : [],
    keepDays: typeof settings.keepDays === 'number' && settings.keepDays >= 0 ? settings.keepDays : KEEP_DAYS,
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

/** Whether a person looks after the bot: admins do, and those whom they named in the settings. */
export function looksAfter(person: Person | undefined, { caretakers }: Settings): boolean {
  return person !== undefined && !person.outside && (person.admin || caretakers.includes(person.id));
}
