import type { Context } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { isOutsider } from '../../slack/caller.ts';
import type { Channels } from '../../slack/directory/channels.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW, post, postOrExplain } from '../../slack/post.ts';
import { apologise, type PressArgs, type Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/store.ts';
import type { Message } from '../../slack/ui/blocks.ts';
import { ASK_ACTION } from './actions.ts';
import { type Answers, noteAnswer } from './answers.ts';
import { COPY } from './copy.ts';
import { placeOf, readSpot, type Spot, sendBeside } from './spot.ts';
import { buildAfterSharing, buildAnswer, buildShared, buildWhy } from './views/answer.ts';
import { buildAsked, buildNotAsked, peopleToAsk } from './views/asked.ts';
import { type Carried, unpackValue } from './views/buttons.ts';

/** Runs after somebody chose one of "Did you mean", and never fails the reply. */
export type OnPicked = (context: Context, carried: Pick<Carried, 'subject' | 'question'>) => Promise<void>;

interface Dependencies {
  readonly answerer: Pick<Answerer, 'why'>;
  readonly answers: Answers;
  readonly channels: Channels;
  readonly seen: Seen;
  readonly onPicked: OnPicked;
}

/** The buttons under an answer: related topics and comparisons, "Did you mean", "Share in channel", "Ask them". */
export function registerPresses(
  router: Router,
  { answerer, answers, channels, seen, onPicked }: Dependencies,
): void {
  /** Claims a button, with what it carries; a value that cannot be read gets an apology. */
  const on = (id: string, work: (args: PressArgs, carried: Carried, spot: Spot) => Promise<void>) => {
    router.press(id, async (args) => {
      const carried = unpackValue(args.action.value);
      if (carried) await work(args, carried, readSpot(args.body, carried));
      else await apologise(args);
    });
  };
  const show = (
    { client, context, body }: PressArgs,
    spot: Spot,
    { subject, channel }: Carried,
    isPublic = false,
  ) =>
    answers.show(context, subject, {
      client,
      channel: spot.channel,
      user: body.user.id,
      carried: channel,
      isPublic,
    });

  on(ASK_ACTION.show, async (args, carried, spot) => {
    const { answer, facts } = await show(args, spot, carried);
    noteAnswer(args.context, answer);
    await sendBeside(args, spot, buildAnswer(answer, { ...placeOf(spot, carried), facts }));
  });

  on(ASK_ACTION.pick, async (args, carried, spot) => {
    const audience = spot.ephemeral ? 'private' : spot.channel.startsWith('D') ? 'direct' : 'public';
    const { answer, facts } = await show(args, spot, carried, audience === 'public');
    noteAnswer(args.context, answer);
    await args.respond({
      replace_original: true,
      ...NO_PREVIEW,
      ...buildAnswer(answer, { ...placeOf(spot, carried), audience, facts }),
    });
    await onPicked(args.context, carried);
  });

  on(ASK_ACTION.share, async (args, carried, spot) => {
    const { body, respond, client, context } = args;
    const { answer, facts } = await show(args, spot, carried, true);
    // The knowledge has changed since, and no longer has this.
    if (answer.kind === 'unknown') return apologise(args);
    note(context, { outcome: 'shared' });
    const shared = buildShared(answer, body.user.id, carried.question, facts);
    await once(context, `share:${spot.channel}:${spot.messageTs}:${body.user.id}`, async () => {
      if (spot.thread !== undefined) {
        await post(client, { channel: spot.channel, thread_ts: spot.thread, ...shared });
      } else {
        // A response_url works where the bot is not a member.
        await respond({ response_type: 'in_channel', replace_original: false, ...NO_PREVIEW, ...shared });
      }
      await respond({
        replace_original: true,
        ...NO_PREVIEW,
        ...buildAfterSharing(answer, { ...placeOf(spot, carried), facts }),
      });
    });
  });

  on(ASK_ACTION.ask, async (args, carried, spot) => {
    const { body, respond, client, context } = args;
    const { answer, facts } = await show(args, spot, carried);
    const tell = (message: Message | { text: string }) =>
      respond({ response_type: 'ephemeral', replace_original: false, ...message });
    if (facts.lookup.state !== 'known' || peopleToAsk(facts).length === 0) {
      note(context, { outcome: 'nobody to ask' });
      const unset = facts.lookup.state === 'unavailable' ? COPY.asking.unavailable : COPY.asking.nobody;
      return void (await tell({ text: isOutsider(context) ? COPY.asking.membersOnly : unset }));
    }
    const { channel, elsewhere } = facts.lookup;
    if (await channels.isShared({ client, context }, channel)) {
      note(context, { outcome: 'shared with another company' });
      return void (await tell({ text: COPY.asking.shared }));
    }
    const asked = buildAsked(answer, facts, body.user.id, carried.question);
    await once(context, `ask:${spot.channel}:${spot.messageTs}:${body.user.id}`, async () => {
      const thread = elsewhere ? undefined : spot.thread;
      const why = await postOrExplain(client, channel, asked, thread);
      note(context, { outcome: why === undefined ? 'asked' : 'not asked' });
      if (why !== undefined) {
        await seen.forget(context, `ask:${spot.channel}:${spot.messageTs}:${body.user.id}`);
        await tell(buildNotAsked(answer, facts, carried.question, why));
      } else if (elsewhere) await tell({ text: COPY.asking.askedElsewhere(channel) });
    });
  });

  on(ASK_ACTION.why, async (args, carried, spot) => {
    note(args.context, { outcome: 'why' });
    const why = carried.question === undefined ? undefined : answerer.why(carried.question);
    // Reasons for another answer than this one would mislead.
    const isSame = 'topic' in carried.subject && why?.topic === carried.subject.topic;
    await sendBeside(args, spot, buildWhy(isSame ? why : undefined));
  });

  /** Two presses in a row do the work once; after a failure the next press may try again. */
  async function once(context: Context, key: string, work: () => Promise<void>): Promise<void> {
    if (!(await seen.first(context, key))) return;
    try {
      await work();
    } catch (error) {
      await seen.forget(context, key);
      throw error;
    }
  }
}
