import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeEach, expect, it, type TestContext, vi } from 'vitest';
import type { Kind } from '../../src/playground/exchanges.ts';
import type { Posted } from '../../src/playground/fake-slack/messages.ts';
import {
  commandPayload,
  directMessageEvent,
  eventPayload,
  mentionEvent,
  pressPayload,
} from '../../src/playground/fake-slack/payloads.ts';
import { WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { type LoopbackSlack, TICKET } from './loopback.ts';
import type { Bot } from './process.ts';
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from './slack.ts';

/** A bot that has started, the Slack that it talks to, and the way by which payloads reach it. */
export interface World {
  readonly bot: Bot;
  readonly slack: LoopbackSlack;
  readonly port: number;
  readonly health: () => Promise<Response>;
  /** Delivers a payload; resolves with what the bot acknowledged it with. */
  deliver(type: Kind, payload: Record<string, unknown>, redelivery?: number): Promise<unknown>;
  /** Whether Slack can still hand work to the bot. */
  reachable(): Promise<boolean>;
  /** Kills the bot and closes the Slack. */
  close(): Promise<void>;
}

const user = WORKSPACE.person.id;
export const IN_CHANNEL = { user, channel: WORKSPACE.channel.id };
export const IN_DIRECT = { user, channel: WORKSPACE.direct.id };

export type Env = Readonly<Record<string, string>>;

/** Starts a bot, with these settings beside those that it needs. */
type Start = (env?: Env) => Promise<World>;

/** Waits for a number of messages, and returns them. */
export async function messages({ slack }: Pick<World, 'slack'>, count: number): Promise<readonly Posted[]> {
  await vi.waitUntil(() => slack.fake.messages.length >= count, { timeout: 30_000, interval: 10 });
  return slack.fake.messages;
}

/** Types `/whoowns …`; resolves with the private answer that came inside the acknowledgement. */
export async function typeCommand(world: World, text: string): Promise<Posted> {
  const { fake } = world.slack;
  const ack = await world.deliver('slash_commands', commandPayload(text, IN_CHANNEL, fake));
  const before = fake.messages.length;
  fake.acceptAck(ack, IN_CHANNEL);
  const message = fake.messages[before];
  if (!message) throw new Error(`Nothing to show in the acknowledgement ${JSON.stringify(ack)}`);
  return message;
}

/** Presses the first button of a message whose action id begins so; returns the button's label. */
async function press(world: World, message: Posted, action: string): Promise<string> {
  const elements = message.blocks.flatMap((block) =>
    block.type === 'actions' ? (block.elements as { action_id: string; text: { text: string } }[]) : [],
  );
  const element = elements.find(({ action_id }) => action_id.startsWith(action));
  if (!element) throw new Error(`No button ${action} in ${JSON.stringify(message.blocks)}`);
  const payload = pressPayload(message, { ...element, type: 'button' }, { user }, world.slack.fake);
  const ack = await world.deliver('interactive', payload);
  expect(ack === '' || JSON.stringify(ack) === '{}', 'a press is acknowledged with nothing in it').toBe(true);
  return element.text.text;
}

/** What the bot answers wherever it is connected: one suite for both ways of connecting, on one bot. */
export function itConverses(current: () => World): void {
  // The bot goes on; what came of the test before is forgotten.
  beforeEach(() => {
    const { calls, messages } = current().slack.fake;
    calls.length = 0;
    messages.length = 0;
  });

  it('answers a slash command inside its acknowledgement, to the asker alone, without any further call', async () => {
    const world = current();
    const since = world.bot.log().length;
    const payload = commandPayload('backlog', IN_CHANNEL, world.slack.fake);
    const ack = await world.deliver('slash_commands', payload);

    expect(ack).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(/^Product Owner:/) });
    expect(JSON.stringify(ack)).toContain('POs prioritize the backlog');
    await world.bot.logged({ event: '/whoowns' }, since);
    expect(world.slack.fake.calls).toEqual([]);
  });

  it('answers a mention in its thread', async () => {
    const world = current();
    const mention = mentionEvent(`<@${WORKSPACE.bot.user}> who signs off a story?`, IN_CHANNEL);
    await world.deliver('events_api', eventPayload(mention));

    const [answer] = await messages(world, 1);
    expect(answer).toMatchObject({ channel: IN_CHANNEL.channel, thread_ts: mention.ts });
    expect(answer?.only, 'all in the channel see it').toBeUndefined();
    expect(answer?.text).toMatch(/^Product Owner:/);
  });

  it('answers a mention inside a thread in that thread', async () => {
    const world = current();
    const thread = '1700000000.000100';
    const mention = mentionEvent(`<@${WORKSPACE.bot.user}> who signs off a story?`, {
      ...IN_CHANNEL,
      thread,
    });
    await world.deliver('events_api', eventPayload(mention));

    expect((await messages(world, 1))[0]?.thread_ts).toBe(thread);
  });

  it('answers a direct message where it was written', async () => {
    const world = current();
    await world.deliver('events_api', eventPayload(directMessageEvent('who makes the roadmap?', IN_DIRECT)));

    const [answer] = await messages(world, 1);
    expect(answer?.channel).toBe(IN_DIRECT.channel);
    expect(answer?.thread_ts).toBeUndefined();
    expect(answer?.text).toMatch(/^Product Manager:/);
  });

  it('shows a related topic when its button is pressed, to the presser alone', async () => {
    const world = current();
    const label = await press(world, await typeCommand(world, 'backlog'), 'topic.show');

    const [, related] = await messages(world, 2);
    expect(related).toMatchObject({ channel: IN_CHANNEL.channel, only: user });
    expect(JSON.stringify(related?.blocks)).toContain(label);
  });

  it('shares a private answer in the channel when its button is pressed', async () => {
    const world = current();
    const answer = await typeCommand(world, 'backlog');
    await press(world, answer, 'answer.share');

    const [, shared] = await messages(world, 2);
    expect(shared?.channel).toBe(IN_CHANNEL.channel);
    expect(shared?.only, 'all in the channel see it').toBeUndefined();
    expect(shared?.text).toMatch(/^Product Owner:/);
    await vi.waitUntil(() => JSON.stringify(answer.blocks).includes('You shared this'), { timeout: 30_000 });
  });

  it('answers an event once when Slack delivers it again', async () => {
    const world = current();
    const event = eventPayload(mentionEvent(`<@${WORKSPACE.bot.user}> backlog`, IN_CHANNEL));
    await world.deliver('events_api', event);
    await messages(world, 1);
    await world.deliver('events_api', event, 1);
    await world.bot.logged({ event_id: event.event_id, outcome: 'redelivered' });
    await world.deliver('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT)));

    expect((await messages(world, 2)).map((message) => message.channel)).toEqual([
      IN_CHANNEL.channel,
      IN_DIRECT.channel,
    ]);
  });
}

/** Starts a bot for one test alone. */
export async function begin(
  start: Start,
  onTestFinished: TestContext['onTestFinished'],
  env: Env = {},
): Promise<World> {
  const world = await start(env);
  onTestFinished(world.close);
  return world;
}

/** What only a bot of its own can show: its log from the start, and its end. The tests may run side by side. */
export function itLogsAndStops(start: Start): void {
  it('logs one JSON line an event with its outcome and milliseconds, without tokens and without what people wrote', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    const { slack, bot } = world;
    const answer = await typeCommand(world, 'backlog');
    const command = commandPayload('backlog aubergine', IN_CHANNEL, slack.fake);
    await world.deliver('slash_commands', command);
    await world.deliver(
      'events_api',
      eventPayload(mentionEvent('<@U0WHOOWNS> backlog aubergine', IN_CHANNEL)),
    );
    await world.deliver('events_api', eventPayload(directMessageEvent('backlog aubergine', IN_DIRECT)));
    await press(world, answer, 'topic.show');
    await messages(world, 4);
    slack.failNext('chat.postMessage', { error: 'fatal_error' });
    const failing = eventPayload(mentionEvent('<@U0WHOOWNS> backlog aubergine', IN_CHANNEL));
    await world.deliver('events_api', failing);
    const error = await bot.logged({ event_id: failing.event_id });
    await bot.logged({ event: 'block_actions' });

    const lines = bot
      .log()
      .filter(({ event }) => /^(?:\/whoowns|app_mention|message|block_actions)$/.test(String(event)));
    expect(lines.map(({ event }) => event).sort()).toEqual(
      ['/whoowns', '/whoowns', 'app_mention', 'app_mention', 'block_actions', 'message'].sort(),
    );
    for (const line of lines) {
      expect(line).toMatchObject({
        outcome: expect.any(String),
        ms: expect.any(Number),
        time: expect.any(String),
      });
    }
    expect(error).toMatchObject({ outcome: 'error', reference: expect.stringMatching(/^\w{6,}$/) });
    const [, , , , apology] = await messages(world, 5);
    expect(apology?.text).toContain(String(error.reference));

    const output = bot.stdout() + bot.stderr();
    for (const secret of [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, TICKET, 'aubergine', '/response/']) {
      expect(output).not.toContain(secret);
    }
  });

  it('logs no token and no address that lets others in, not even at the level trace', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished, { LOG_LEVEL: 'trace' });
    const { bot } = world;
    await press(world, await typeCommand(world, 'backlog'), 'topic.show');
    await world.deliver('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT)));
    await messages(world, 3);
    await bot.logged({ event: 'message' });

    expect(
      bot.log().some(({ level }) => Number(level) <= 20),
      'the level is in force',
    ).toBe(true);
    for (const secret of [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, TICKET, '/response/']) {
      expect(bot.stdout() + bot.stderr()).not.toContain(secret);
    }
  });

  it('finishes the answer under way at SIGTERM, says so on /health meanwhile, and exits with 0', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    const hold = world.slack.hold('chat.postMessage');
    await world.deliver('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT)));
    await hold.arrived;
    world.bot.child.kill('SIGTERM');
    await vi.waitUntil(async () => !(await world.reachable()), { timeout: 30_000 });
    const health = await world.health();
    expect(health.status).toBe(503);
    expect(health.headers.get('connection')).toBe('close');
    expect(await health.json()).toMatchObject({ ok: false, state: 'stopping' });
    expect(world.bot.child.exitCode).toBeNull();
    hold.release();

    expect(await world.bot.ended).toEqual({ code: 0, signal: null });
    expect(world.slack.fake.messages.map((message) => message.text)).toEqual([
      expect.stringMatching(/^Product Owner:/),
    ]);
    expect(await world.bot.logged({ event: 'message' })).toMatchObject({ outcome: 'topic' });
  });

  it('exits with 0 at SIGTERM although somebody holds a connection open and says nothing', async ({
    onTestFinished,
  }) => {
    const { bot, port } = await begin(start, onTestFinished);
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    silent.on('error', () => {});
    try {
      bot.child.kill('SIGTERM');
      expect(await bot.ended).toEqual({ code: 0, signal: null });
      await bot.logged({ event: 'stop', outcome: 'finished' });
    } finally {
      silent.destroy();
    }
  });

  it('finishes the answer under way, says why and exits with 1 after an error that nobody caught', async ({
    onTestFinished,
  }) => {
    const fail = "process.on('SIGUSR2', () => void Promise.reject(new TypeError('a mistake of ours')))";
    const world = await begin(start, onTestFinished, {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(fail)}`,
    });
    const hold = world.slack.hold('chat.postMessage');
    await world.deliver('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT)));
    await hold.arrived;
    world.bot.child.kill('SIGUSR2');
    await world.bot.logged({ event: 'process', outcome: 'unhandledRejection' });
    hold.release();

    expect(await world.bot.ended).toEqual({ code: 1, signal: null });
    expect(world.bot.log().find(({ event }) => event === 'process')).toMatchObject({
      level: 60,
      error: { name: 'TypeError', at: expect.any(Array) },
    });
    expect(world.slack.fake.messages).toHaveLength(1);
  });

  it('exits with 0 at SIGTERM when there is nothing to finish', async ({ onTestFinished }) => {
    const { bot } = await begin(start, onTestFinished);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toEqual({ code: 0, signal: null });
    await bot.logged({ event: 'stop', outcome: 'finished' });
  });
}
