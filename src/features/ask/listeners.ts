import { channelName } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import type { createLoopGuard } from '../../slack/loop-guard.ts';
import { post } from '../../slack/post.ts';
import { isFromPerson } from '../../slack/read-message.ts';
import type { Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/store.ts';
import type { Message } from '../../slack/ui/blocks.ts';
import type { AnswerQuestion } from './answer-question.ts';
import type { Answering } from './answers.ts';
import { buildAnswer } from './views/answer.ts';
import { buildHello } from './views/topic-lists.ts';

interface Dependencies {
  readonly answerQuestion: AnswerQuestion;
  readonly seen: Seen;
  /** False ends a loop with another program. */
  readonly mayAnswer: ReturnType<typeof createLoopGuard>;
}

const acknowledged = async (): Promise<void> => {};

/** The command, a mention, and a direct message: three places to ask, and one journey. */
export function registerAsking(router: Router, { answerQuestion, seen, mayAnswer }: Dependencies): void {
  router.command(async ({ command, ack, respond, client, context }) => {
    const caller = { client, context, user: command.user_id };
    const channel = { id: command.channel_id, name: channelName(command.channel_name) };
    let isAcknowledged = false;
    await answerQuestion(
      caller,
      { text: command.text ?? '', channel },
      {
        acknowledge: () => {
          isAcknowledged = true;
          return ack();
        },
        // Within the acknowledgement, to save a round trip; where Slack had to be asked something, after it.
        showAnswer: (answering) => {
          const message = { response_type: 'ephemeral' as const, ...buildFor('private', answering) };
          return isAcknowledged ? respond(message) : ack(message);
        },
        showMessage: (message) => respond({ response_type: 'ephemeral', ...message }),
        openDialog: (view) => client.views.open({ trigger_id: command.trigger_id, view }),
      },
    );
  });

  // Answered in the mention's thread, or in the thread that it stands in.
  router.event('app_mention', async ({ event, client, context }) => {
    // An edit of a mention comes as a new event with the old time.
    if (!isFromPerson(event) || !(await seen.first(context, `message:${event.channel}:${event.ts}`))) return;
    const caller = { client, context, user: event.user ?? '' };
    const thread = event.thread_ts ?? event.ts;
    if (!mayAnswer({ channel: event.channel, thread, user: caller.user }))
      return note(context, { outcome: 'too many' });
    const send = (message: Message) =>
      post(client, { channel: event.channel, thread_ts: event.thread_ts ?? event.ts, ...message });
    await answerQuestion(
      caller,
      { text: event.text, channel: { id: event.channel, name: '' } },
      {
        isPublic: true,
        acknowledge: acknowledged,
        showAnswer: (answering) => send(buildFor('public', answering)),
        showMessage: send,
      },
    );
  });

  // Answered there, and inside a thread in that thread.
  router.event('message', async ({ event, client, context }) => {
    const message = event as Parameters<typeof isFromPerson>[0] & {
      readonly channel_type?: string;
      readonly text?: string;
      readonly thread_ts?: string;
    };
    if (message.channel_type !== 'im' || !isFromPerson(message)) return;
    if (!(await seen.first(context, `message:${event.channel}:${event.ts}`))) return;
    const { text = '', thread_ts, user = '' } = message;
    if (!mayAnswer({ channel: event.channel, thread: thread_ts ?? '', user }))
      return note(context, { outcome: 'too many' });
    const thread = thread_ts === undefined ? {} : { thread_ts };
    const send = (reply: Message) => post(client, { channel: event.channel, ...thread, ...reply });
    await answerQuestion(
      { client, context, user },
      { text, channel: { id: event.channel, name: '' } },
      {
        isDirect: true,
        acknowledge: acknowledged,
        showAnswer: (answering) => send(buildFor('direct', answering)),
        showMessage: send,
      },
    );
  });
}

/** The answer as it is read there. Behind the command, an empty question asks for help; elsewhere it says hello. */
function buildFor(audience: 'private' | 'public' | 'direct', answering: Answering): Message {
  const { answer, question, facts, id } = answering;
  if (question === '' && audience !== 'private') return buildHello();
  return buildAnswer(answer, { audience, question, facts, id });
}
