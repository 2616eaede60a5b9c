import { keepDaysOf } from '../../learning/kept-from.ts';
import type { Snapshot } from '../../store/types.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import type { Person } from './people.ts';
import { workspaceOf } from './workspace.ts';

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

const UNCHECKED =
  'I could not check with Slack who you are, so I changed nothing. Please try again in a minute.';

/** Why a person may not change the settings, as a sentence for them; undefined where they may. */
export function refuseSettings(person: Person | undefined): string | undefined {
  if (!person) return UNCHECKED;
  return person.admin
    ? undefined
    : 'Only admins of this workspace change my settings. Ask one of them to do it.';
}

/** Why a person may not change who holds what, as a sentence for them; undefined where they may. */
export function refuseChange(person: Person | undefined, settings: Settings): string | undefined {
  if (!person) return UNCHECKED;
  if (person.outside)
    return 'Only members of this workspace can change who holds what. Ask one of them to do it.';
  if (settings.changesBy === 'admins' && !person.admin) {
    return 'In this workspace only admins change who holds what. Ask one of them to do it.';
  }
  return undefined;
}

/** Who it is that may change who holds what, or why they may not; asked of Slack anew. Throws a StoreError. */
export async function mayChange(
  { people, store }: Pick<MemoryParts, 'people' | 'store'>,
  { client, context, user }: Doing,
): Promise<{ readonly person: Person } | { readonly refusal: string }> {
  const workspace = workspaceOf(context);
  const [person, snapshot] = await Promise.all([
    people.ask(client, user, workspace),
    store.workspace(workspace).snapshot(),
  ]);
  const refusal = refuseChange(person, readSettings(snapshot));
  return person && refusal === undefined ? { person } : { refusal: refusal ?? UNCHECKED };
}

/** Whether a person looks after the bot: admins do, and those whom they named in the settings. */
export function looksAfter(person: Person | undefined, { caretakers }: Settings): boolean {
  return person !== undefined && !person.outside && (person.admin || caretakers.includes(person.id));
}
