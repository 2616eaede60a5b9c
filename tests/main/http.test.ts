import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  commandPayload,
  directMessageEvent,
  eventPayload,
  mentionEvent,
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
  type World,
} from '../support/conversation.ts';
import { createBots, findFreePort } from '../support/process.ts';
import { encodePosting, type Posting, signPosting } from '../support/signing.ts';
import { BOT_TOKEN, openSlack, SIGNING_SECRET } from '../support/slack.ts';

const bots = createBots();

beforeAll(bots.prepare, 120_000);
afterAll(bots.finish);

const now = () => Math.floor(Date.now() / 1000);

function sign(body: string, { timestamp = now(), secret = SIGNING_SECRET } = {}): Record<string, string> {
  return signPosting(body, secret, timestamp);
}

function post(port: number, { type, body }: Posting, headers: Record<string, string>): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  });
}

async function start(env: Env = {}): Promise<World> {
  const slack = await openSlack();
  const port = await findFreePort();
  const bot = bots.start({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: String(port),
    KNOWLEDGE_DIR,
    ...env,
  });
  await bot.logged({ event: 'start', mode: 'http' });
  const health = () => fetch(`http://127.0.0.1:${port}/health`);
  return {
    bot,
    slack,
    port,
    health,
    async deliver(type, payload, redelivery = 0) {
      const posting = encodePosting(type, payload);
      const retry: Record<string, string> =
        redelivery > 0
          ? { 'x-slack-retry-num': String(redelivery), 'x-slack-retry-reason': 'http_timeout' }
          : {};
      const response = await post(port, posting, { ...sign(posting.body), ...retry });
      expect(response.status).toBe(200);
      const answer = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      return isJson ? JSON.parse(answer) : answer;
    },
    reachable: async () => (await health()).ok,
    async close() {
      await bot.kill();
      await slack.close();
    },
  };
}

/** Payloads of every kind; each of them is answered when it comes with a good signature. */
function payloadsOfEachKind({ slack }: World): Posting[] {
  return [
    encodePosting('slash_commands', commandPayload('backlog', IN_CHANNEL, slack.fake)),
    encodePosting('events_api', eventPayload(mentionEvent('<@U0WHOOWNS> backlog', IN_CHANNEL))),
    encodePosting('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT))),
    encodePosting('interactive', {
      type: 'block_actions',
      user: { id: IN_CHANNEL.user },
      channel: { id: IN_CHANNEL.channel },
      container: { type: 'message', message_ts: '1.1', channel_id: IN_CHANNEL.channel, is_ephemeral: true },
      response_url: slack.fake.createResponseUrl(IN_CHANNEL),
      actions: [{ type: 'button', action_id: 'topic.show:topics', value: '{"s":{"list":"topics"}}' }],
    }),
    encodePosting('events_api', { type: 'url_verification', challenge: 'wireChallenge' }),
  ];
}

const bad: Record<string, (body: string) => Record<string, string>> = {
  'is signed with another secret': (body) => sign(body, { secret: 'another0secret' }),
  'carries the signature of another body': (body) => sign(`${body} `),
  'is signed for another time than it says': (body) => ({
    ...sign(body, { timestamp: now() - 60 }),
    'x-slack-request-timestamp': String(now()),
  }),
  'has a signature of the wrong length': () => ({ ...sign(''), 'x-slack-signature': 'v0=00' }),
  'was signed more than five minutes ago': (body) => sign(body, { timestamp: now() - 5 * 60 - 2 }),
  'is not signed': () => ({}),
  'has a time and no signature': () => ({ 'x-slack-request-timestamp': String(now()) }),
  'has a signature and no time': (body) => ({ 'x-slack-signature': sign(body)['x-slack-signature'] ?? '' }),
};

describe('Over HTTP the bot', () => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  }, 30_000);
  afterAll(() => world.close());

  itConverses(() => world);

  it('says on /health that it is up, and by which way', async () => {
    const response = await world.health();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ok: true,
      state: 'ready',
      mode: 'http',
      topics: expect.any(Number),
      store: { state: 'ok' },
      rateLimited: { count: 0, waiting: 0 },
    });
  });

  it('answers a HEAD on /health, with a final slash too', async () => {
    for (const path of ['/health', '/health/', '/health?from=balancer']) {
      const response = await fetch(`http://127.0.0.1:${world.port}${path}`, { method: 'HEAD' });
      expect(response.status, path).toBe(200);
      expect(await response.text()).toBe('');
    }
  });

  it.each([
    ['a final slash in the path', '/slack/events/', 'application/x-www-form-urlencoded'],
    ['a charset in the content type', '/slack/events', 'application/x-www-form-urlencoded; charset=utf-8'],
    ['both, in capitals', '/slack/events/', 'Application/X-WWW-Form-Urlencoded;charset=UTF-8'],
  ])('answers a command that a gateway has given %s', async (_, path, type) => {
    const payload = commandPayload('backlog', IN_CHANNEL, world.slack.fake);
    const { body } = encodePosting('slash_commands', payload);
    const response = await fetch(`http://127.0.0.1:${world.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, ...sign(body) },
      body,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ text: expect.stringMatching(/^Product Owner:/) });
  });

  it('is told at once that Slack drops events, takes it and writes it into the log', async () => {
    const since = world.bot.log().length;
    await world.deliver('events_api', {
      token: 'fixed-value',
      type: 'app_rate_limited',
      team_id: 'T111',
      minute_rate_limited: 1518467820,
      api_app_id: 'A111',
    });
    const line = await world.bot.logged({ event: 'app_rate_limited' }, since);
    expect(line).toMatchObject({ level: 40, workspace: 'T111', since: '2018-02-12T20:37:00.000Z' });
    const warnings = world.bot
      .log()
      .slice(since)
      .filter(({ level }) => Number(level) >= 40);
    expect(warnings, 'one line, and none about a payload that nobody understands').toHaveLength(1);
  });

  it('answers the challenge by which Slack verifies the address', async () => {
    const answer = await world.deliver('events_api', {
      token: 'deprecated',
      type: 'url_verification',
      challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
    });
    expect(answer).toEqual({ challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P' });
  });

  it('takes a request that was signed up to five minutes ago', async () => {
    const posting = encodePosting('events_api', { type: 'url_verification', challenge: 'wireChallenge' });
    const response = await post(world.port, posting, sign(posting.body, { timestamp: now() - 4 * 60 }));
    expect(response.status).toBe(200);
  });

  it('answers 404 elsewhere, and 400 to what is signed and makes no sense', async () => {
    const elsewhere = await fetch(`http://127.0.0.1:${world.port}/`);
    expect(elsewhere.status).toBe(404);
    const nonsense = { type: 'application/json', body: '{"type":' } as const;
    expect((await post(world.port, nonsense, sign(nonsense.body))).status).toBe(400);
    expect((await world.health()).status).toBe(200);
  });
});

describe.concurrent('Over HTTP the bot, from its start to its end,', { timeout: 60_000 }, () => {
  itLogsAndStops(start);

  it('turns away forged, stale and unsigned requests of each kind with 401, and calls nothing', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    const { bot, port, slack } = world;
    for (const [how, headers] of Object.entries(bad)) {
      for (const posting of payloadsOfEachKind(world)) {
        const response = await post(port, posting, headers(posting.body));
        expect(response.status, `a request that ${how}: ${posting.body}`).toBe(401);
        expect(await response.text()).toBe('');
      }
    }
    // The same payloads, well signed, are answered: it was the signature that kept them out.
    for (const posting of payloadsOfEachKind(world)) {
      expect((await post(port, posting, sign(posting.body))).status).toBe(200);
    }
    await messages({ slack }, 3);
    expect(slack.fake.calls.map((call) => call.method).sort()).toEqual([
      'auth.test',
      'chat.postMessage',
      'chat.postMessage',
      'response_url',
    ]);
    const worked = () => bot.log().filter(({ outcome }) => outcome !== undefined);
    await vi.waitUntil(() => worked().length >= 4, { timeout: 30_000 });
    expect(worked(), 'one line for each of the four that were answered').toHaveLength(4);
  });

  it('answers at SIGTERM what was sent before, and what still comes, and tells connections to close', async ({
    onTestFinished,
  }) => {
    const world = await begin(start, onTestFinished);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const { body } = encodePosting('slash_commands', commandPayload('backlog', IN_CHANNEL, world.slack.fake));
    const open = () =>
      request({
        agent,
        port: world.port,
        host: '127.0.0.1',
        path: '/slack/events',
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...sign(body) },
      });
    const answerTo = async (sent: ClientRequest): Promise<[string | undefined, string]> => {
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      return [response.headers.connection, await text(response)];
    };
    const first = open();
    first.end(body);
    const [kept] = await answerTo(first);
    expect(kept).toBe('keep-alive');

    // Half of it is on its way when the signal comes.
    const half = open();
    half.write(body.slice(0, 20));
    await once(half, 'socket');
    world.bot.child.kill('SIGTERM');
    await vi.waitUntil(async () => !(await world.reachable()), { timeout: 30_000 });
    half.end(body.slice(20));
    const [told, answer] = await answerTo(half);
    expect(told).toBe('close');
    expect(JSON.parse(answer)).toMatchObject({ text: expect.stringMatching(/^Product Owner:/) });
    expect(await world.bot.ended).toEqual({ code: 0, signal: null });
  });

  it('exits with 0 after SIGTERM although a call to Slack never ends', async ({ onTestFinished }) => {
    const world = await begin(start, onTestFinished);
    const hold = world.slack.hold('chat.postMessage');
    await world.deliver('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT)));
    await hold.arrived;
    world.bot.child.kill('SIGTERM');
    expect(await world.bot.ended).toEqual({ code: 0, signal: null });
    expect(world.slack.fake.messages).toEqual([]);
  });
});
