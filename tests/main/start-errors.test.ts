import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { connect } from '../../src/slack/connect.ts';
import { openOutgoing } from '../../src/slack/connection/outgoing.ts';
import { SocketReceiver } from '../../src/slack/connection/socket-receiver.ts';
import { createInFlight } from '../../src/slack/in-flight.ts';
import { identify } from '../../src/slack/installation.ts';
import { createBoltLogger } from '../../src/slack/journal.ts';
import { ConnectError, explain } from '../../src/slack/start-errors.ts';
import { KNOWLEDGE_DIR } from '../support/build.ts';
import type { LoopbackSlack } from '../support/loopback.ts';
import { createBots, findFreePort } from '../support/process.ts';
import { APP_TOKEN, BOT_TOKEN, openSlack, SIGNING_SECRET } from '../support/slack.ts';
import { createFastTimer } from '../support/timer.ts';

// Most of it without a process: main.ts writes the message of such an error to standard error and ends with 1, which
// the last tests show.

type Env = Readonly<Record<string, string>>;
type Finish = TestContext['onTestFinished'];

const log = openLog('silent', { write: () => {} });

/** Connects as main.ts does, with a bot that answers nothing. Gives the words with which that is refused. */
async function refusal(env: Env): Promise<string> {
  try {
    const config = readConfig({ HOST: '127.0.0.1', ...env });
    const { connection } = config;
    if (connection.mode === 'local') throw new Error('There is no connection in these settings.');
    const running = await connect({
      config,
      connection,
      log,
      figures: () => ({}),
      onTurnedAway: () => {},
      createBot: ({ identity, receiver, clientOptions }) => ({
        app: new App({
          receiver,
          clientOptions,
          convoStore: false,
          authorize: async () => ({
            botToken: identity.botToken,
            botUserId: identity.botUserId,
            botId: identity.botId,
          }),
        }),
        jobs: { start: () => {}, stop: () => {} },
      }),
    });
    await running.stop();
  } catch (error) {
    if (error instanceof ConnectError || error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The bot has started.');
}

/** What every refusal to start has: words for people, no stack, and no secrets. */
function expectWords(words: string, env: Env, ...says: RegExp[]): void {
  for (const part of says) expect(words).toMatch(part);
  expect(words).not.toMatch(/^\s+at /m);
  expect(words).not.toMatch(/undefined|\[object/);
  for (const [name, value] of Object.entries(env)) {
    if (/TOKEN|SECRET/.test(name) && value.trim() !== '') expect(words).not.toContain(value);
  }
}

/** The same, in one line. */
async function expectLine(env: Env, ...says: RegExp[]): Promise<void> {
  const words = await refusal(env);
  expectWords(words, env, ...says);
  expect(words.split('\n')).toHaveLength(1);
}

const SOCKET: Env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN };
const HTTP: Env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET };
const MODES: readonly (readonly [string, Env])[] = [
  ['Socket Mode', SOCKET],
  ['HTTP', HTTP],
];

async function slackFor(onTestFinished: Finish): Promise<LoopbackSlack> {
  const slack = await openSlack();
  onTestFinished(slack.close);
  return slack;
}

/** Listens on loopback, accepts connections, and never answers; returns the port. */
async function openSilence(onTestFinished: Finish): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    sockets.add(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

// These would wait for some seconds: the time that they may take is passed in.
describe('A bot that waits for Slack in vain', () => {
  const common = { logger: createBoltLogger(log), timeout: 100, retryConfig: { retries: 0 } };

  it('says that Slack cannot be reached when it accepts and never answers', async ({ onTestFinished }) => {
    const slackApiUrl = `http://127.0.0.1:${await openSilence(onTestFinished)}/api/`;
    await expect(identify(BOT_TOKEN, { ...common, slackApiUrl })).rejects.toThrow(
      /^Slack cannot be reached \(no answer in time\).*SLACK_API_URL/,
    );
  });

  const openSocket = async (slack: LoopbackSlack) => {
    const outgoing = await openOutgoing(undefined);
    const { logger, timeout } = common;
    const parts = { appToken: APP_TOKEN, slackApiUrl: slack.apiUrl, logger, log, outgoing, fetch, timeout };
    const receiver = new SocketReceiver({
      ...parts,
      inFlight: createInFlight(),
      onTurnedAway: () => {},
      timer: createFastTimer(20),
    });
    await receiver.start().catch((error: unknown) => {
      throw explain(error, 'SLACK_APP_TOKEN');
    });
  };

  it('says that Slack cannot be reached when it knows the bot and never opens the socket', async ({
    onTestFinished,
  }) => {
    const slack = await slackFor(onTestFinished);
    slack.hold('apps.connections.open');
    await expect(openSocket(slack)).rejects.toThrow(
      /^Slack cannot be reached \(no answer in time\).*SLACK_API_URL/,
    );
  });

  it('says that Slack cannot be reached when nobody listens where its socket should be', async ({
    onTestFinished,
  }) => {
    const slack = await slackFor(onTestFinished);
    slack.socketAddress = `ws://127.0.0.1:${await findFreePort()}/link`;
    await expect(openSocket(slack)).rejects.toThrow(/^Slack cannot be reached/);
  });
});

describe('A bot that cannot start', () => {
  it.for(MODES)(
    'names SLACK_BOT_TOKEN when Slack does not know it (%s)',
    async ([, env], { onTestFinished }) => {
      const slack = await slackFor(onTestFinished);
      const wrong = { ...env, SLACK_BOT_TOKEN: 'xoxb-9999-8888-wrongBotToken', SLACK_API_URL: slack.apiUrl };
      await expectLine(wrong, /^SLACK_BOT_TOKEN: .*does not know this token/);
    },
  );

  it('names SLACK_APP_TOKEN when Slack does not know that one', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    const wrong = { ...SOCKET, SLACK_APP_TOKEN: 'xapp-1-A9-8888-wrongAppToken', SLACK_API_URL: slack.apiUrl };
    await expectLine(
      { ...wrong, PORT: String(await findFreePort()) },
      /^SLACK_APP_TOKEN: .*does not know this token/,
    );
  });

  it('says what to do about a token that was revoked', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    slack.failNext('auth.test', { error: 'token_revoked' });
    await expectLine(
      { ...HTTP, SLACK_API_URL: slack.apiUrl },
      /^SLACK_BOT_TOKEN: .*revoked.*Install the app again/,
    );
  });

  it("repeats Slack's own word for an error that it has no advice for", async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    slack.failNext('auth.test', { error: 'ekm_access_denied' });
    await expectLine({ ...HTTP, SLACK_API_URL: slack.apiUrl }, /^SLACK_BOT_TOKEN: .*ekm_access_denied/);
  });

  it.for(MODES)('says that Slack cannot be reached when nobody listens there (%s)', async ([, env]) => {
    const SLACK_API_URL = `http://127.0.0.1:${await findFreePort()}/api/`;
    await expectLine({ ...env, SLACK_API_URL }, /^Slack cannot be reached \(ECONNREFUSED\).*SLACK_API_URL/);
  });

  it('says that Slack cannot be reached when it answers with a server error again and again', async ({
    onTestFinished,
  }) => {
    const slack = await slackFor(onTestFinished);
    for (let i = 0; i < 10; i++) slack.failNext('auth.test', { status: 503 });
    await expectLine(
      { ...HTTP, SLACK_API_URL: slack.apiUrl },
      /^Slack cannot be reached \(it answered with 503\).*SLACK_API_URL/,
    );
  });

  it('names SLACK_API_URL, in one line, when a web page answers there', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    slack.failNext('auth.test', {
      page: '<!doctype html>\n<html>\n<title>Sign in to the network</title>\n</html>\n',
    });
    await expectLine({ ...HTTP, SLACK_API_URL: slack.apiUrl }, /SLACK_API_URL/);
  });

  it.for(MODES)('names the port when it is taken (%s)', async ([, env], { onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    const PORT = String(await openSilence(onTestFinished));
    const taken = new RegExp(`^Port ${PORT} is taken\\. Set PORT`);
    await expectLine({ ...env, PORT, SLACK_API_URL: slack.apiUrl }, taken);
  });
});

describe('A bot with settings that cannot be used', () => {
  it.for<[string, Env, RegExp[]]>([
    ['only the bot token', { SLACK_BOT_TOKEN: BOT_TOKEN }, [/SLACK_APP_TOKEN/, /SLACK_SIGNING_SECRET/]],
    ['only the app token', { SLACK_APP_TOKEN: APP_TOKEN }, [/SLACK_BOT_TOKEN is missing/]],
    ['only the signing secret', { SLACK_SIGNING_SECRET: SIGNING_SECRET }, [/SLACK_BOT_TOKEN is missing/]],
    ['nothing, in production', { NODE_ENV: 'production' }, [/SLACK_BOT_TOKEN is missing/]],
    [
      'an empty bot token',
      { SLACK_BOT_TOKEN: '  ', SLACK_APP_TOKEN: APP_TOKEN },
      [/SLACK_BOT_TOKEN is missing/],
    ],
    [
      'something malformed beside what is missing',
      { SLACK_BOT_TOKEN: BOT_TOKEN, PORT: 'eighty' },
      [/^ *PORT\b/m, /SLACK_APP_TOKEN is missing/],
    ],
  ])('says what is missing when given %s', async ([, env, says]) => {
    expectWords(await refusal(env), env, ...says);
  });
});

describe.concurrent('The process of a bot that cannot start', { timeout: 60_000 }, () => {
  const bots = createBots();

  beforeAll(bots.prepare, 120_000);
  afterAll(bots.finish);

  /** Starts the bot with these settings and waits for its end: with 1, and with words on standard error alone. */
  async function end(env: Env, onTestFinished: Finish): Promise<string> {
    const bot = bots.start({ HOST: '127.0.0.1', KNOWLEDGE_DIR, ...env });
    onTestFinished(bot.kill);
    const { code } = await bot.ended;
    expect(bot.stdout()).not.toContain('"event":"start"');
    expectWords(bot.stdout() + bot.stderr(), env);
    expect(code).toBe(1);
    return bot.stderr();
  }

  it('reports all settings that are malformed at once, without repeating the secrets', async ({
    onTestFinished,
  }) => {
    const settings = {
      SLACK_BOT_TOKEN: 'xapp-1-A1-1111-swappedAppToken',
      SLACK_APP_TOKEN: 'xoxb-1111-2222-swappedBotToken',
      SLACK_SIGNING_SECRET: 'not a secret!',
      SLACK_API_URL: 'http://slack.example.com/api/',
      PORT: '99999',
      LOG_LEVEL: 'loud',
    };
    const words = await end(settings, onTestFinished);
    for (const name of Object.keys(settings)) expect(words).toMatch(new RegExp(`^ *${name}\\b`, 'm'));
  });

  it('says in one line that Slack does not know its token', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    const env = { ...SOCKET, SLACK_BOT_TOKEN: 'xoxb-9999-8888-wrongBotToken', SLACK_API_URL: slack.apiUrl };
    const words = await end(env, onTestFinished);
    expect(words).toMatch(/^SLACK_BOT_TOKEN: .*does not know this token.*\n$/);
  });

  it('says that its knowledge is missing before it calls Slack', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    const env = { ...HTTP, SLACK_API_URL: slack.apiUrl, KNOWLEDGE_DIR: '/nowhere/knowledge' };
    const words = await end(env, onTestFinished);
    for (const part of [/\/nowhere\/knowledge/, /does not exist/, /KNOWLEDGE_DIR/])
      expect(words).toMatch(part);
    expect(slack.fake.calls).toEqual([]);
  });

  it('reports every fault of its knowledge with file and line, with or without Slack', async ({
    onTestFinished,
  }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-faulty-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(KNOWLEDGE_DIR, folder, { recursive: true });
    const owner = path.join(folder, 'roles/product-owner.yml');
    const text = await readFile(owner, 'utf8');
    await writeFile(owner, text.replaceAll(/quote: ".*"/g, 'quote: "The moon owns the backlog."'));
    await writeFile(path.join(folder, 'roles/broken.yml'), 'role: [unclosed\n');

    for (const env of [HTTP, {}]) {
      const words = await end({ ...env, KNOWLEDGE_DIR: folder }, onTestFinished);
      expect(words).toMatch(/roles\/broken\.yml:\d+/);
      expect(words.match(/roles\/product-owner\.yml:\d+/g)?.length).toBeGreaterThan(1);
    }
  });
});
