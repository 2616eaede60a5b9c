import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { webApi } from '@slack/bolt';
import { describe, expect, it, type TestContext } from 'vitest';
import { openLog } from '../../src/log.ts';
import { CLIENT_OPTIONS, createSlackFetch } from '../../src/slack/fetch.ts';
import { rateLimitOf } from '../../src/slack/pacing/rate-limit.ts';
import { createVirtualTime } from '../support/timer.ts';

interface Call {
  readonly method: string;
  readonly form: Readonly<Record<string, string>>;
  readonly at: number;
  readonly status: number;
}

/** How the Slack of a test answers a call: with 429 and so many seconds, or well. */
type Limit = (method: string, form: Call['form'], now: number) => number | undefined;

/** A client, and a Slack on loopback that limits it, both in virtual time. */
async function open(limit: Limit, onTestFinished: TestContext['onTestFinished']) {
  const time = createVirtualTime();
  const calls: Call[] = [];
  const server = createServer(async (req, res) => {
    const method = req.url?.replace('/api/', '') ?? '';
    const form = Object.fromEntries(new URLSearchParams(await text(req)));
    const at = time.timer.now();
    const seconds = limit(method, form, at);
    const status = seconds === undefined ? 200 : 429;
    calls.push({ method, form, at, status });
    res.writeHead(status, seconds === undefined ? {} : { 'retry-after': String(seconds) });
    res.end(JSON.stringify({ ok: seconds === undefined }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => void lines.push(line) });
  const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const { fetch: slackFetch, rateLimited } = createSlackFetch({
    slackApiUrl,
    log,
    timer: time.timer,
    base: (input, init) => time.during(() => fetch(input, init)),
  });
  const logger = { ...console, debug() {}, info() {}, warn() {}, setLevel() {}, setName() {} };
  const client = new webApi.WebClient('xoxb-1', {
    ...CLIENT_OPTIONS,
    slackApiUrl,
    fetch: slackFetch,
    logger: { ...logger, getLevel: () => 'info' as never },
  });
  return {
    client,
    calls,
    rateLimited,
    pass: time.pass,
    now: time.timer.now,
    log: () => lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    say: (channel: string, words: string) => client.chat.postMessage({ channel, text: words }),
  };
}

/** Takes a message a second in each channel and not one more, as a strict Slack does. */
function onePerSecond(): Limit {
  const last = new Map<string, number>();
  return (method, { channel = '' }, now) => {
    if (!method.startsWith('chat.')) return undefined;
    if (now - (last.get(channel) ?? Number.NEGATIVE_INFINITY) < 1000) return 1;
    last.set(channel, now);
    return undefined;
  };
}

describe('When Slack takes one message a second a channel', () => {
  it('sixty messages at once all arrive, in order, with few calls and within two minutes', async ({
    onTestFinished,
  }) => {
    const { calls, say, pass, now, rateLimited, log } = await open(onePerSecond(), onTestFinished);
    const words = Array.from({ length: 60 }, (_, i) => `answer ${i}`);
    const sent = words.map((one) => say('C1', one));
    await pass(Promise.all(sent));

    expect(calls.filter(({ status }) => status === 200).map(({ form }) => form.text)).toEqual(words);
    expect(calls.length).toBeLessThanOrEqual(90);
    expect(now()).toBeLessThan(120_000);
    const refused = calls.filter(({ status }) => status === 429).length;
    expect(rateLimited()).toEqual({ count: refused, waiting: 0 });
    expect(log().filter(({ event }) => event === 'rate limit')).toHaveLength(refused);
    expect(log()[0]).toMatchObject({ level: 40, method: 'chat.postMessage', channel: 'C1', seconds: 1 });
  });

  it('a queue in one channel keeps no other channel, look-up or dialog waiting', async ({
    onTestFinished,
  }) => {
    const { calls, client, say, pass, rateLimited } = await open(onePerSecond(), onTestFinished);
    const busy = Promise.all(Array.from({ length: 30 }, (_, i) => say('C1', `answer ${i}`)));
    const others = Promise.all([
      say('C2', 'elsewhere'),
      client.users.info({ user: 'U1' }),
      client.views.open({ trigger_id: '1', view: { type: 'modal', blocks: [] } as never }),
    ]);
    await pass(others);
    expect(rateLimited().waiting).toBeGreaterThan(20);
    await pass(busy);
    for (const other of calls.filter(({ form }) => form.channel !== 'C1')) {
      expect(other.at, other.method).toBe(0);
    }
  });

  it('three messages in a breath go at once where Slack takes a burst', async ({ onTestFinished }) => {
    const { say, pass, now } = await open(() => undefined, onTestFinished);
    await pass(Promise.all(['a', 'b', 'c'].map((words) => say('C1', words))));
    expect(now()).toBe(0);
  });
});

describe('When a channel has to wait for longer than anybody would', () => {
  it('what is posted there fails at once as rate limited, and the channel is left alone', async ({
    onTestFinished,
  }) => {
    const limit: Limit = (_, { channel }) => (channel === 'C1' ? 3600 : undefined);
    const { calls, say, pass, now } = await open(limit, onTestFinished);
    for (let i = 0; i < 3; i++) {
      const error = await pass(say('C1', 'words').catch((thrown: unknown) => thrown));
      expect(rateLimitOf(error)).toEqual({ method: 'chat.postMessage', channel: 'C1', seconds: 3600 });
    }
    await pass(say('C2', 'words'));
    expect(calls.map(({ form }) => form.channel)).toEqual(['C1', 'C2']);
    expect(now()).toBe(0);
  });

  it('a message whose turn would come after two minutes fails at once', async ({ onTestFinished }) => {
    const { say, pass, now } = await open(onePerSecond(), onTestFinished);
    const all = Promise.allSettled(Array.from({ length: 200 }, (_, i) => say('C1', `answer ${i}`)));
    const late = await pass(say('C1', 'one more').catch((thrown: unknown) => thrown));
    expect(rateLimitOf(late)?.seconds).toBeGreaterThan(120);
    expect(now()).toBe(0);
    const outcomes = await pass(all);
    const taken = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(taken).toBeGreaterThan(110);
    expect(now()).toBeLessThan(125_000);
  });
});

describe.each<[string, (client: webApi.WebClient) => Promise<unknown>]>([
  ['users.info', (client) => client.users.info({ user: 'U1' })],
  ['usergroups.list', (client) => client.usergroups.list()],
  ['users.conversations', (client) => client.users.conversations({ user: 'U1' })],
  ['conversations.info', (client) => client.conversations.info({ channel: 'C1' })],
  ['views.open', (client) => client.views.open({ trigger_id: '1', view: { type: 'modal' } as never })],
  ['views.publish', (client) => client.views.publish({ user_id: 'U1', view: { type: 'home' } as never })],
])('When Slack limits %s', (method, call) => {
  it('it gives up at once, is not called again until Slack takes it, and stops nothing else', async ({
    onTestFinished,
  }) => {
    let limited = true;
    const { client, calls, say, pass, log, rateLimited } = await open(
      (name) => (name === method && limited ? 30 : undefined),
      onTestFinished,
    );
    const failing = () => pass(call(client).catch((thrown: unknown) => thrown));
    expect(rateLimitOf(await failing())).toEqual({ method, seconds: 30 });
    expect(rateLimitOf(await failing())).toEqual({ method, seconds: 30 });
    expect(calls.map((one) => one.method)).toEqual([method]);
    expect(rateLimited()).toEqual({ count: 1, waiting: 0 });
    expect(log()).toEqual([expect.objectContaining({ event: 'rate limit', method, seconds: 30 })]);

    limited = false;
    // Forty messages take longer than the thirty seconds that the method rests.
    await pass(Promise.all(Array.from({ length: 40 }, () => say('C2', 'words'))));
    await pass(call(client));
  });
});
