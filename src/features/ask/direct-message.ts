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

/** A direct message: answered there, and inside a thread in that thread. */
export function registerDirectMessage(router: Router, parts: MemoryParts & { seen: Seen }): void {
  const { seen, answers, gather } = parts;
  router.event('message', async ({ message: event, client, context }) => {
    if (event.channel_type !== 'im' || !isFromPerson(event as Parameters<typeof isFromPerson>[0])) return;
    if (!(await seen.first(context, `message:${event.channel}:${event.ts}`))) return;
    const { text = '', thread_ts, user = '' } = event as { text?: string; thread_ts?: string; user?: string };
    const reply = {
      channel: event.channel,
      ...(thread_ts === undefined ? {} : { thread_ts }),
    };
    const newcomer = await readNewcomer(parts, { client, context, user }, readQuestion(text));
    if (newcomer) {
      note(context, { outcome: 'newcomer' });
      return void (await post(client, { ...reply, ...newcomer }));
    }
    const told = await readTypedWord(parts, { client, context, user }, { text, channel: event.channel });
    if (told) {
      note(context, { outcome: told.wish });
      return void (await post(client, { ...reply, ...told.message }));
    }
    const answering = await answers.to(context, text, { channel: event.channel, user });
    const { answer, question, local, id } = answering;
    noteAnswer(context, answer);
    const place = { audience: 'direct', question, local, id } as const;
    const message = question === '' ? buildHello() : buildAnswer(answer, place);
    await post(client, { ...reply, ...message });
    await gather.asked(context, answering);
  });
}
