import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  commandPayload,
  directMessageEvent,
  eventPayload,
} from '../../src/playground/fake-slack/payloads.ts';
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
import { HELLO } from '../support/loopback.ts';
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

describe.concurrent('Over Socket Mode the bot, from its start to its end,', { timeout: 60_000 }, () => {
  itLogsAndStops(start);

  it('is not healthy before Slack has said hello', async ({ onTestFinished }) => {
    const world = await begin(launch, onTestFinished);
    world.slack.greets = false;
    await vi.waitUntil(() => world.slack.sockets().open === 1, { timeout: 20_000 });
    expect(await healthIs(world, 503)).toMatchObject({ ok: false, mode: 'socket' });
    world.slack.send(HELLO);
    expect(await healthIs(world, 200)).toMatchObject({ ok: true });
  });

  it('loses no command at a refresh, is healthy throughout, and acknowledges on the socket that asked', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    const { slack } = world;
    let answered = 0;
    const ask = async () => {
      expect((await typeCommand(world, 'backlog')).text).toMatch(/^Product Owner:/);
      expect((await world.health()).status).toBe(200);
      answered++;
    };
    for (const [i, reason] of (['warning', 'refresh_requested', 'warning'] as const).entries()) {
      const end = slack.refresh(reason);
      while (slack.sockets().opened < i + 2) await ask();
      // Both are open, and Slack sends over both.
      expect(slack.sockets().open).toBe(2);
      for (let j = 0; j < 6; j++) await ask();
      end();
      for (let j = 0; j < 6; j++) await ask();
      await vi.waitUntil(() => slack.sockets().open === 1);
    }
    expect(answered).toBeGreaterThanOrEqual(36);
    expect(slack.sockets().opened).toBe(4);
  });

  it('is back within seconds after the socket was cut', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    world.slack.cut();
    await vi.waitUntil(() => world.slack.sockets().opened === 2, { timeout: 3_000, interval: 10 });
    await answersAgain(world, 2);
  });

  it('comes back and answers again after Slack was away for a while', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    for (let i = 0; i < 2; i++) world.slack.failNext('apps.connections.open', { status: 503 });
    world.slack.cut();
    expect(await healthIs(world, 503)).toMatchObject({ ok: false, state: 'connecting' });
    await answersAgain(world, 2);
    expect(world.bot.child.exitCode).toBeNull();
  });

  it('notices within seconds that nothing comes any more over a socket that seems open', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    world.slack.freeze();
    await vi.waitUntil(() => world.slack.sockets().opened === 2, { timeout: 12_000, interval: 20 });
    await answersAgain(world, 2);
  });

  it('ends and says why when Slack refuses its token while it reconnects', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    world.slack.failNext('apps.connections.open', { error: 'invalid_auth' });
    world.slack.cut();
    expect(await world.bot.ended).toEqual({ code: 1, signal: null });
    expect(world.bot.stderr()).toMatch(/^SLACK_APP_TOKEN: Slack does not know this token\..*\n$/);
  });

  it('goes on trying when Slack has an error of its own while it reconnects', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    world.slack.failNext('apps.connections.open', { error: 'internal_error' });
    world.slack.failNext('apps.connections.open', { page: '<!doctype html><title>Sign in</title>' });
    world.slack.cut();
    await answersAgain(world, 2);
  });

  it('ends at SIGTERM while it waits to reconnect', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    for (let i = 0; i < 9; i++) world.slack.failNext('apps.connections.open', { status: 503 });
    world.slack.cut();
    await healthIs(world, 503);
    world.bot.child.kill('SIGTERM');
    expect(await world.bot.ended).toEqual({ code: 0, signal: null });
  });

  it('answers by response_url when the socket closes before the command is acknowledged', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    const { fake } = world.slack;
    const payload = commandPayload('backlog', IN_CHANNEL, fake);
    const sent = world.slack.deliverAndClose('slash_commands', payload);
    const [answer] = await messages(world, 1);
    expect(answer).toMatchObject({ only: IN_CHANNEL.user, text: expect.stringMatching(/^Product Owner:/) });
    expect(sent.acknowledged()).toBe(false);
    await world.bot.logged({ event: '/whoowns', outcome: 'topic' });
    expect(fake.messages).toHaveLength(1);
  });
});
