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

/** A direct message: answered there, and inside a thread in that thread. */
export function registerDirectMessage(app: App, parts: MemoryParts & { seen: Seen }): void {
  const { answerer, seen, readHere } = parts;
  app.message(async ({ message: event, client, context }) => {
    if (event.channel_type !== 'im' || !isFromPerson(event as Parameters<typeof isFromPerson>[0])) return;
    if (!(await seen.first(`message:${event.channel}:${event.ts}`))) return;
    const { text = '', thread_ts, user = '' } = event as { text?: string; thread_ts?: string; user?: string };
    const reply = {
      channel: event.channel,
      ...(thread_ts === undefined ? {} : { thread_ts }),
      unfurl_links: false,
    };
    const newcomer = await readNewcomer(parts, { client, context, user }, readQuestion(text));
    if (newcomer) {
      note(context, { outcome: 'newcomer' });
      return void (await client.chat.postMessage({ ...reply, ...newcomer }));
    }
    const { answer } = answerer.answer(text);
    noteAnswer(context, answer);
    const question = readQuestion(text);
    const named = answer.kind === 'who' ? answer.place : undefined;
    const here = await readHere(context, { channel: event.channel, user: user, named });
    const local = localise(answer, here, answerer.known().roles);
    const place = { audience: 'direct', question, local } as const;
    const message = question === '' ? buildHello() : buildAnswer(answer, place);
    await client.chat.postMessage({ ...reply, ...message });
  });
}
