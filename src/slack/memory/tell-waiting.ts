import type { Subject } from '../../answer/types.ts';
import type { Log } from '../../log.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { section } from '../blocks/parts.ts';
import { cut, escapeText } from '../blocks/text.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { slackErrorOf } from './slack-error.ts';
import type { Waiting } from './teach.ts';

/** Tells people that what they asked has an answer now; the others are told where one cannot be. */
export async function tellWaiting(
  { answers, log }: Pick<MemoryParts, 'answers'> & { readonly log: Log },
  { client, context }: Doing,
  waiting: readonly Waiting[],
  subject: Subject,
): Promise<void> {
  for (const { person, text: asked } of waiting) {
    try {
      const { answer, local } = await answers.show(context, subject, { channel: 'D', user: person });
      const message = buildAnswer(answer, { audience: 'direct', local });
      const text = `You asked me “${escapeText(cut(asked, 300))}”. Now there is an answer:`;
      await client.chat.postMessage({
        channel: person,
        unfurl_links: false,
        text: `${text} ${message.text}`,
        blocks: [section(text), ...message.blocks],
      });
    } catch (error) {
      log.warn({ event: 'taught', outcome: 'not told', slack: slackErrorOf(error) });
    }
  }
}
