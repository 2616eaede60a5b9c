import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People, Person } from '../../slack/directory/people.ts';
import type { Store } from '../../store/open-store.ts';
import { COPY } from './copy.ts';
import { readSettings, type Settings } from './settings.ts';

/** Why a person may not change the settings, as a sentence for them; undefined where they may. */
export function refuseSettings(person: Person | undefined): string | undefined {
  if (!person) return COPY.unchecked;
  return person.admin ? undefined : COPY.adminsOnly;
}

/** Why a person may not change the roles, as a sentence for them; undefined where they may. */
export function refuseChange(person: Person | undefined, settings: Settings): string | undefined {
  if (!person) return COPY.unchecked;
  if (person.outside) return COPY.membersOnly;
  return settings.changesBy === 'admins' && !person.admin ? COPY.adminsSetRoles : undefined;
}

/** The caller, where they may change the roles, or why they may not; Slack is asked anew. Throws a StoreError. */
export async function mayChange(
  { people, store }: { readonly people: People; readonly store: Store },
  { client, context, user }: Caller,
): Promise<{ readonly person: Person } | { readonly refusal: string }> {
  const workspace = workspaceOf(context);
  const [person, snapshot] = await Promise.all([
    people.ask(client, user, workspace),
    store.workspace(workspace).snapshot(),
  ]);
  const refusal = refuseChange(person, readSettings(snapshot));
  return person && refusal === undefined ? { person } : { refusal: refusal ?? COPY.unchecked };
}

/** Whether a person is a maintainer: admins are, and whoever they named in the settings. */
export function maintains(person: Person | undefined, { maintainers }: Settings): boolean {
  return person !== undefined && !person.outside && (person.admin || maintainers.includes(person.id));
}
