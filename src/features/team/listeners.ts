import { channelName } from '../../slack/channel-name.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { settleDialog } from '../../slack/settle-dialog.ts';
import { readDialogChannel } from '../../slack/ui/modal.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { TEAM_ACTION, TEAM_DIALOG } from './actions.ts';
import { buildRoleDialog, openDialog, sayTrouble } from './open-dialog.ts';
import { saveRoles } from './save-roles.ts';
import { saveRule } from './save-rule.ts';
import { makeAgain, takeBack } from './undo.ts';
import { readRoleMenu } from './views/assign-dialog.ts';

const OLD_DIALOG = 'This dialog is from an older version of mine. Please open it again.';

/** Setting who holds what in a channel, and the rules of a channel: the dialogs, and the button that undoes. */
export function registerTeam(router: Router, parts: MemoryParts): void {
  for (const kind of ['assign', 'rule'] as const) {
    router.press(TEAM_ACTION[kind], async ({ action, body, client, context, respond }) => {
      const id = action.value ?? body.channel?.id ?? '';
      const channel = { id, name: id === body.channel?.id ? channelName(body.channel.name) : '' };
      const caller = { client, context, user: body.user.id };
      const refusal = await openDialog(parts, caller, body.trigger_id, { kind, channel });
      note(context, { outcome: refusal === undefined ? 'dialog' : 'refused' });
      if (refusal !== undefined) await respond({ replace_original: false, text: refusal });
    });
  }

  for (const [callback, save] of [
    [TEAM_DIALOG.assign, saveRoles],
    [TEAM_DIALOG.rule, saveRule],
  ] as const) {
    router.submit(callback, async (args) => {
      const { ack, body, view, client, context } = args;
      const channel = readDialogChannel(view.private_metadata);
      const block = view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
      if (!channel) return ack({ response_action: 'errors', errors: { [block]: OLD_DIALOG } });
      const caller = { client, context, user: body.user.id };
      await settleDialog(args, block, save(parts, caller, channel, view));
    });
  }

  // Where there are too many roles for one dialog, it is chosen first which of them.
  router.submit(TEAM_DIALOG.roles, async ({ ack, body, view, client, context }) => {
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

  for (const [action_id, work] of [
    [TEAM_ACTION.undo, takeBack],
    [TEAM_ACTION.redo, makeAgain],
  ] as const) {
    router.press(action_id, async ({ action, body, client, context, respond }) => {
      const caller = { client, context, user: body.user.id };
      const tell = (text: string) => respond({ replace_original: false, response_type: 'ephemeral', text });
      try {
        const done = await work(parts, caller, action.value ?? '', body.message?.blocks);
        note(context, { outcome: 'told' in done ? 'left alone' : done.outcome });
        if ('told' in done) await tell(done.told);
        else await respond({ replace_original: true, ...NO_PREVIEW, ...done.message });
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await tell(`${error.message} Please look at \`/whoowns team\` before you press again.`);
      }
    });
  }
}
