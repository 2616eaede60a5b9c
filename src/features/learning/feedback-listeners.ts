import type { Context, FeedbackButtonsAction } from '@slack/bolt';
import { isGap } from '../../answer/types.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/seen.ts';
import { sayStoreTrouble } from '../../slack/store-trouble.ts';
import { buildNotice } from '../../slack/ui/notice.ts';
import { StoreError } from '../../store/errors.ts';
import { ASK_ACTION } from '../ask/actions.ts';
import { questionId } from '../ask/question-id.ts';
import { buildAnswer } from '../ask/views/answer.ts';
import { buildAnswerDialog, readCarried } from '../ask/views/answer-dialog.ts';
import {
  buildUnhelpfulDialog,
  type Judged,
  readFeedback,
  readJudged,
  readTell,
  readUnhelpful,
} from '../ask/views/feedback.ts';
import type { MemoryParts } from '../parts.ts';
import { LEARNING_DIALOG } from './actions.ts';
import { keepChoice } from './keep-choice.ts';
import { knownNow } from './maintainers.ts';
import { keepsQuestions } from './retention.ts';

const RUNNERS_UP = 3;

const KEPT = 'Thank you. I have kept your question for those who look after me, without your name.';
const NOT_KEPT = 'Thank you. I have kept nothing of your question.';

/** "Was this helpful?", what was wrong, and "Tell me when there is an answer". */
export function registerFeedback(router: Router, parts: MemoryParts & { seen: Seen }): void {
  const { answerer, answers, gather, seen } = parts;

  /** What came second, without what was shown. */
  const runnersUp = ({ question, subject }: Judged) => {
    const shown = subject && 'topic' in subject ? subject.topic : undefined;
    const { topics } = knownNow(parts);
    return answerer
      .answer(question)
      .suggestions.filter((id) => id !== shown)
      .flatMap((id) => topics.get(id) ?? [])
      .slice(0, RUNNERS_UP);
  };
  /** Keeps that an answer did not help, and why; what is more of the same press is not counted again. */
  const keep = async (context: Context, judged: Judged, reason: string, isMore: boolean): Promise<void> => {
    const { question, subject } = judged;
    if (!isMore) await gather.count(context, ['unhelpful']);
    const candidates = answerer.answer(question).suggestions.slice(0, RUNNERS_UP);
    const topic = subject && 'topic' in subject ? subject.topic : undefined;
    const id = questionId(question, 'unhelpful', topic);
    await gather.keep(context, id, question, { outcome: 'unhelpful', candidates, reason }, isMore);
  };

  router.press<FeedbackButtonsAction>(
    ASK_ACTION.judge,
    async ({ action, body, client, context, respond }) => {
      const judged = readFeedback(action.value);
      note(context, { outcome: judged?.helpful === false ? 'not helpful' : 'helpful' });
      const { container, user } = body;
      const spot = `${container.channel_id}:${container.message_ts}:${user.id}`;
      if (judged && !judged.helpful) {
        const keeping = (await keepsQuestions(parts, context)) ? 'at once' : 'never';
        const view = buildUnhelpfulDialog(judged, runnersUp(judged), keeping);
        await client.views.open({ trigger_id: body.trigger_id, view });
        // At the press: many close the dialog.
        if (await seen.first(context, `unhelpful:${spot}`)) await keep(context, judged, '', false);
        return;
      }
      if (await seen.first(context, `helpful:${spot}`)) await gather.count(context, ['helpful']);
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        text: 'Thank you. Good to know.',
      });
    },
  );

  router.press(ASK_ACTION.unhelpful, async ({ action, body, client, context }) => {
    const judged = readJudged(action.value ?? '');
    note(context, { outcome: 'not helpful' });
    if (!judged) return;
    const { theirs } = readCarried(body.view?.private_metadata ?? '');
    const isKept = await keepsQuestions(parts, context);
    const keeping = !isKept ? 'never' : theirs === true ? 'when sent' : 'at once';
    const view = buildUnhelpfulDialog(judged, runnersUp(judged), keeping);
    await client.views.push({ trigger_id: body.trigger_id, view });
    if (keeping === 'when sent') return;
    if (await seen.first(context, `unhelpful:${body.view?.id}`)) await keep(context, judged, '', false);
  });

  router.submit(LEARNING_DIALOG.unhelpful, async ({ ack, view, body, context }) => {
    const judged = readUnhelpful(view.private_metadata);
    const values = view.state.values;
    const reason = values.reason?.reason?.value ?? '';
    const instead = values.instead?.instead?.selected_option?.value;
    if (!judged) return void (await ack());
    if (instead === undefined) {
      const said = judged.keeping === 'never' ? NOT_KEPT : KEPT;
      await ack({ response_action: 'update', view: buildNotice(said, 'Thank you') });
    } else {
      const asked = { channel: 'D', user: body.user.id };
      const { answer, local } = await answers.show(context, { topic: instead }, asked);
      await ack({ response_action: 'update', view: buildAnswerDialog(answer, { question: '' }, local) });
    }
    note(context, { outcome: 'not helpful' });
    const isMore = judged.keeping !== 'when sent';
    if (reason !== '' || !isMore) await keep(context, judged, reason, isMore);
    if (instead !== undefined) {
      await keepChoice(gather, context, { subject: { topic: instead }, question: judged.question });
    }
  });

  router.press(ASK_ACTION.tell, async ({ action, body, client, context, respond }) => {
    note(context, { outcome: 'tell' });
    const tell = readTell(action.value);
    const say = (text: string) =>
      body.view
        ? post(client, { channel: body.user.id, text })
        : respond({ response_type: 'ephemeral', replace_original: false, text });
    if (!tell) return void (await say('This button is from an older message of mine. Please ask me again.'));
    try {
      const asked = { channel: 'D', user: body.user.id };
      const { answer, local } = await answers.to(context, tell.question, asked);
      // Somebody has answered it since: there is nothing to wait for.
      if (!isGap(answer)) {
        const message = buildAnswer(answer, { audience: 'direct', local });
        return void (body.view
          ? await post(client, { channel: body.user.id, ...message })
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
      await say(`${sayStoreTrouble(error)} Please press again in a minute.`);
    }
  });
}
