import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { channelName } from '../../slack/channel-name.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW } from '../../slack/post.ts';
import { settleDialog } from '../../slack/settle-dialog.ts';
import { sayStoreTrouble } from '../../slack/store-trouble.ts';
import { ACTION_ID } from '../../slack/ui/buttons.ts';
import { DIALOG, readDialogChannel } from '../../slack/ui/dialogs.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { buildRoleDialog, openDialog, sayTrouble } from './open-dialog.ts';
import { saveRoles } from './save-roles.ts';
import { saveRule } from './save-rule.ts';
import { takeBack } from './undo.ts';
import { readRoleMenu } from './views/assign-dialog.ts';

type Press = BlockAction<ButtonAction>;

const OLD_DIALOG = 'This dialog is from an older version of mine. Please open it again.';

/** Setting who holds what in a channel, and the rules of a channel: the dialogs, and the button that undoes. */
export function registerTeam(app: App, parts: MemoryParts): void {
  for (const kind of ['assign', 'rule'] as const) {
    app.action<Press>(
      { type: 'block_actions', action_id: ACTION_ID[kind] },
      async ({ ack, action, body, client, context, respond }) => {
        await ack();
        const id = action.value ?? body.channel?.id ?? '';
        const channel = { id, name: id === body.channel?.id ? channelName(body.channel.name) : '' };
        const caller = { client, context, user: body.user.id };
        const refusal = await openDialog(parts, caller, body.trigger_id, { kind, channel });
        note(context, { outcome: refusal === undefined ? 'dialog' : 'refused' });
        if (refusal !== undefined) await respond({ replace_original: false, text: refusal });
      },
    );
  }

  for (const [callback, save] of [
    [DIALOG.assign, saveRoles],
    [DIALOG.rule, saveRule],
  ] as const) {
    app.view(callback, async (args) => {
      const { ack, body, view, client, context } = args;
      const channel = readDialogChannel(view.private_metadata);
      const block = view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
      if (!channel) return ack({ response_action: 'errors', errors: { [block]: OLD_DIALOG } });
      const caller = { client, context, user: body.user.id };
      await settleDialog(args, block, save(parts, caller, channel, view));
    });
  }

  // Where there are too many roles for one dialog, it is chosen first which of them.
  app.view(DIALOG.roles, async ({ ack, body, view, client, context }) => {
    const refuse = (text: string) => ack({ response_action: 'errors', errors: { roles: text } });
    const channel = readDialogChannel(view.private_metadata);
    if (!channel) return refuse(OLD_DIALOG);
    try {
      const caller = { client, context, user: body.user.id };
      const next = await buildRoleDialog(parts, caller, channel, readRoleMenu(view.state.values));
      note(context, { outcome: 'dialog' });
      await ack({ response_action: 'update', view: next });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await refuse(sayTrouble(error));
    }
  });

  app.action<Press>(
    { type: 'block_actions', action_id: ACTION_ID.undo },
    async ({ ack, action, body, client, context, respond }) => {
      await ack();
      const caller = { client, context, user: body.user.id };
      const tell = (text: string) => respond({ replace_original: false, response_type: 'ephemeral', text });
      try {
        const done = await takeBack(parts, caller, action.value ?? '', body.message?.blocks);
        note(context, { outcome: 'told' in done ? 'left alone' : done.outcome });
        if ('told' in done) await tell(done.told);
        else await respond({ replace_original: true, ...NO_PREVIEW, ...done.message });
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await tell(`${sayStoreTrouble(error)} Please look at \`/whoowns team\` before you press again.`);
      }
    },
  );
}
