import type { Answerer } from '../../answer/answerer.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { answered } from '../../slack/store.ts';
import type { TypedWord, WordReply } from '../../slack/typed-words.ts';
import { say } from '../../slack/ui/blocks.ts';
import type { Store } from '../../store/types.ts';
import { refuseSettings } from './rights.ts';
import { readSettings } from './settings.ts';
import { buildSettingsButton, buildSettingsDialog } from './views.ts';

export interface SettingsParts {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly people: People;
  readonly store: Store;
}

/** The dialog with the settings for an admin, or why somebody does not get it. Throws a StoreError. */
export async function openSettings(
  { answerer, people, store }: SettingsParts,
  { client, context, user }: Caller,
): Promise<WordReply> {
  const workspace = workspaceOf(context);
  const [person, snapshot] = await Promise.all([
    people.find(client, user, workspace),
    answered(store.workspace(workspace).snapshot()),
  ]);
  const refusal = refuseSettings(person);
  if (refusal !== undefined) return { message: say(refusal) };
  const canGreet = answerer.known().onboarding !== undefined;
  return { dialog: buildSettingsDialog(readSettings(snapshot), canGreet) };
}

/** "settings". */
export function createSettingsWords(parts: SettingsParts): readonly TypedWord[] {
  return [
    {
      name: 'settings',
      isTyped: (_, words) => words === 'settings' || words === 'setting',
      audience: 'asker',
      run: async (caller, { canOpenDialog }) =>
        canOpenDialog ? openSettings(parts, caller) : { message: buildSettingsButton() },
    },
  ];
}
