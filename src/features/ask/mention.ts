import { readQuestion } from '../../answer/read-question.ts';
import { isFromPerson } from '../../slack/from-person.ts';
import { note, noteAnswer } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/seen.ts';
import { readNewcomer } from '../onboarding/begin.ts';
import type { MemoryParts } from '../parts.ts';
import { readTypedWord } from './typed-word.ts';
import { buildAnswer } from './views/answer.ts';
import { buildHello } from './views/hello.ts';

/** A mention in a channel: answered in the mention's thread, or in the thread that it stands in. */
export function registerMention(router: Router, parts: MemoryParts & { seen: Seen }): void {
  const { seen, answers, gather } = parts;
  router.event('app_mention', async ({ event, client, context }) => {
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
