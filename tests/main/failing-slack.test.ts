import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/answer/answerer.ts';
import type { Answer } from '../../src/answer/types.ts';
import { createBot } from '../../src/bot.ts';
import { openLog } from '../../src/log.ts';
import { createFakeSlack } from '../../src/playground/fake-slack/fake-slack.ts';
import {
  commandPayload,
  directMessageEvent,
  eventPayload,
  mentionEvent,
  pressPayload,
} from '../../src/playground/fake-slack/payloads.ts';
import { LocalReceiver } from '../../src/playground/fake-slack/receiver.ts';
import { IDENTITY, WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { CLIENT_OPTIONS, createSlackFetch } from '../../src/slack/fetch.ts';
import { createInFlight } from '../../src/slack/in-flight.ts';
import { createSeen } from '../../src/slack/store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Timer } from '../../src/time/timer.ts';
import { createFastTimer, createVirtualTime } from '../support/timer.ts';

const API = 'https://slack.com';
const POST = '/api/chat.postMessage';
const HOOKS = 'https://hooks.slack.com';
const OK = { ok: true, channel: WORKSPACE.direct.id, ts: '1700000000.000100' };
const PAGE = `<!doctype html><title>502 Bad Gateway</title>${'<p>padding</p>'.repeat(20_000)}`;
const CALM = /^Sorry, something went wrong.* reference: (\w+)\.$/;

const user = WORKSPACE.person.id;
const inDirect = { user, channel: WORKSPACE.direct.id };
const inChannel = { user, channel: WORKSPACE.channel.id };

/** The answer in the asker's direct messages. */
const DIRECTLY = {
  channel: user,
  text: `I couldn't post in <#${inChannel.channel}>, so here's my answer: An answer.`,
};

// What is answered does not matter here, only whether it arrives.
const reply: Answer = { kind: 'smalltalk', reply: 'An answer.', confidence: 1 };
const answerer: Answerer = {
  readQuestion: (raw) => ({ typed: raw, text: raw, named: [], who: undefined }),
  answer: () => ({ answer: reply, suggestions: [] }),
  answerQuestion: () => ({ answer: reply, suggestions: [] }),
  show: () => reply,
  explain: () => undefined,
  learn: () => answerer,
  compareWithFiles: (entry) => ({ entry, isInFiles: false }),
  index: () => ({ find: () => [] }),
  known: () => ({ roles: [], groups: [], topics: new Map(), onboarding: undefined, titleOf: () => '' }),
  why: () => undefined,
};

const store = await openStore({ url: 'memory:' });

/** A call that reached Slack, and when. */
interface Arrived {
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** So many times faster than for people: a time-out of eight seconds is over in 160 milliseconds. */
const FASTER = 50;

/** The app in this process, with time that runs faster, and Slack played by nock unless told otherwise. */
function startApp(slack: { timer: Timer; base?: typeof fetch } = { timer: createFastTimer(FASTER) }) {
  const lines: string[] = [];
  const receiver = new LocalReceiver();
  const log = openLog('info', { write: (line) => void lines.push(line) });
  const { fetch } = createSlackFetch({ slackApiUrl: `${API}/api/`, log, ...slack });
  createBot({
    answerer,
    store,
    log,
    seen: createSeen(store),
    inFlight: createInFlight(),
    receiver,
    identity: IDENTITY,
    clientOptions: { ...CLIENT_OPTIONS, fetch },
  });
  return {
    log: () => lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    write: () => receiver.deliver(eventPayload(directMessageEvent('a question', inDirect))),
    mention: () => receiver.deliver(eventPayload(mentionEvent('<@U0WHOOWNS> a question', inChannel))),
    /** Presses a button of a private answer, which is answered by response_url. */
    async press() {
      const slack = createFakeSlack();
      slack.acceptAck(await receiver.deliver(commandPayload('a question', inChannel, slack)), inChannel);
      const [message] = slack.messages;
      if (!message) throw new Error('The command was not answered.');
      const button = { type: 'button', action_id: 'topic.show:topics', value: '{"s":{"list":"topics"}}' };
      await receiver.deliver(pressPayload(message, button, { user }, slack));
    },
  };
}

let arrived: Arrived[] = [];
/** Lets nock keep what was sent to chat.postMessage; anything is let through. */
const keepForm = (body: Record<string, unknown>) => {
  arrived.push({ body, at: performance.now() });
  return true;
};
/** How long after the first call the second came, in the time of the app. */
const pause = () => ((arrived[1]?.at ?? 0) - (arrived[0]?.at ?? 0)) * FASTER;
const lost = (code: string) => Object.assign(new Error('The connection failed'), { code });
const posts = () => nock(API).post(POST, keepForm);
const responses = () => nock(HOOKS).post(/^\/actions\//, keepForm);
const texts = () => arrived.map(({ body }) => body.text);

beforeAll(() => nock.disableNetConnect());
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});
beforeEach(() => {
  arrived = [];
});
afterEach(() => {
  nock.abortPendingRequests();
  const pending = nock.pendingMocks();
  nock.cleanAll();
  expect(pending, 'calls that were expected and never came').toEqual([]);
});

describe('When chat.postMessage', () => {
  it('is rate limited, the answer is posted once more, after the time that Slack asked for', async () => {
    posts().reply(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '1' });
    posts().reply(200, OK);
    const app = startApp();
    await app.write();

    expect(texts()).toEqual(['An answer.', 'An answer.']);
    expect(pause()).toBeGreaterThanOrEqual(900);
    expect(app.log().at(-1)).toMatchObject({ event: 'message', outcome: 'smalltalk' });
  });

  it('wants to be left alone for an hour in a channel, the person is answered directly at once', async () => {
    posts().reply(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '3600' });
    posts().reply(200, OK);
    const app = startApp();
    await app.mention();

    expect(arrived.map(({ body }) => body)).toMatchObject([{ channel: inChannel.channel }, DIRECTLY]);
    const line = (name: string) => app.log().find(({ event }) => event === name);
    expect(line('rate limit')).toMatchObject({ level: 40, method: 'chat.postMessage', seconds: 3600 });
    expect(line('app_mention')).toMatchObject({ level: 40, outcome: 'answered directly' });
  });

  it('cannot be reached, it is tried again', async () => {
    posts().replyWithError(lost('ECONNREFUSED'));
    posts().reply(200, OK);
    const app = startApp();
    await app.write();

    expect(texts()).toEqual(['An answer.', 'An answer.']);
    expect(app.log().at(-1)).toMatchObject({ event: 'message', outcome: 'smalltalk' });
  });

  // Slack may have posted it all the same: what everybody sees is never posted twice.
  it.for<[string, (post: nock.Interceptor) => void]>([
    ['answers with a server error', (post) => post.reply(500, 'oops')],
    ['cuts the connection', (post) => post.replyWithError(lost('ECONNRESET'))],
    ['hangs', (post) => post.delay(5_000).reply(200, OK)],
  ])('%s, the answer is not posted again, and the person is told', async ([, fail]) => {
    fail(posts());
    posts().reply(200, OK);
    const app = startApp();
    await app.write();

    const error = app.log().find(({ outcome }) => outcome === 'error');
    expect(texts()).toEqual(['An answer.', expect.stringMatching(CALM)]);
    expect(error).toMatchObject({ event: 'message', reference: expect.any(String) });
  });

  it('answers with a web page, that is logged in short with a reference which the person is told', async () => {
    posts().reply(200, PAGE, { 'content-type': 'text/html' });
    posts().reply(200, OK);
    const app = startApp();
    await app.write();

    const error = app.log().find(({ outcome }) => outcome === 'error');
    expect(error).toMatchObject({ level: 50, event: 'message', ms: expect.any(Number) });
    expect(CALM.exec(String(texts()[1]))?.[1]).toBe(error?.reference);
    expect(JSON.stringify(error).length, 'characters in the line of the log').toBeLessThan(10_000);
  });

  it.for(['restricted_action', 'not_in_channel', 'is_archived'])(
    'may not be used in a channel (%s), the person is answered directly',
    async (error) => {
      posts().reply(200, { ok: false, error });
      posts().reply(200, OK);
      const app = startApp();
      await app.mention();

      expect(arrived[1]?.body).toMatchObject(DIRECTLY);
      expect(arrived[1]?.body).not.toHaveProperty('thread_ts');
      expect(app.log().at(-1)).toMatchObject({ outcome: 'answered directly', slack: error });
      expect(JSON.stringify(app.log())).not.toContain('An answer.');
    },
  );

  it('may not be used in a channel, and directly neither, both are logged', async () => {
    posts().times(2).reply(200, { ok: false, error: 'restricted_action' });
    const app = startApp();
    await app.mention();

    const [first, second] = app.log().filter(({ outcome }) => outcome !== undefined);
    expect(first).toMatchObject({ outcome: 'answered directly', reference: expect.any(String) });
    expect(second).toMatchObject({ outcome: 'apology failed', reference: first?.reference });
  });

  it('refuses for good, the person is told calmly, where they asked, with the reference of the log', async () => {
    posts().reply(200, { ok: false, error: 'msg_too_long' });
    posts().reply(200, OK);
    const app = startApp();
    await app.mention();

    const error = app.log().find(({ outcome }) => outcome === 'error');
    expect(error).toMatchObject({ event: 'app_mention', error: { slack: 'msg_too_long' } });
    const [answer, apology] = arrived.map(({ body }) => body);
    expect(CALM.exec(String(apology?.text))?.[1]).toBe(error?.reference);
    expect(apology?.channel).toBe(WORKSPACE.channel.id);
    expect(apology?.thread_ts).toBe(answer?.thread_ts);
    expect(String(apology?.text)).not.toContain('msg_too_long');
  });

  it('fails at every try, it is tried within reason, logged, and the next question is answered', async () => {
    nock(API).post(POST, keepForm).times(8).replyWithError(lost('ECONNREFUSED'));
    const app = startApp();
    await app.write();
    expect(texts().map((text) => CALM.test(String(text)))).toEqual([
      ...Array(4).fill(false),
      ...Array(4).fill(true),
    ]);
    const [error, apology] = app.log().filter(({ outcome }) => outcome !== undefined);
    expect(error).toMatchObject({ event: 'message', outcome: 'error', reference: expect.any(String) });
    expect(apology).toMatchObject({ outcome: 'apology failed', reference: error?.reference });

    posts().reply(200, OK);
    await app.write();
    expect(texts().at(-1)).toBe('An answer.');
    expect(app.log().at(-1)).toMatchObject({ event: 'message', outcome: 'smalltalk' });
  });
});

describe('When sixty people mention the bot in one channel at the same moment', () => {
  it('all are answered within two minutes, with few calls, although Slack takes one message a second', async () => {
    const { timer, during, pass } = createVirtualTime();
    const slack = createFakeSlack({ now: timer.now, rateLimit: 1 });
    const app = startApp({ timer, base: (input, init) => during(() => slack.fetch(input, init)) });
    await pass(Promise.all(Array.from({ length: 60 }, () => app.mention())));

    const answers = slack.messages.filter(({ text }) => text === 'An answer.');
    expect(answers).toHaveLength(60);
    expect(new Set(answers.map(({ thread_ts }) => thread_ts)).size, 'each in its own thread').toBe(60);
    expect(slack.calls.length).toBeLessThanOrEqual(90);
    expect(timer.now()).toBeLessThan(120_000);
    expect(app.log().filter(({ outcome }) => outcome === 'error')).toEqual([]);
  });
});

describe('When a response_url', () => {
  it('answers with a server error, it is tried again', async () => {
    responses().reply(500, 'oops');
    responses().reply(200, 'ok');
    const app = startApp();
    await app.press();

    expect(texts()).toEqual(['An answer.', 'An answer.']);
    expect(app.log().at(-1)).toMatchObject({ event: 'block_actions', outcome: 'smalltalk' });
  });

  it('is rate limited, it is used again after the time that Slack asked for', async () => {
    responses().reply(429, 'slow down', { 'retry-after': '1' });
    responses().reply(200, 'ok');
    const app = startApp();
    await app.press();

    expect(pause()).toBeGreaterThanOrEqual(900);
    expect(app.log().at(-1)).toMatchObject({ event: 'block_actions', outcome: 'smalltalk' });
  });

  it('cuts the connection, it is tried again, as only the asker sees the answer', async () => {
    responses().replyWithError(lost('ECONNRESET'));
    responses().reply(200, 'ok');
    const app = startApp();
    await app.press();

    expect(texts()).toEqual(['An answer.', 'An answer.']);
    expect(app.log().at(-1)).toMatchObject({ event: 'block_actions', outcome: 'smalltalk' });
  });

  it.each([
    ['answers well and says no', 200, { ok: false, error: 'invalid_blocks' }],
    ['is used up', 404, 'used_url'],
  ] as const)('%s, what was meant for one person comes by direct message', async (_, status, reply) => {
    responses().reply(status, reply);
    const direct = posts().reply(200, { ok: true, channel: 'D1', ts: '1.2' });
    const app = startApp();
    await app.press();
    expect(direct.isDone()).toBe(true);
    expect(JSON.stringify(app.log())).not.toContain('hooks.slack.com');
  });
});
