import type { App, BlockAction, ChannelsSelectAction } from '@slack/bolt';
import { StoreError } from '../../store/errors.ts';
import { ACTION_ID } from '../blocks/buttons.ts';
import { note } from '../journal.ts';
import { sayTrouble } from '../memory/open-dialog.ts';
import type { MemoryParts } from '../memory/parts.ts';
import { publishHome } from '../memory/publish-home.ts';
import { workspaceOf } from '../memory/workspace.ts';

/** A person picks the channel that is their team's: from then on direct messages name the people of that channel. */
export function registerHomeChannel(app: App, parts: MemoryParts): void {
  const { store } = parts;
  app.action<BlockAction<ChannelsSelectAction>>(
    { type: 'block_actions', action_id: ACTION_ID.home },
    async ({ ack, action, body, client, context, respond }) => {
      await ack();
      const { selected_channel: channel } = action;
      const doing = { client, context, user: body.user.id };
      // On the home tab there is no message to answer below.
      const onHome = body.view !== undefined;
      const tell = (text: string) =>
        onHome
          ? client.chat.postMessage({ channel: doing.user, text })
          : respond({ replace_original: false, response_type: 'ephemeral', text });
      try {
        await store.workspace(workspaceOf(context)).setHome(body.user.id, channel ?? undefined);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return void (await tell(sayTrouble(error)));
      }
      note(context, { outcome: 'home' });
      if (onHome) return publishHome(parts, doing);
      await tell(
        channel
          ? `Thank you. From now on I name the people of <#${channel}> when you write to me here. To change it, type \`/whoowns team\` here.`
          : 'I no longer know which channel is yours.',
      );
    },
  );
}
