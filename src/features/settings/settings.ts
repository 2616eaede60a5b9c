import type { Snapshot } from '../../store/types.ts';

/** The settings of a workspace; each has its default. */
export interface Settings {
  readonly changesBy: 'everybody' | 'admins';
  /** Whether people who join are greeted, and the admin who switched that on. */
  readonly greet: boolean;
  readonly greetBy: string | undefined;
  /** Besides the admins. Stored under the older name `caretakers`. */
  readonly maintainers: readonly string[];
  /** Days for which unanswered questions are kept; 0 keeps none. */
  readonly keepDays: number;
}

/** Reads the settings. What is missing or unreadable has its default. */
export function readSettings({ settings }: Pick<Snapshot, 'settings'>): Settings {
  return {
    changesBy: settings.changesBy === 'admins' ? 'admins' : 'everybody',
    greet: settings.greet === 'on',
    greetBy: typeof settings.greetBy === 'string' ? settings.greetBy : undefined,
    maintainers: Array.isArray(settings.caretakers)
      ? settings.caretakers.filter((id) => typeof id === 'string')
      : [],
    keepDays: keepDaysOf(settings),
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_KEEP_DAYS = 90;

/** Days for which a workspace keeps unanswered questions; 0 keeps none. */
export function keepDaysOf({ keepDays }: Readonly<Record<string, unknown>>): number {
  return typeof keepDays === 'number' && keepDays >= 0 ? keepDays : DEFAULT_KEEP_DAYS;
}

/** Questions since this instant are kept, in milliseconds since 1970; with 0 days none are. */
export function keptFrom(days: number, now: number): number {
  return days === 0 ? Number.POSITIVE_INFINITY : now - days * DAY_MS;
}
