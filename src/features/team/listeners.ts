import { channelName } from '../../slack/caller.ts';
import { openDialogOrTell, settleDialog } from '../../slack/dialogs.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { sayStoreTrouble, sayUnchanged } from '../../slack/store.ts';
import { readDialogChannel } from '../../slack/ui/modal.ts';
import { StoreError } from '../../store/errors.ts';
import { TEAM_ACTION, TEAM_DIALOG } from './actions.ts';
import { buildChangeDialog, buildRoleDialog, type TeamDependencies } from './change-dialog.ts';
import { COPY } from './copy.ts';
import { saveRoles, saveRule } from './save.ts';
import { undoChange } from './undo.ts';
import { readRoleMenu } from './views/assign-dialog.ts';

/** Setting the roles and rules of a channel: the dialogs, and the button that undoes a change. */
export function registerTeam(router: Router, deps: TeamDependencies): void {
  for (const kind of ['assign', 'rule'] as const) {
    router.press(TEAM_ACTION[kind], async (args) => {
      const { action, body, client, context } = args;
      const id = action.value ?? body.channel?.id ?? '';
      const channel = { id, name: id === body.channel?.id ? channelName(body.channel.name) : '' };
      const caller = { client, context, user: body.user.id };
      const isElsewhere = id !== body.channel?.id;
      await openDialogOrTell(args, () => buildChangeDialog(deps, caller, { kind, channel, isElsewhere }));
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
      if (!channel) return ack({ response_action: 'errors', errors: { [block]: COPY.oldDialog } });
      const caller = { client, context, user: body.user.id };
      await settleDialog(args, block, save(deps, caller, channel, view));
    });
  }

  // The role menu, shown where there are too many roles for one dialog.
  router.submit(TEAM_DIALOG.roles, async ({ ack, body, view, client, context }) => {
    const refuse = (text: string) => ack({ response_action: 'errors', errors: { roles: text } });
    const channel = readDialogChannel(view.private_metadata);
    if (!channel) return refuse(COPY.oldDialog);
    try {
      const caller = { client, context, user: body.user.id };
      const next = await buildRoleDialog(deps, caller, channel, readRoleMenu(view.state.values));
      note(context, { outcome: 'dialog' });
      await ack({ response_action: 'update', view: next });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await refuse(sayUnchanged(error));
    }
  });

  router.press(TEAM_ACTION.undo, async ({ action, body, client, context, respond }) => {
    const caller = { client, context, user: body.user.id };
    const tell = (text: string) => respond({ replace_original: false, response_type: 'ephemeral', text });
    try {
      const done = await undoChange(
        deps,
        caller,
        action.value ?? '',
        body.message?.blocks,
        body.channel?.id ?? 'D',
      );
      note(context, { outcome: 'told' in done ? 'left alone' : done.outcome });
      if ('told' in done) await tell(done.told);
      else await respond({ replace_original: true, ...NO_PREVIEW, ...done.message });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await tell(`${sayStoreTrouble(error)} ${COPY.undo.unsure}`);
    }
  });
}
