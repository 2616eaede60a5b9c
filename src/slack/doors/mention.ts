import type { App } from '@slack/bolt';
import { localise } from '../../answer/here.ts';
import { readQuestion } from '../../answer/read-question.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { buildHello } from '../blocks/hello.ts';
import { noteAnswer } from '../journal.ts';
import type { MemoryParts } from '../memory/parts.ts';
import type { Seen } from '../seen.ts';
import { isFromPerson } from './from-person.ts';

/** A mention in a channel: answered in the mention's thread, or in the thread that it stands in. */
export function registerMention(app: App, parts: MemoryParts & { seen: Seen }): void {
  const { answerer, seen, readHere } = parts;
  app.event('app_mention', async ({ event, client, context }) => {
    // An edit of a mention comes as a new event with the old time.
    if (!isFromPerson(event) || !(await seen.first(`message:${event.channel}:${event.ts}`))) return;
    const { answer } = answerer.answer(event.text);
    noteAnswer(context, answer);
    const question = readQuestion(event.text);
    const named = answer.kind === 'who' ? answer.place : undefined;
    const here = await readHere(context, { channel: event.channel, user: event.user ?? '', named });
    const local = localise(answer, here, answerer.known().roles);
    const place = { audience: 'public', question, local } as const;
    const message = question === '' ? buildHello() : buildAnswer(answer, place);
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      unfurl_links: false,
      ...message,
    });
  });
}
