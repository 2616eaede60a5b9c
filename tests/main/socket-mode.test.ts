import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HELLO } from '../../src/playground/stand-in/loopback.ts';
import { commandPayload, directMessageEvent, eventPayload } from '../../src/playground/stand-in/payloads.ts';
import { KNOWLEDGE_DIR } from '../support/build.ts';
import {
  begin,
  type Env,
  IN_CHANNEL,
  IN_DIRECT,
  itConverses,
  itLogsAndStops,
  messages,
  typeCommand,
  type World,
} from '../support/conversation.ts';
import { createBots, findFreePort } from '../support/process.ts';
import { APP_TOKEN, BOT_TOKEN, openSlack } from '../support/slack.ts';

const bots = createBots();

beforeAll(bots.prepare, 120_000);
afterAll(bots.finish);

async function launch(env: Env = {}): Promise<World> {
  const slack = await openSlack();
  const port = await findFreePort();
  const bot = bots.start({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: String(port),
    KNOWLEDGE_DIR,
    ...env,
  });
  return {
    bot,
    slack,
    port,
    health: () => fetch(`http://127.0.0.1:${port}/health`),
    deliver: slack.deliver,
    reachable: async () => slack.sockets().open > 0,
    async close() {
      await bot.kill();
      await slack.close();
    },
  };
}

async function start(env: Env = {}): Promise<World> {
  const world = await launch(env);
  await world.bot.logged({ event: 'start', mode: 'socket' });
  return world;
}

/** Waits until `/health` answers with this status, and returns the answer. */
async function healthIs({ health }: World, status: number): Promise<unknown> {
  return vi.waitUntil(
    async () => {
      const response = await health().catch(() => undefined);
      const body: unknown = await response?.json();
      return response?.status === status && body;
    },
    { timeout: 15_000, interval: 20 },
  );
}

async function answersAgain(world: World, socket: number): Promise<void> {
  await vi.waitUntil(() => world.slack.sockets().opened === socket, { timeout: 15_000 });
  await healthIs(world, 200);
  expect((await typeCommand(world, 'backlog')).text).toMatch(/^Product Owner:/);
}

describe('Over Socket Mode the bot', () => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  }, 30_000);
  afterAll(() => world.close());

  itConverses(() => world);

  it('says on /health that it is connected, and by which way', async () => {
    const response = await world.health();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: true, mode: 'socket', topics: expect.any(Number) });
  });

  it('goes on when a message of the socket is not JSON, or of a kind that it does not know', async () => {
    world.slack.send('this is not JSON');
    world.slack.send({ type: 'something_new', envelope_id: 'E1', payload: { type: 'something_new' } });
    await world.deliver('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT)));
    expect((await messages(world, 1))[0]?.text).toMatch(/^Product Owner:/);
  });
});

describe.concurrent('Over Socket Mode the bot, from its start to its end,', { timeout: 40_000 }, () => {
  itLogsAndStops(start);

  it('is not healthy before Slack has said hello', async ({ onTestFinished }) => {
    const world = await begin(launch, onTestFinished);
    world.slack.greets = false;
    await vi.waitUntil(() => world.slack.sockets().open === 1, { timeout: 20_000 });
    expect(await healthIs(world, 503)).toMatchObject({ ok: false, mode: 'socket' });
    world.slack.send(HELLO);
    expect(await healthIs(world, 200)).toMatchObject({ ok: true });
  });

  it('comes back and answers again after Slack asked it to reconnect', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    world.slack.send({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'loopback' } });
    await healthIs(world, 503);
    await answersAgain(world, 2);
  });

  it('comes back and answers again after the socket was cut and Slack was away for a while', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    for (let i = 0; i < 2; i++) world.slack.failNext('apps.connections.open', { status: 503 });
    world.slack.cut();
    await healthIs(world, 503);
    await answersAgain(world, 2);
    expect(world.bot.child.exitCode).toBeNull();
  });

  it('does not stay away for ever when Slack refuses its token while it reconnects', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    world.slack.failNext('apps.connections.open', { error: 'invalid_auth' });
    world.slack.cut();
    // To try again and to end, so that it is started again, are both good.
    const back = () => world.slack.sockets().opened === 2 || world.bot.child.exitCode === 1;
    await vi.waitUntil(back, { timeout: 20_000, interval: 50 });
  });

  it('ends at SIGTERM while it waits to reconnect', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    world.slack.cut();
    await healthIs(world, 503);
    world.bot.child.kill('SIGTERM');
    expect(await world.bot.ended).toEqual({ code: 0, signal: null });
  });

  it('tells the asker by response_url when the socket closes before the command is acknowledged', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    const { standIn } = world.slack;
    const payload = commandPayload('backlog', IN_CHANNEL, standIn);
    const sent = world.slack.deliverAndClose('slash_commands', payload);
    await vi.waitUntil(() => sent.acknowledged() || standIn.messages.length > 0, { timeout: 4_000 });
    if (!sent.acknowledged()) expect(standIn.messages[0]?.only).toBe(IN_CHANNEL.user);
  });
});
