import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { LoopbackSlack } from '../../src/playground/stand-in/loopback.ts';
import { KNOWLEDGE_DIR } from '../support/build.ts';
import { createBots, findFreePort } from '../support/process.ts';
import { APP_TOKEN, BOT_TOKEN, openSlack, SIGNING_SECRET } from '../support/slack.ts';

const bots = createBots();

beforeAll(bots.prepare, 120_000);
afterAll(bots.finish);

type Env = Readonly<Record<string, string>>;
type Finish = TestContext['onTestFinished'];

interface Ended {
  readonly env: Env;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the bot with these settings and waits for its end. */
async function run(env: Env, onTestFinished: Finish): Promise<Ended> {
  const bot = bots.start({ HOST: '127.0.0.1', PORT: '0', KNOWLEDGE_DIR, ...env });
  onTestFinished(bot.kill);
  const { code } = await bot.ended;
  return { env, code, stdout: bot.stdout(), stderr: bot.stderr() };
}

/** What every refusal to start has: exit code 1, words for people on standard error, no stack, and no secrets. */
function expectRefusal({ env, code, stdout, stderr }: Ended, ...says: RegExp[]): void {
  for (const part of says) expect(stderr).toMatch(part);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toMatch(/undefined|\[object/);
  for (const [name, value] of Object.entries(env)) {
    if (/TOKEN|SECRET/.test(name) && value.trim() !== '') expect(stdout + stderr).not.toContain(value);
  }
  expect(stdout).not.toContain('"event":"start"');
  expect(code).toBe(1);
}

/** The same, in one line. */
function expectLine(ended: Ended, ...says: RegExp[]): void {
  expectRefusal(ended, ...says);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
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

// These wait for some seconds: first, so that the others run meanwhile.
describe.concurrent('A bot that waits for Slack in vain', { timeout: 60_000 }, () => {
  it('says that Slack cannot be reached when it accepts and never answers', async ({ onTestFinished }) => {
    const SLACK_API_URL = `http://127.0.0.1:${await openSilence(onTestFinished)}/api/`;
    const ended = await run({ ...HTTP, SLACK_API_URL }, onTestFinished);
    expectLine(ended, /^Slack cannot be reached \(no answer in time\).*SLACK_API_URL/);
  });

  it('says that Slack cannot be reached when it knows the bot and never opens the socket', async ({
    onTestFinished,
  }) => {
    const slack = await slackFor(onTestFinished);
    slack.hold('apps.connections.open');
    const ended = await run({ ...SOCKET, SLACK_API_URL: slack.apiUrl }, onTestFinished);
    expectLine(ended, /^Slack cannot be reached \(no answer in time\).*SLACK_API_URL/);
  });

  it('says that Slack cannot be reached when nobody listens where its socket should be', async ({
    onTestFinished,
  }) => {
    const slack = await slackFor(onTestFinished);
    slack.socketAddress = `ws://127.0.0.1:${await findFreePort()}/link`;
    const ended = await run({ ...SOCKET, SLACK_API_URL: slack.apiUrl }, onTestFinished);
    expectLine(ended, /^Slack cannot be reached/);
  });
});

describe.concurrent('A bot that cannot start', { timeout: 60_000 }, () => {
  it.for(MODES)(
    'names SLACK_BOT_TOKEN when Slack does not know it (%s)',
    async ([, env], { onTestFinished }) => {
      const slack = await slackFor(onTestFinished);
      const wrong = { ...env, SLACK_BOT_TOKEN: 'xoxb-9999-8888-wrongBotToken', SLACK_API_URL: slack.apiUrl };
      expectLine(await run(wrong, onTestFinished), /^SLACK_BOT_TOKEN: .*does not know this token/);
    },
  );

  it('names SLACK_APP_TOKEN when Slack does not know that one', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    const wrong = { ...SOCKET, SLACK_APP_TOKEN: 'xapp-1-A9-8888-wrongAppToken', SLACK_API_URL: slack.apiUrl };
    expectLine(await run(wrong, onTestFinished), /^SLACK_APP_TOKEN: .*does not know this token/);
  });

  it('says what to do about a token that was revoked', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    slack.failNext('auth.test', { error: 'token_revoked' });
    const ended = await run({ ...HTTP, SLACK_API_URL: slack.apiUrl }, onTestFinished);
    expectLine(ended, /^SLACK_BOT_TOKEN: .*revoked.*Install the app again/);
  });

  it("repeats Slack's own word for an error that it has no advice for", async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    slack.failNext('auth.test', { error: 'ekm_access_denied' });
    const ended = await run({ ...HTTP, SLACK_API_URL: slack.apiUrl }, onTestFinished);
    expectLine(ended, /^SLACK_BOT_TOKEN: .*ekm_access_denied/);
  });

  it.for(MODES)(
    'says that Slack cannot be reached when nobody listens there (%s)',
    async ([, env], { onTestFinished }) => {
      const SLACK_API_URL = `http://127.0.0.1:${await findFreePort()}/api/`;
      const ended = await run({ ...env, SLACK_API_URL }, onTestFinished);
      expectLine(ended, /^Slack cannot be reached \(ECONNREFUSED\).*SLACK_API_URL/);
    },
  );

  it('says that Slack cannot be reached when it answers with a server error again and again', async ({
    onTestFinished,
  }) => {
    const slack = await slackFor(onTestFinished);
    for (let i = 0; i < 10; i++) slack.failNext('auth.test', { status: 503 });
    const ended = await run({ ...HTTP, SLACK_API_URL: slack.apiUrl }, onTestFinished);
    expectLine(ended, /^Slack cannot be reached \(it answered with 503\).*SLACK_API_URL/);
  });

  it('names SLACK_API_URL, in one line, when a web page answers there', async ({ onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    slack.failNext('auth.test', {
      page: '<!doctype html>\n<html>\n<title>Sign in to the network</title>\n</html>\n',
    });
    const ended = await run({ ...HTTP, SLACK_API_URL: slack.apiUrl }, onTestFinished);
    expectLine(ended, /SLACK_API_URL/);
  });

  it.for(MODES)('names the port when it is taken (%s)', async ([, env], { onTestFinished }) => {
    const slack = await slackFor(onTestFinished);
    const PORT = String(await openSilence(onTestFinished));
    const ended = await run({ ...env, PORT, SLACK_API_URL: slack.apiUrl }, onTestFinished);
    expectLine(ended, new RegExp(`^Port ${PORT} is taken\\. Set PORT`));
  });
});

describe.concurrent('A bot whose knowledge is faulty', { timeout: 60_000 }, () => {
  it.for(MODES)(
    'says so before it calls Slack, when the folder is missing (%s)',
    async ([, env], { onTestFinished }) => {
      const slack = await slackFor(onTestFinished);
      const missing = { ...env, SLACK_API_URL: slack.apiUrl, KNOWLEDGE_DIR: '/nowhere/knowledge' };
      expectRefusal(
        await run(missing, onTestFinished),
        /\/nowhere\/knowledge/,
        /does not exist/,
        /KNOWLEDGE_DIR/,
      );
      expect(slack.standIn.calls).toEqual([]);
    },
  );

  it('reports every fault with its file and line, with or without Slack', async ({ onTestFinished }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-faulty-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(KNOWLEDGE_DIR, folder, { recursive: true });
    const owner = path.join(folder, 'roles/product-owner.yml');
    const text = await readFile(owner, 'utf8');
    await writeFile(owner, text.replaceAll(/quote: ".*"/g, 'quote: "The moon owns the backlog."'));
    await writeFile(path.join(folder, 'roles/broken.yml'), 'role: [unclosed\n');

    for (const env of [HTTP, {}]) {
      const ended = await run({ ...env, KNOWLEDGE_DIR: folder }, onTestFinished);
      expectRefusal(ended, /roles\/product-owner\.yml:\d+/, /roles\/broken\.yml:\d+/);
      expect(ended.stderr.match(/roles\/product-owner\.yml:\d+/g)?.length).toBeGreaterThan(1);
    }
  });
});

describe.concurrent('A bot with settings that cannot be used', { timeout: 60_000 }, () => {
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
  ])('says what is missing when given %s', async ([, env, says], { onTestFinished }) => {
    expectRefusal(await run(env, onTestFinished), ...says);
  });

  it('reports all that is malformed at once, without repeating the secrets', async ({ onTestFinished }) => {
    const ended = await run(
      {
        SLACK_BOT_TOKEN: 'xapp-1-A1-1111-swappedAppToken',
        SLACK_APP_TOKEN: 'xoxb-1111-2222-swappedBotToken',
        SLACK_SIGNING_SECRET: 'not a secret!',
        SLACK_API_URL: 'http://slack.example.com/api/',
        PORT: '99999',
        LOG_LEVEL: 'loud',
      },
      onTestFinished,
    );
    const variables = [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_API_URL',
      'PORT',
      'LOG_LEVEL',
    ];
    expectRefusal(ended, ...variables.map((name) => new RegExp(`^ *${name}\\b`, 'm')));
  });

  it('reports what is malformed together with what is missing', async ({ onTestFinished }) => {
    const ended = await run({ SLACK_BOT_TOKEN: BOT_TOKEN, PORT: 'eighty' }, onTestFinished);
    expectRefusal(ended, /^ *PORT\b/m, /SLACK_APP_TOKEN is missing/);
  });
});
