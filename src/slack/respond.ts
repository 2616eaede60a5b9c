import type { RespondArguments, RespondFn, webApi } from '@slack/bolt';
import type { Log } from '../log.ts';
import { refusesBlocks } from './errors.ts';
import { NO_PREVIEW, post } from './post.ts';
import type { Message } from './ui/blocks.ts';
import { buildNotice } from './ui/modal.ts';

/** What of a press says where its answer can go. */
interface Pressed {
  readonly user: { readonly id: string };
  readonly channel?: { readonly id: string } | undefined;
  readonly message?: { readonly ts?: string; readonly thread_ts?: string } | undefined;
  readonly container?: { readonly thread_ts?: unknown } | undefined;
}

/** The thread that a pressed message stands in. A message that has replies names itself as its thread: that is none. */
export function threadOf({ message, container }: Pressed): string | undefined {
  const thread = message?.thread_ts ?? container?.thread_ts;
  return typeof thread === 'string' && thread !== message?.ts ? thread : undefined;
}

/**
 * Bolt's `respond` with three mends for what one person alone is told, after a press or a command. In a thread it goes into the thread:
 * Slack would show an answer by response_url at the end of the channel. Where the address is dead or was never given, it
 * goes into the person's direct messages. What replaces the pressed message or is for all passes as it is.
 */
export function createRespond(
  client: webApi.WebClient,
  body: Pressed,
  respond: RespondFn | undefined,
): RespondFn {
  return async (given) => {
    const message: RespondArguments = typeof given === 'string' ? { text: given } : given;
    const isNotice = message.replace_original !== true && message.response_type !== 'in_channel';
    const thread = threadOf(body);
    if (isNotice && thread !== undefined && body.channel) {
      const ephemeral = { channel: body.channel.id, user: body.user.id, thread_ts: thread };
      const sent = await client.chat
        .postEphemeral({ ...ephemeral, ...contentOf(message) } as webApi.ChatPostEphemeralArguments)
        .catch(() => undefined); // the bot is no member there: by response_url it works all the same
      if (sent) return undefined as never;
    }
    if (respond) {
      try {
        return await respond(message);
      } catch (error) {
        // What Slack does not take by this address, it takes by no other.
        if (!isNotice || refusesBlocks(error)) throw error;
      }
    }
    const direct = { channel: body.user.id, ...contentOf(message) } as webApi.ChatPostMessageArguments;
    return (await post(client, direct)) as never;
  };
}

/** The message without the orders to response_url. */
function contentOf({
  response_type: _,
  replace_original: __,
  delete_original: ___,
  ...content
}: RespondArguments) {
  return content;
}

/** Shows a message above the view in which something was pressed, where there is nothing to answer below. */
export async function showNotice(
  client: webApi.WebClient,
  { trigger_id, view }: { trigger_id: string; view?: { type: string } },
  { blocks }: Message,
): Promise<void> {
  const notice = { trigger_id, view: buildNotice(blocks) };
  // Slack lays dialogs above dialogs alone.
  await (view?.type === 'home' ? client.views.open(notice) : client.views.push(notice));
}

export type ReplaceMessage = ReturnType<typeof createReplaceMessage>;

/**
 * Creates what puts a message in the place of the one whose button was pressed, by the press's `response_url`: Bolt
 * replies to a press by that address itself, but not to the dialog that the press has opened. The address holds for half
 * an hour; past that the message stays as it was. Throws nothing.
 */
export function createReplaceMessage({ fetch, log }: { fetch: webApi.FetchFunction; log: Log }) {
  return async (responseUrl: string, build: () => Promise<Message>): Promise<void> => {
    const fail = (why: object) => log.info({ event: 'list', outcome: 'not renewed', ...why });
    try {
      const message = await build();
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ replace_original: true, ...NO_PREVIEW, ...message }),
      });
      await response.text();
      if (!response.ok) fail({ status: response.status });
    } catch (error) {
      fail({ error: error instanceof Error ? error.name : '' });
    }
  };
}
