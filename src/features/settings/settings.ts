import type { Snapshot } from '../../store/types.ts';
import { keepDaysOf } from './keep-days.ts';

/** The settings of a workspace that are known to the code; each has its default. */
export interface Settings {
  /** Who may set the roles. */
  readonly changesBy: 'everybody' | 'admins';
  /** Whether people who join are greeted, and who switched that on. */
  readonly greet: boolean;
  readonly greetBy: string | undefined;
  /** Those who look after the bot beside the admins. */
  readonly caretakers: readonly string[];
  /** For how many days questions are kept; 0 keeps none. */
  readonly keepDays: number;
}

/** Reads the settings; what is not there, or not understood, has its default. */
export function readSettings({ settings }: Pick<Snapshot, 'settings'>): Settings {
  return {
    changesBy: settings.changesBy === 'admins' ? 'admins' : 'everybody',
    greet: settings.greet === 'on',
    caretakers: Array.isArray(settings.caretakers)
      ? settings.caretakers.filter((id) => typeof id === 'string')
      : [],
    keepDays: keepDaysOf(settings),
    greetBy: typeof settings.greetBy === 'string' ? settings.greetBy : undefined,
  };
}
