import type { App } from '@slack/bolt';
import { localise } from '../../answer/here.ts';
import { readQuestion } from '../../answer/read-question.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { buildHello } from '../blocks/hello.ts';
import { note, noteAnswer } from '../journal.ts';
import { readNewcomer } from '../memory/begin.ts';
import type { MemoryParts } from '../memory/parts.ts';
import type { Seen } from '../seen.ts';
import { isFromPerson } from './from-person.ts';

/** A mention in a channel: answered in the mention's thread, or in the thread that it stands in. */
export function registerMention(app: App, parts: MemoryParts & { seen: Seen }): void {
  const { answerer, seen, readHere } = parts;
  app.event('app_mention', async ({ event, client, context }) => {
    // An edit of a mention comes as a new event with the old time.
    if (!isFromPerson(event) || !(await seen.first(`message:${event.channel}:${event.ts}`))) return;
    const reply = { channel: event.channel, thread_ts: event.thread_ts ?? event.ts, unfurl_links: false };
    const user = event.user ?? '';
    const newcomer = await readNewcomer(parts, { client, context, user }, readQuestion(event.text));
    if (newcomer) {
      note(context, { outcome: 'newcomer' });
      await client.chat.postMessage({ channel: user, unfurl_links: false, ...newcomer });
      return void (await client.chat.postMessage({ ...reply, text: 'I have written to you directly.' }));
    }
    const { answer } = answerer.answer(event.text);
    noteAnswer(context, answer);
    const question = readQuestion(event.text);
    const named = answer.kind === 'who' ? answer.place : undefined;
    const here = await readHere(context, { channel: event.channel, user, named });
    const local = localise(answer, here, answerer.known().roles);
    const place = { audience: 'public', question, local } as const;
    const message = question === '' ? buildHello() : buildAnswer(answer, place);
    await client.chat.postMessage({ ...reply, ...message });
  });
}
