import type { ChannelsSelectAction, ConversationsSelectAction } from '@slack/bolt';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import { showCarried } from '../ask/show-carried.ts';
import { buildAnswerDialog, readCarried } from '../ask/views/answer-dialog.ts';
import type { MemoryParts } from '../parts.ts';
import { TEAM_ACTION } from '../team/actions.ts';
import { sayTrouble } from '../team/open-dialog.ts';
import { publishHome } from './publish-home.ts';

/** Older messages have a menu of public channels alone. */
type Picked = ConversationsSelectAction | ChannelsSelectAction;

const UNKNOWN = 'I no longer know which channel is yours.';

/** A person picks the channel that is their team's: from then on direct messages name the people of that channel. */
export function registerHomeChannel(router: Router, parts: MemoryParts): void {
  const { store, answers } = parts;
  router.press<Picked>(TEAM_ACTION.pickChannel, async ({ action, body, client, context, respond }) => {
    const channel =
      action.type === 'channels_select' ? action.selected_channel : action.selected_conversation;
    const caller = { client, context, user: body.user.id };
    const { view } = body;
    const tell = (text: string) =>
      view
        ? post(client, { channel: caller.user, text })
        : respond({ replace_original: false, response_type: 'ephemeral', text });
    try {
      await store.workspace(workspaceOf(context)).setHome(body.user.id, channel ?? undefined);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return void (await tell(sayTrouble(error)));
    }
    note(context, { outcome: 'home' });
    if (view?.type === 'home') return publishHome(parts, caller);
    const said = channel
      ? `Thank you. From now on I name the people of <#${channel}> when you write to me directly.`
      : UNKNOWN;
    if (view) {
      const carried = readCarried(view.private_metadata);
      const { answer, local } = await showCarried(answers, context, carried, caller.user);
      const shown = buildAnswerDialog(answer, { ...carried, said }, local);
      return void (await client.views.update({ view_id: view.id, view: shown }));
    }
    await tell(channel ? `${said} To change it, type \`/whoowns team\` here.` : UNKNOWN);
  });
}
