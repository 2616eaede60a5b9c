import type { App } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { readQuestion } from '../../answer/read-question.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { buildHello } from '../blocks/hello.ts';
import { noteAnswer } from '../journal.ts';
import type { Seen } from '../seen.ts';
import { isFromPerson } from './from-person.ts';

/** A direct message: answered there, and inside a thread in that thread. */
export function registerDirectMessage(
  app: App,
  { answerer, seen }: { answerer: Answerer; seen: Seen },
): void {
  app.message(async ({ message: event, client, context }) => {
    if (event.channel_type !== 'im' || !isFromPerson(event as Parameters<typeof isFromPerson>[0])) return;
    if (!seen.first(`message:${event.channel}:${event.ts}`)) return;
    const { text = '', thread_ts } = event as { text?: string; thread_ts?: string };
    const { answer } = answerer.answer(text);
    noteAnswer(context, answer);
    const question = readQuestion(text);
    const message = question === '' ? buildHello() : buildAnswer(answer, { audience: 'direct', question });
    await client.chat.postMessage({
      channel: event.channel,
      ...(thread_ts === undefined ? {} : { thread_ts }),
      unfurl_links: false,
      ...message,
    });
  });
}
