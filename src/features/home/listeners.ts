import type { PlainTextInputAction, StaticSelectAction, types } from '@slack/bolt';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { buildNotice } from '../../slack/ui/modal.ts';
import type { AnswerQuestion } from '../ask/answer-question.ts';
import { type Answers, noteAnswer } from '../ask/answers.ts';
import { buildAnswerDialog } from '../ask/views/answer-dialog.ts';
import { type ForgetParts, forgetPerson } from '../lifecycle/forget.ts';
import { HOME_ACTION } from './actions.ts';
import { type HomeParts, publishHome } from './publish-home.ts';

interface Parts extends HomeParts, ForgetParts {
  readonly answerQuestion: AnswerQuestion;
  readonly answers: Answers;
}

/** The home tab: it is drawn when it is opened, and after each change made on it. */
export function registerHomeTab(router: Router, parts: Parts): void {
  const { answers, answerQuestion } = parts;

  router.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home') return;
    note(context, { outcome: 'home tab' });
    await publishHome(parts, { client, context, user: event.user });
  });

  router.press<PlainTextInputAction>(HOME_ACTION.ask, async ({ action, body, client, context }) => {
    const caller = { client, context, user: body.user.id };
    const open = (view: types.ModalView) => client.views.open({ trigger_id: body.trigger_id, view });
    let isWord = false;
    await answerQuestion(
      caller,
      { text: action.value ?? '', channel: { id: 'D', name: '' } },
      {
        isDialog: true,
        acknowledge: async () => {
          isWord = true;
        },
        showAnswer: ({ answer, question, local, id }) =>
          open(buildAnswerDialog(answer, { question, id }, local)),
        showMessage: ({ blocks }) => open(buildNotice(blocks)),
        openDialog: open,
      },
    );
    // What the word did may stand on the tab.
    if (isWord) await publishHome(parts, caller);
  });

  router.press<StaticSelectAction>(HOME_ACTION.topic, async ({ action, body, client, context }) => {
    const subject = { topic: action.selected_option?.value ?? '' };
    const { answer, local } = await answers.show(context, subject, { channel: 'D', user: body.user.id });
    noteAnswer(context, answer);
    const view = buildAnswerDialog(answer, { question: '' }, local);
    await client.views.open({ trigger_id: body.trigger_id, view });
  });

  router.press(HOME_ACTION.forget, async ({ body, client, context }) => {
    note(context, { outcome: 'forget me' });
    const caller = { client, context, user: body.user.id };
    const text = await forgetPerson(parts, caller);
    await post(client, { channel: caller.user, text });
    await publishHome(parts, caller);
  });
}
