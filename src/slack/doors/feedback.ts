import type { App, BlockAction, ButtonAction, FeedbackButtonsAction } from '@slack/bolt';
import { questionId } from '../../learning/question.ts';
import { StoreError } from '../../store/errors.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { buildAnswerDialog, buildNotice } from '../blocks/answer-dialog.ts';
import { ACTION_ID } from '../blocks/buttons.ts';
import { DIALOG } from '../blocks/dialogs.ts';
import { buildUnhelpfulDialog, type Judged, readFeedback, readJudged, readTell } from '../blocks/feedback.ts';
import { note } from '../journal.ts';
import type { MemoryParts } from '../memory/parts.ts';

const RUNNERS_UP = 3;

/** "Was this helpful?", what was wrong, and "Tell me when there is an answer". */
export function registerFeedback(app: App, { answerer, answers, gather }: MemoryParts): void {
  /** What came second, without what was shown. */
  const runnersUp = ({ question, subject }: Judged) => {
    const shown = subject && 'topic' in subject ? subject.topic : undefined;
    const topics = new Map(
      answerer.known().groups.flatMap((group) => group.topics.map((topic) => [topic.id, topic] as const)),
    );
    return answerer
      .answer(question)
      .suggestions.filter((id) => id !== shown)
      .flatMap((id) => topics.get(id) ?? [])
      .slice(0, RUNNERS_UP);
  };

  app.action<BlockAction<FeedbackButtonsAction>>(
    { type: 'block_actions', action_id: ACTION_ID.helpful },
    async ({ ack, action, body, client, context, respond }) => {
      await ack();
      const judged = readFeedback(action.value);
      note(context, { outcome: judged?.helpful ? 'helpful' : 'not helpful' });
      if (judged && !judged.helpful) {
        const view = buildUnhelpfulDialog(judged, runnersUp(judged));
        await client.views.open({ trigger_id: body.trigger_id, view });
        return;
      }
      await gather.count(context, ['helpful']);
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        text: 'Thank you. Good to know.',
      });
    },
  );

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_ID.unhelpful },
    async ({ ack, action, body, client, context }) => {
      await ack();
      const judged = readJudged(action.value ?? '');
      note(context, { outcome: 'not helpful' });
      if (!judged) return;
      const view = buildUnhelpfulDialog(judged, runnersUp(judged));
      await client.views.push({ trigger_id: body.trigger_id, view });
    },
  );

  app.view(DIALOG.unhelpful, async ({ ack, view, body, context }) => {
    const judged = readJudged(view.private_metadata);
    const values = view.state.values;
    const reason = values.reason?.reason?.value ?? '';
    const instead = values.instead?.instead?.selected_option?.value;
    if (!judged) return void (await ack());
    if (instead === undefined) {
      const text = 'Thank you. I have kept your question for those who look after me, without your name.';
      await ack({ response_action: 'update', view: buildNotice(text) });
    } else {
      const asked = { channel: 'D', user: body.user.id };
      const { answer, local } = await answers.show(context, { topic: instead }, asked);
      await ack({ response_action: 'update', view: buildAnswerDialog(answer, { question: '' }, local) });
    }
    note(context, { outcome: 'not helpful' });
    const { question, subject } = judged;
    const candidates = answerer.answer(question).suggestions.slice(0, RUNNERS_UP);
    const topic = subject && 'topic' in subject ? subject.topic : undefined;
    await gather.count(context, ['unhelpful']);
    const id = questionId(question, 'unhelpful', topic);
    await gather.keep(context, id, question, { outcome: 'unhelpful', candidates, reason });
    if (instead !== undefined) {
      const chosen = questionId(question, 'picked', instead);
      await gather.keep(context, chosen, question, { outcome: 'picked', topic: instead });
    }
  });

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_ID.tell },
    async ({ ack, action, body, client, context, respond }) => {
      await ack();
      note(context, { outcome: 'tell' });
      const tell = readTell(action.value);
      const say = (text: string) =>
        body.view
          ? client.chat.postMessage({ channel: body.user.id, text })
          : respond({ response_type: 'ephemeral', replace_original: false, text });
      if (!tell)
        return void (await say('This button is from an older message of mine. Please ask me again.'));
      try {
        const asked = { channel: 'D', user: body.user.id };
        const { answer, local } = await answers.to(context, tell.question, asked);
        // Somebody has answered it since: there is nothing to wait for.
        if (answer.kind !== 'unknown' && answer.kind !== 'unsure') {
          const message = buildAnswer(answer, { audience: 'direct', local });
          return void (body.view
            ? await client.chat.postMessage({ channel: body.user.id, unfurl_links: false, ...message })
            : await respond({ response_type: 'ephemeral', replace_original: false, ...message }));
        }
        if (answer.kind === 'unknown' && answer.silent) {
          return void (await say('Those who look after me have said that this is not mine to answer.'));
        }
        const kept = await gather.tell(context, tell.id, tell.question, body.user.id);
        await say(
          kept
            ? 'I write to you once, when somebody has answered it.'
            : 'In this workspace I keep no questions, so I cannot tell you later.',
        );
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await say(`${error.message} Please press again in a minute.`);
      }
    },
  );
}
