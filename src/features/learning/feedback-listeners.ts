import type { Context, FeedbackButtonsAction } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { isGap } from '../../answer/types.ts';
import { isOutsider } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import { apologise, type Router } from '../../slack/router.ts';
import type { ReadSnapshot, Seen } from '../../slack/store.ts';
import { sayStoreTrouble } from '../../slack/store.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import { buildNotice } from '../../slack/ui/modal.ts';
import { StoreError } from '../../store/errors.ts';
import { ASK_ACTION } from '../ask/actions.ts';
import type { Answers } from '../ask/answers.ts';
import { buildAnswer } from '../ask/views/answer.ts';
import { buildAnswerDialog, readCarried } from '../ask/views/answer-dialog.ts';
import { type Judged, readFeedback, readJudged, readTell } from '../ask/views/feedback.ts';
import { readSettings } from '../settings/settings.ts';
import { COPY } from './copy.ts';
import type { QuestionLog } from './question-log.ts';
import { buildUnhelpfulDialog, readUnhelpfulMetadata, UNHELPFUL_DIALOG } from './views/unhelpful-dialog.ts';

const MOST_RUNNERS_UP = 3;

interface Dependencies {
  readonly answerer: Pick<Answerer, 'answer' | 'known'>;
  readonly answers: Answers;
  readonly questionLog: QuestionLog;
  readonly readSnapshot: ReadSnapshot;
  readonly seen: Seen;
}

/** "Was this helpful?", what was wrong, and "Tell me when there is an answer". */
export function registerFeedback(
  router: Router,
  { answerer, answers, questionLog, readSnapshot, seen }: Dependencies,
): void {
  const topicOf = ({ subject }: Judged) => (subject && 'topic' in subject ? subject.topic : undefined);
  const candidatesFor = ({ question }: Judged) => answerer.answer(question).suggestions;
  /** What came second, without what was shown. */
  const runnersUp = (judged: Judged) => {
    const { topics } = answerer.known();
    const others = candidatesFor(judged).filter((id) => id !== topicOf(judged));
    return others.flatMap((id) => topics.get(id) ?? []).slice(0, MOST_RUNNERS_UP);
  };
  const keep = (context: Context, judged: Judged, reason: string, isMore: boolean) => {
    const { question } = judged;
    const candidates = candidatesFor(judged).slice(0, MOST_RUNNERS_UP);
    return questionLog.notHelpful(context, { question, topic: topicOf(judged), reason, candidates, isMore });
  };
  /** At the press: many close the dialog. */
  const keepOnce = async (context: Context, judged: Judged, spot: string) => {
    if (await seen.first(context, `unhelpful:${spot}`)) await keep(context, judged, '', false);
  };
  /** Whether what somebody asks is kept; not while the store cannot be asked. */
  const keepsQuestions = async (context: Context): Promise<boolean> => {
    if (isOutsider(context)) return false;
    const snapshot = await readSnapshot(context);
    return snapshot !== undefined && readSettings(snapshot).keepDays > 0;
  };

  router.press<FeedbackButtonsAction>(ASK_ACTION.judge, async (args) => {
    const { action, body, client, context, respond } = args;
    const judged = readFeedback(action.value);
    if (!judged) return apologise(args);
    note(context, { outcome: judged.helpful ? 'helpful' : 'not helpful' });
    const { container, user } = body;
    const spot = `${container.channel_id}:${container.message_ts}:${user.id}`;
    if (judged.helpful) {
      if (await seen.first(context, `helpful:${spot}`)) await questionLog.helpful(context);
      const text = COPY.feedback.thanks;
      return void (await respond({ response_type: 'ephemeral', replace_original: false, text }));
    }
    const keeping = (await keepsQuestions(context)) ? 'at once' : 'never';
    const view = buildUnhelpfulDialog(judged, runnersUp(judged), keeping);
    await client.views.open({ trigger_id: body.trigger_id, view });
    await keepOnce(context, judged, spot);
  });

  router.press(ASK_ACTION.unhelpful, async (args) => {
    const { action, body, client, context } = args;
    const judged = readJudged(action.value ?? '');
    if (!judged) return apologise(args);
    note(context, { outcome: 'not helpful' });
    const { isOthersText } = readCarried(body.view?.private_metadata ?? '');
    const isKept = await keepsQuestions(context);
    const keeping = !isKept ? 'never' : isOthersText === true ? 'when sent' : 'at once';
    const view = buildUnhelpfulDialog(judged, runnersUp(judged), keeping);
    await client.views.push({ trigger_id: body.trigger_id, view });
    if (keeping !== 'when sent') await keepOnce(context, judged, `${body.view?.id}`);
  });

  router.submit(UNHELPFUL_DIALOG, async ({ ack, view, body, client, context }) => {
    note(context, { outcome: 'not helpful' });
    const judged = readUnhelpfulMetadata(view.private_metadata);
    const { values } = view.state;
    const reason = values.reason?.reason?.value ?? '';
    const instead = values.instead?.instead?.selected_option?.value;
    if (!judged) return void (await ack());
    if (instead === undefined) {
      const said = judged.keeping === 'never' ? COPY.feedback.notKept : COPY.feedback.kept;
      await ack({ response_action: 'update', view: buildNotice(said, COPY.feedback.closed) });
    } else {
      const asked = { client, channel: 'D', user: body.user.id };
      const { answer, facts } = await answers.show(context, { topic: instead }, asked);
      await ack({ response_action: 'update', view: buildAnswerDialog(answer, { question: '' }, facts) });
    }
    const isMore = judged.keeping !== 'when sent';
    if (reason !== '' || !isMore) await keep(context, judged, reason, isMore);
    if (instead === undefined) return;
    await questionLog.picked(context, { subject: { topic: instead }, question: judged.question });
  });

  router.press(ASK_ACTION.tell, async ({ action, body, client, context, respond }) => {
    note(context, { outcome: 'tell' });
    const tell = readTell(action.value);
    const user = body.user.id;
    const show = (message: Message) =>
      body.view
        ? post(client, { channel: user, ...message })
        : respond({ response_type: 'ephemeral', replace_original: false, ...message });
    if (!tell) return void (await show(say(COPY.tell.oldButton)));
    try {
      const asked = { client, channel: 'D', user };
      const { answer, facts } = await answers.to(context, tell.question, asked);
      // Somebody has answered it since: there is nothing to wait for.
      if (!isGap(answer)) return void (await show(buildAnswer(answer, { audience: 'direct', facts })));
      if (answer.kind === 'unknown' && answer.silent) return void (await show(say(COPY.tell.notOurs)));
      const isKept = await questionLog.tell(context, tell.id, tell.question, user);
      await show(say(isKept ? COPY.tell.willTell : COPY.tell.cannotTell));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await show(say(`${sayStoreTrouble(error)} ${COPY.tell.pressAgain}`));
    }
  });
}
