import type { ViewOutput } from '@slack/bolt';
import type { Caller } from '../../slack/caller.ts';
import type { Router } from '../../slack/router.ts';
import { type Settlement, settleDialog } from '../../slack/settle-dialog.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { purgeQuestions } from '../learning/retention.ts';
import type { MemoryParts } from '../parts.ts';
import { SETTINGS_DIALOG } from './actions.ts';
import { refuseSettings } from './rights.ts';
import { readSettings, type Settings } from './settings.ts';

/** The settings of a workspace were sent. Whoever sends them must be an admin now, not only when the dialog opened. */
export function registerSettings(router: Router, parts: MemoryParts): void {
  router.submit(SETTINGS_DIALOG.change, async (args) => {
    const { body, view, client, context } = args;
    const caller = { client, context, user: body.user.id };
    await settleDialog(args, 'changesBy', saveSettings(parts, caller, view));
  });
}

async function saveSettings(
  { people, store }: MemoryParts,
  { client, context, user }: Caller,
  view: ViewOutput,
): Promise<Settlement> {
  const workspace = workspaceOf(context);
  const refusal = refuseSettings(await people.ask(client, user, workspace));
  if (refusal !== undefined) return { errors: { changesBy: refusal } };
  /** Whoever has left, or is no admin any more, no longer looks after the greetings. */
  const lookedAfter = async (settings: Settings): Promise<Settings> => {
    const { greetBy } = settings;
    const admin = greetBy === undefined ? undefined : await people.find(client, greetBy, workspace);
    const stays = greetBy !== undefined && (!admin || (admin.admin && !admin.gone));
    return stays ? settings : { ...settings, greetBy: undefined };
  };
  const memory = store.workspace(workspace);
  const value = view.state.values.changesBy?.changesBy?.selected_option?.value;
  await memory.changeSettings({
    changesBy: value === 'admins' ? 'admins' : 'everybody',
    ...keeping(view),
    ...greeting(view, await lookedAfter(readSettings(await memory.snapshot())), user),
  });
  await purgeQuestions(memory, readSettings(await memory.snapshot()).keepDays, Date.now());
  return { outcome: 'settings' };
}

/** Whoever switches the greetings on looks after them, until they are off again. */
function greeting({ state }: ViewOutput, { greet, greetBy }: Settings, by: string) {
  const value = state.values.greet?.greet?.selected_option?.value;
  if (value === undefined) return {};
  if (value !== 'on') return { greet: undefined, greetBy: undefined };
  return { greet: 'on', greetBy: greet && greetBy !== undefined ? greetBy : by };
}

/** Who looks after the bot, and for how long questions are kept; a dialog of an older version has neither. */
function keeping({ state: { values } }: ViewOutput) {
  const caretakers = values.caretakers?.caretakers?.selected_users;
  const days = values.keepDays?.keepDays?.selected_option?.value;
  return {
    ...(caretakers === undefined ? {} : { caretakers }),
    ...(days === undefined || days === null ? {} : { keepDays: Number(days) || 0 }),
  };
}
