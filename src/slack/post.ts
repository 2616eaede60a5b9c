import { webApi } from '@slack/bolt';
import type { Log } from '../log.ts';
import type { Caller } from './caller.ts';
import { cannotPost, explainRefusal, isRestricted, slackErrorOf } from './errors.ts';
import { note } from './journal.ts';
import { rateLimitOf } from './pacing/rate-limit.ts';
import { type Message, section } from './ui/blocks.ts';

/** No preview of a link: what people have written may hold one, and a preview speaks louder than an answer. */
export const NO_PREVIEW = { unfurl_links: false, unfurl_media: false } as const;

/** What could not be posted, by the error that says so: the error keeps its class, and no text gets into a log with it. */
const unposted = new WeakMap<object, webApi.ChatPostMessageArguments>();

/** Posts a message. All messages go this way. Throws what Slack answers. */
export async function post(
  client: webApi.WebClient,
  message: webApi.ChatPostMessageArguments,
): Promise<webApi.ChatPostMessageResponse> {
  try {
    return await client.chat.postMessage({ ...message, ...NO_PREVIEW });
  } catch (error) {
    if (error instanceof Error) unposted.set(error, message);
    throw error;
  }
}

/**
 * What to send a person directly, where a channel did not take the answer to them: it is rate limited, or the bot may
 * not post there. Undefined for any other error.
 */
export function redirect(error: unknown, person: string): webApi.ChatPostMessageArguments | undefined {
  const message = error instanceof Error ? unposted.get(error) : undefined;
  if (message?.channel === undefined || /^[DU]/.test(message.channel)) return undefined;
  const isLimited = rateLimitOf(error)?.channel === message.channel;
  if (!isLimited && !cannotPost(error) && !isRestricted(error)) return undefined;
  const { text, blocks = [section(text)] } = message as Message & { blocks?: Message['blocks'] };
  const why = `I couldn't post in <#${message.channel}>, so here's my answer:`;
  return { channel: person, text: `${why} ${text}`, blocks: [section(why), ...blocks] };
}

/** What came of a message. `refused`: Slack has said no. `uncertain`: it may have arrived all the same. */
export type Posting =
  | { readonly outcome: 'posted'; readonly channel: string | undefined; readonly ts: string | undefined }
  | { readonly outcome: 'refused' | 'uncertain' };

/**
 * Posts what must not come twice, and logs what came of it: only where Slack itself has said no is it sure that nothing
 * arrived.
 */
export async function tryToPost(
  client: webApi.WebClient,
  message: webApi.ChatPostMessageArguments,
  { log, event }: { readonly log: Log; readonly event: string },
): Promise<Posting> {
  try {
    const { channel, ts } = await post(client, message);
    log.info({ event, outcome: 'posted' });
    return { outcome: 'posted', channel, ts };
  } catch (error) {
    const outcome = error instanceof webApi.WebAPIPlatformError ? 'refused' : 'uncertain';
    log.warn({ event, outcome, slack: slackErrorOf(error) });
    return { outcome };
  }
}

/** Where an announcement is read: in the channel that it is about, or elsewhere. */
export type Where = 'here' | 'elsewhere';

/**
 * Says in the channel what was changed there. Where Slack does not take it, the person who changed it is told so
 * instead, in direct messages, with why and with what can be done. Where `instead` stands in the channel, they are told
 * the whole of it.
 */
export async function announce(
  { client, context, user }: Caller,
  channel: string,
  build: (where: Where) => Message,
  instead?: Message,
): Promise<void> {
  const why = await postOrExplain(client, channel, instead ?? build('here'));
  if (why === undefined && instead === undefined) return;
  const elsewhere = build('elsewhere');
  if (why === undefined) return void (await post(client, { channel: user, ...elsewhere }));
  note(context, { outcome: 'not announced' });
  const text = `It's saved, but I couldn't announce it in <#${channel}>: ${why}`;
  await post(client, { channel: user, text, blocks: [section(text), ...elsewhere.blocks] });
}

/** Posts in a channel, or in a thread of it. Undefined when that worked, else the reason as a sentence for people. */
export async function postOrExplain(
  client: webApi.WebClient,
  channel: string,
  message: Message,
  thread?: string,
): Promise<string | undefined> {
  try {
    await post(client, {
      channel,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...message,
    });
    return undefined;
  } catch (error) {
    return explainRefusal(error);
  }
}
