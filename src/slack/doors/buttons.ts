import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import {
  buildAfterSharing,
  buildAnswer,
  buildShared,
  buildWhy,
  type Message,
  type Place,
} from '../blocks/answer.ts';
import { ACTION_ID, type Carried, unpackValue } from '../blocks/buttons.ts';
import { note, noteAnswer } from '../journal.ts';
import type { Seen } from '../seen.ts';

type Press = BlockAction<ButtonAction>;

/** Where a pressed button stands. */
interface Spot {
  readonly channel: string;
  readonly messageTs: string;
  readonly thread: string | undefined;
  readonly ephemeral: boolean;
}

const OLD_BUTTON =
  'This button is from an older message of mine, and I no longer know what it was for. Please ask me again.';

/** The buttons under an answer: related topics and comparisons, "Did you mean", "Share in channel". */
export function registerButtons(app: App, { answerer, seen }: { answerer: Answerer; seen: Seen }): void {
  app.action<Press>({ type: 'block_actions', action_id: ACTION_ID.show }, async (args) => {
    const { ack, action, body, respond, context } = args;
    await ack();
    const carried = unpackValue(action.value);
    if (!carried) return void (await respond(apology(context)));
    const answer = answerer.show(carried.subject);
    noteAnswer(context, answer);
    const spot = readSpot(body, carried);
    await sendBeside(args, spot, buildAnswer(answer, placeOf(spot, carried)));
  });

  app.action<Press>({ type: 'block_actions', action_id: ACTION_ID.pick }, async (args) => {
    const { ack, action, body, respond, context } = args;
    await ack();
    const carried = unpackValue(action.value);
    if (!carried) return void (await respond(apology(context)));
    const answer = answerer.show(carried.subject);
    noteAnswer(context, answer);
    const spot = readSpot(body, carried);
    const audience = spot.ephemeral ? 'private' : spot.channel.startsWith('D') ? 'direct' : 'public';
    await respond({
      replace_original: true,
      ...buildAnswer(answer, { ...placeOf(spot, carried), audience }),
    });
  });

  app.action<Press>({ type: 'block_actions', action_id: ACTION_ID.share }, async (args) => {
    const { ack, action, body, respond, client, context } = args;
    await ack();
    const carried = unpackValue(action.value);
    if (!carried) return void (await respond(apology(context)));
    const spot = readSpot(body, carried);
    const answer = answerer.show(carried.subject);
    // The knowledge has changed since: there is nothing to share any more.
    if (answer.kind === 'unknown') return void (await respond(apology(context)));
    // Two presses in a row share once.
    const key = `share:${spot.channel}:${spot.messageTs}:${body.user.id}`;
    if (!seen.first(key)) return;
    note(context, { outcome: 'shared' });
    const shared = buildShared(answer, body.user.id, carried.question);
    try {
      if (spot.thread !== undefined) {
        await client.chat.postMessage({ channel: spot.channel, thread_ts: spot.thread, ...shared });
      } else {
        // By way of the press itself, so that it works where the bot is not a member.
        await respond({ response_type: 'in_channel', replace_original: false, ...shared });
      }
    } catch (error) {
      seen.forget(key);
      throw error;
    }
    await respond({ replace_original: true, ...buildAfterSharing(answer, placeOf(spot, carried)) });
  });

  app.action<Press>({ type: 'block_actions', action_id: ACTION_ID.why }, async (args) => {
    const { ack, action, body, context } = args;
    await ack();
    const carried = unpackValue(action.value);
    if (!carried) return void (await args.respond(apology(context)));
    note(context, { outcome: 'why' });
    const why = carried.question === undefined ? undefined : answerer.why(carried.question);
    // An answer that a person picked needs no reasons, and those of another answer would mislead.
    const own = 'topic' in carried.subject && why?.topic === carried.subject.topic;
    await sendBeside(args, readSpot(body, carried), buildWhy(own ? why : undefined));
  });

  // A button that no door above knows: from a version that came before, or after.
  app.action<Press>(
    { type: 'block_actions', action_id: ACTION_ID.foreign },
    async ({ ack, respond, context }) => {
      await ack();
      await respond(apology(context));
    },
  );
}

type PressArgs = SlackActionMiddlewareArgs<Press> & AllMiddlewareArgs;

/**
 * Sends a message below the one whose button was pressed: in a direct message for good, elsewhere for the person who
 * pressed alone, so that nobody fills a channel by being curious.
 */
async function sendBeside({ client, respond, body }: PressArgs, spot: Spot, message: Message): Promise<void> {
  const thread = spot.thread === undefined ? {} : { thread_ts: spot.thread };
  if (spot.channel.startsWith('D') && !spot.ephemeral) {
    await client.chat.postMessage({ channel: spot.channel, ...thread, ...message });
  } else if (spot.thread !== undefined) {
    await client.chat.postEphemeral({ channel: spot.channel, user: body.user.id, ...thread, ...message });
  } else {
    await respond({ response_type: 'ephemeral', replace_original: false, ...message });
  }
}

function apology(context: Parameters<typeof note>[0]) {
  note(context, { outcome: 'old button' });
  return { response_type: 'ephemeral' as const, replace_original: false, text: OLD_BUTTON };
}

function readSpot(body: Press, carried: Carried): Spot {
  const { container } = body;
  const thread = carried.thread ?? (body.message as { thread_ts?: string } | undefined)?.thread_ts;
  return {
    channel: body.channel?.id ?? String(container.channel_id ?? ''),
    messageTs: String(container.message_ts ?? ''),
    thread: thread ?? (typeof container.thread_ts === 'string' ? container.thread_ts : undefined),
    ephemeral: container.is_ephemeral === true,
  };
}

function placeOf(spot: Spot, carried: Carried): Place {
  const direct = spot.channel.startsWith('D') && !spot.ephemeral;
  return { audience: direct ? 'direct' : 'private', question: carried.question, thread: spot.thread };
}
