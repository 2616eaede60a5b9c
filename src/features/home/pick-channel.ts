import type { ChannelsSelectAction, ConversationsSelectAction } from '@slack/bolt';
import { workspaceOf } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { sayUnchanged } from '../../slack/store.ts';
import { StoreError } from '../../store/errors.ts';
import type { Answers } from '../ask/answers.ts';
import { showCarried } from '../ask/dialog-presses.ts';
import { buildAnswerDialog, readCarried } from '../ask/views/answer-dialog.ts';
import { TEAM_ACTION } from '../team/actions.ts';
import { COPY } from './copy.ts';
import { type HomeParts, publishHome } from './publish-home.ts';

/** Older messages have a menu of public channels alone. */
type Picked = ConversationsSelectAction | ChannelsSelectAction;

interface Parts extends HomeParts {
  readonly answers: Answers;
}

/** A person picks their team's channel: from then on direct messages name the people of that channel. */
export function registerChannelPicker(router: Router, parts: Parts): void {
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
      return void (await tell(sayUnchanged(error)));
    }
    note(context, { outcome: 'channel picked' });
    if (view?.type === 'home') return publishHome(parts, caller);
    const said = channel ? COPY.picked(channel) : COPY.unpicked;
    if (view) {
      const carried = readCarried(view.private_metadata);
      const { answer, local } = await showCarried(answers, context, carried, caller.user);
      const shown = buildAnswerDialog(answer, { ...carried, said }, local);
      return void (await client.views.update({ view_id: view.id, view: shown }));
    }
    await tell(channel ? `${said} ${COPY.changeIt}` : said);
  });
}
