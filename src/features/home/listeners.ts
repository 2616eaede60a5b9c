import type {
  ChannelsSelectAction,
  ConversationsSelectAction,
  PlainTextInputAction,
  StaticSelectAction,
} from '@slack/bolt';
import { workspaceOf } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { sayUnchanged } from '../../slack/store.ts';
import { StoreError } from '../../store/errors.ts';
import type { AnswerQuestion } from '../ask/answer-question.ts';
import { type Answers, noteAnswer } from '../ask/answers.ts';
import { showCarried } from '../ask/dialog-presses.ts';
import { createDialogSurface } from '../ask/dialog-surface.ts';
import { buildAnswerDialog, readCarried } from '../ask/views/answer-dialog.ts';
import { type ForgetDependencies, forgetPerson } from '../lifecycle/forget.ts';
import { TEAM_ACTION } from '../team/actions.ts';
import { HOME_ACTION } from './actions.ts';
import { COPY } from './copy.ts';
import { type HomeDependencies, publishHome } from './publish-home.ts';

interface Dependencies extends HomeDependencies, ForgetDependencies {
  readonly answerQuestion: AnswerQuestion;
  readonly answers: Answers;
}

/** The home tab: it is drawn when it is opened, and after each change made on it. */
export function registerHomeTab(router: Router, deps: Dependencies): void {
  const { answers, answerQuestion } = deps;

  router.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home') return;
    note(context, { outcome: 'home tab' });
    await publishHome(deps, { client, context, user: event.user });
  });

  router.press<PlainTextInputAction>(HOME_ACTION.ask, async ({ action, body, client, context }) => {
    const caller = { client, context, user: body.user.id };
    const surface = createDialogSurface(
      client,
      async (view) => (await client.views.open({ trigger_id: body.trigger_id, view })).view?.id,
    );
    let isWord = false;
    await answerQuestion(
      caller,
      { text: action.value ?? '', channel: { id: 'D', name: '' } },
      {
        ...surface,
        acknowledge: () => {
          isWord = true;
          return surface.acknowledge();
        },
        showAnswer: ({ answer, question, facts, id }) =>
          surface.show(buildAnswerDialog(answer, { question, id }, facts)),
      },
    );
    // A typed word may have changed something that the tab shows.
    if (isWord) await publishHome(deps, caller);
  });

  router.press<StaticSelectAction>(HOME_ACTION.topic, async ({ action, body, client, context }) => {
    const subject = { topic: action.selected_option?.value ?? '' };
    const { answer, facts } = await answers.show(context, subject, {
      client,
      channel: 'D',
      user: body.user.id,
    });
    noteAnswer(context, answer);
    const view = buildAnswerDialog(answer, { question: '' }, facts);
    await client.views.open({ trigger_id: body.trigger_id, view });
  });

  router.press(HOME_ACTION.forget, async ({ body, client, context }) => {
    note(context, { outcome: 'forget me' });
    const caller = { client, context, user: body.user.id };
    const text = await forgetPerson(deps, caller);
    await post(client, { channel: caller.user, text });
    await publishHome(deps, caller);
  });
}

/** Older messages have a menu of public channels alone. */
type PickAction = ConversationsSelectAction | ChannelsSelectAction;

/** A person picks their team's channel: from then on direct messages name the people of that channel. */
export function registerChannelPicker(router: Router, deps: Omit<Dependencies, 'answerQuestion'>): void {
  const { store, answers } = deps;
  router.press<PickAction>(TEAM_ACTION.pickChannel, async ({ action, body, client, context, respond }) => {
    const channel =
      action.type === 'channels_select' ? action.selected_channel : action.selected_conversation;
    const caller = { client, context, user: body.user.id };
    const { view } = body;
    const tell = (text: string) =>
      view
        ? post(client, { channel: caller.user, text })
        : respond({ replace_original: false, response_type: 'ephemeral', text });
    try {
      await store.workspace(workspaceOf(context)).setHome(caller.user, channel ?? undefined);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return void (await tell(sayUnchanged(error)));
    }
    note(context, { outcome: 'channel picked' });
    if (view?.type === 'home') return publishHome(deps, caller);
    const notice = channel ? COPY.picked(channel) : COPY.unpicked;
    if (view) {
      const carried = readCarried(view.private_metadata);
      const { answer, facts } = await showCarried(answers, caller, carried);
      const next = buildAnswerDialog(answer, { ...carried, notice }, facts);
      return void (await client.views.update({ view_id: view.id, view: next }));
    }
    await tell(channel ? `${notice} ${COPY.changeIt}` : notice);
  });
}
