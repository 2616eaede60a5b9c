import type { ViewOutput } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { openDialogOrTell, type Settlement, settleDialog } from '../../slack/dialogs.ts';
import type { People } from '../../slack/directory/people.ts';
import type { Router } from '../../slack/router.ts';
import { answered } from '../../slack/store.ts';
import type { TypedWord, WordReply } from '../../slack/typed-words.ts';
import { say } from '../../slack/ui/blocks.ts';
import type { Store } from '../../store/open-store.ts';
import { SETTINGS_ACTION, SETTINGS_DIALOG } from './actions.ts';
import { refuseSettings } from './rights.ts';
import { readSettings, type Settings } from './settings.ts';
import { buildSettingsButton, buildSettingsDialog } from './views.ts';

interface SettingsDependencies {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly people: People;
  readonly store: Store;
}

interface Dependencies extends SettingsDependencies {
  /** Runs after saving, since questions may now be kept for fewer days. */
  readonly onKeepDays: (caller: Caller, days: number) => Promise<void>;
}

/** The settings of a workspace: the button that opens them, and the dialog that was sent. */
export function registerSettings(router: Router, deps: Dependencies): void {
  router.press(SETTINGS_ACTION.open, async (args) => {
    const caller = { client: args.client, context: args.context, user: args.body.user.id };
    await openDialogOrTell(args, () => openSettings(deps, caller));
  });

  router.submit(SETTINGS_DIALOG.change, async (args) => {
    const { body, view, client, context } = args;
    const caller = { client, context, user: body.user.id };
    await settleDialog(args, 'changesBy', saveSettings(deps, caller, view));
  });
}

/** "settings". */
export function createSettingsWords(deps: SettingsDependencies): readonly TypedWord[] {
  return [
    {
      name: 'settings',
      isTyped: (_, words) => words === 'settings' || words === 'setting',
      audience: 'asker',
      run: async (caller, { canOpenDialog }) =>
        canOpenDialog ? openSettings(deps, caller) : { message: buildSettingsButton() },
    },
  ];
}

/** Builds the dialog for an admin, or says why somebody does not get it. Throws a StoreError. */
async function openSettings(
  { answerer, people, store }: SettingsDependencies,
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

/** Whoever sends the settings must be an admin now, not only when the dialog opened. */
async function saveSettings(
  { people, store, onKeepDays }: Dependencies,
  caller: Caller,
  view: ViewOutput,
): Promise<Settlement> {
  const { client, context, user } = caller;
  const id = workspaceOf(context);
  const refusal = refuseSettings(await people.ask(client, user, id));
  if (refusal !== undefined) return { errors: { changesBy: refusal } };
  const workspace = store.workspace(id);
  const settings = readSettings(await workspace.snapshot());
  const admin = settings.greetBy === undefined ? undefined : await people.find(client, settings.greetBy, id);
  // Somebody who has left, or is no admin any more, no longer hears about the greetings.
  const greetBy = admin && (admin.gone || !admin.admin) ? undefined : settings.greetBy;
  const changesBy = view.state.values.changesBy?.changesBy?.selected_option?.value;
  await workspace.changeSettings({
    changesBy: changesBy === 'admins' ? 'admins' : 'everybody',
    ...readKeeping(view),
    ...readGreeting(view, { greet: settings.greet, greetBy }, user),
  });
  await onKeepDays(caller, readSettings(await workspace.snapshot()).keepDays);
  return { outcome: 'settings' };
}

/** The admin who switches the greetings on hears about them until they are off again. */
function readGreeting(
  { state }: ViewOutput,
  { greet, greetBy }: Pick<Settings, 'greet' | 'greetBy'>,
  by: string,
) {
  const value = state.values.greet?.greet?.selected_option?.value;
  if (value === undefined) return {};
  if (value !== 'on') return { greet: undefined, greetBy: undefined };
  return { greet: 'on', greetBy: greet && greetBy !== undefined ? greetBy : by };
}

/** The maintainers and the days; a dialog of an older version has neither. */
function readKeeping({ state: { values } }: ViewOutput) {
  const caretakers = values.caretakers?.caretakers?.selected_users;
  const days = values.keepDays?.keepDays?.selected_option?.value;
  return {
    ...(caretakers === undefined ? {} : { caretakers }),
    ...(days === undefined || days === null ? {} : { keepDays: Number(days) || 0 }),
  };
}
