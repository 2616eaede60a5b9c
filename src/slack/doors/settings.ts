import type { App, ViewOutput } from '@slack/bolt';
import { StoreError } from '../../store/errors.ts';
import { DIALOG } from '../blocks/dialogs.ts';
import { note } from '../journal.ts';
import { sayTrouble } from '../memory/open-dialog.ts';
import type { MemoryParts } from '../memory/parts.ts';
import { readSettings, type Settings } from '../memory/rights.ts';
import { workspaceOf } from '../memory/workspace.ts';

/** The settings of a workspace were sent. Whoever sends them must be an admin now, not only when the dialog opened. */
export function registerSettings(app: App, { store, people }: MemoryParts): void {
  app.view(DIALOG.settings, async ({ ack, body, view, client, context }) => {
    const workspace = workspaceOf(context);
    const refuse = (text: string) => ack({ response_action: 'errors', errors: { changesBy: text } });
    const person = await people.find(client, body.user.id, workspace);
    if (!person?.admin) return refuse('Only admins of this workspace change my settings.');
    /** Whoever has left, or is no admin any more, no longer looks after the greetings. */
    const lookedAfter = async (settings: Settings): Promise<Settings> => {
      const { greetBy } = settings;
      const admin = greetBy === undefined ? undefined : await people.find(client, greetBy, workspace);
      const stays = greetBy !== undefined && (!admin || (admin.admin && !admin.gone));
      return stays ? settings : { ...settings, greetBy: undefined };
    };
    const value = view.state.values.changesBy?.changesBy?.selected_option?.value;
    try {
      const memory = store.workspace(workspace);
      const changesBy = value === 'admins' ? 'admins' : 'everybody';
      await memory.changeSettings({
        changesBy,
        ...keeping(view),
        ...greeting(view, await lookedAfter(readSettings(await memory.snapshot())), person.id),
      });
    } catch (error) {
      if (error instanceof StoreError) return refuse(sayTrouble(error));
      throw error;
    }
    note(context, { outcome: 'settings' });
    await ack();
  });
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
