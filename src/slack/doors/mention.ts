import type { App } from '@slack/bolt';
import { readQuestion } from '../../answer/read-question.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { buildHello } from '../blocks/hello.ts';
import { note, noteAnswer } from '../journal.ts';
import { readNewcomer } from '../memory/begin.ts';
import type { MemoryParts } from '../memory/parts.ts';
import { readTypedWord } from '../memory/typed-word.ts';
import { post } from '../post.ts';
import type { Seen } from '../seen.ts';
import { isFromPerson } from './from-person.ts';

/** A mention in a channel: answered in the mention's thread, or in the thread that it stands in. */
export function registerMention(app: App, parts: MemoryParts & { seen: Seen }): void {
  const { seen, answers, gather } = parts;
  app.event('app_mention', async ({ event, client, context }) => {
    // An edit of a mention comes as a new event with the old time.
    if (!isFromPerson(event) || !(await seen.first(context, `message:${event.channel}:${event.ts}`))) return;
    const reply = { channel: event.channel, thread_ts: event.thread_ts ?? event.ts };
    const user = event.user ?? '';
    const newcomer = await readNewcomer(parts, { client, context, user }, readQuestion(event.text));
    if (newcomer) {
      note(context, { outcome: 'newcomer' });
      await post(client, { channel: user, ...newcomer });
      return void (await post(client, { ...reply, text: 'I have written to you directly.' }));
    }
    const told = await readTypedWord(
      parts,
      { client, context, user },
      { text: event.text, channel: event.channel },
    );
    if (told) {
      note(context, { outcome: told.wish });
      return void (await post(client, { ...reply, ...told.message }));
    }
    const answering = await answers.to(context, event.text, { channel: event.channel, user });
    const { answer, question, local, id } = answering;
    noteAnswer(context, answer);
    const place = { audience: 'public', question, local, id } as const;
    const message = question === '' ? buildHello() : buildAnswer(answer, place);
    await post(client, { ...reply, ...message });
    await gather.asked(context, answering);
  });
}
