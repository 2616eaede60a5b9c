import type { ViewOutput } from '@slack/bolt';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { openDialogOrTell, type Settlement, settleDialog } from '../../slack/dialogs.ts';
import type { Router } from '../../slack/router.ts';
import { SETTINGS_ACTION, SETTINGS_DIALOG } from './actions.ts';
import { refuseSettings } from './rights.ts';
import { readSettings, type Settings } from './settings.ts';
import { openSettings, type SettingsParts } from './words.ts';

interface Parts extends SettingsParts {
  /** Runs after the settings were saved, when questions may be kept for fewer days than before. */
  readonly onKeepDays: (caller: Caller, days: number) => Promise<void>;
}

/** The settings of a workspace: the button that opens them, and the dialog that was sent. */
export function registerSettings(router: Router, parts: Parts): void {
  router.press(SETTINGS_ACTION.open, async (args) => {
    const caller = { client: args.client, context: args.context, user: args.body.user.id };
    await openDialogOrTell(args, () => openSettings(parts, caller));
  });

  router.submit(SETTINGS_DIALOG.change, async (args) => {
    const { body, view, client, context } = args;
    const caller = { client, context, user: body.user.id };
    await settleDialog(args, 'changesBy', saveSettings(parts, caller, view));
  });
}

/** Whoever sends the settings must be an admin now, not only when the dialog opened. */
async function saveSettings(
  { people, store, onKeepDays }: Parts,
  caller: Caller,
  view: ViewOutput,
): Promise<Settlement> {
  const { client, context, user } = caller;
  const workspace = workspaceOf(context);
  const refusal = refuseSettings(await people.ask(client, user, workspace));
  if (refusal !== undefined) return { errors: { changesBy: refusal } };
  /** Whoever has left, or is no admin any more, is no longer told about the greetings. */
  const withoutFormerAdmin = async (settings: Settings): Promise<Settings> => {
    const { greetBy } = settings;
    const admin = greetBy === undefined ? undefined : await people.find(client, greetBy, workspace);
    const stays = greetBy !== undefined && (!admin || (admin.admin && !admin.gone));
    return stays ? settings : { ...settings, greetBy: undefined };
  };
  const memory = store.workspace(workspace);
  const changesBy = view.state.values.changesBy?.changesBy?.selected_option?.value;
  await memory.changeSettings({
    changesBy: changesBy === 'admins' ? 'admins' : 'everybody',
    ...readKeeping(view),
    ...readGreeting(view, await withoutFormerAdmin(readSettings(await memory.snapshot())), user),
  });
  await onKeepDays(caller, readSettings(await memory.snapshot()).keepDays);
  return { outcome: 'settings' };
}

/** The admin who switches the greetings on is told about them, until they are off again. */
function readGreeting({ state }: ViewOutput, { greet, greetBy }: Settings, by: string) {
  const value = state.values.greet?.greet?.selected_option?.value;
  if (value === undefined) return {};
  if (value !== 'on') return { greet: undefined, greetBy: undefined };
  return { greet: 'on', greetBy: greet && greetBy !== undefined ? greetBy : by };
}

/** The maintainers, and for how long questions are kept; a dialog of an older version has neither. */
function readKeeping({ state: { values } }: ViewOutput) {
  const caretakers = values.caretakers?.caretakers?.selected_users;
  const days = values.keepDays?.keepDays?.selected_option?.value;
  return {
    ...(caretakers === undefined ? {} : { caretakers }),
    ...(days === undefined || days === null ? {} : { keepDays: Number(days) || 0 }),
  };
}
