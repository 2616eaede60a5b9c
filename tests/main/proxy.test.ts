import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import {
  commandPayload,
  directMessageEvent,
  eventPayload,
} from '../../src/playground/fake-slack/payloads.ts';
import { KNOWLEDGE_DIR } from '../support/build.ts';
import { IN_CHANNEL, IN_DIRECT, messages } from '../support/conversation.ts';
import { createBots, findFreePort } from '../support/process.ts';
import { openProxy } from '../support/proxy.ts';
import { APP_TOKEN, BOT_TOKEN, openSlack, SIGNING_SECRET } from '../support/slack.ts';

const bots = createBots();

beforeAll(bots.prepare, 120_000);
afterAll(bots.finish);

type Env = Readonly<Record<string, string>>;

const SOCKET: Env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN };
const HTTP: Env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET };

async function open(env: Env, onTestFinished: TestContext['onTestFinished']) {
  const PORT = String(await findFreePort());
  const bot = bots.start({ HOST: '127.0.0.1', PORT, KNOWLEDGE_DIR, ...env });
  onTestFinished(bot.kill);
  return bot;
}

describe.concurrent('A bot behind a proxy', { timeout: 60_000 }, () => {
  it('reaches Slack through it: the socket, calls, and what goes by response_url', async ({
    onTestFinished,
  }) => {
    const slack = await openSlack();
    const proxy = await openProxy(Number(new URL(slack.apiUrl).port));
    onTestFinished(() => Promise.all([slack.close(), proxy.close()]).then(() => {}));
    // Nobody listens there: only by way of the proxy does it lead anywhere.
    const host = `127.0.0.1:${await findFreePort()}`;
    const behind = (url: string) => url.replace(new URL(slack.apiUrl).host, host);
    slack.socketAddress = `ws://${host}/link`;
    const settings = { SLACK_API_URL: behind(slack.apiUrl), HTTP_PROXY: proxy.url };
    const bot = await open({ ...SOCKET, ...settings }, onTestFinished);
    await bot.logged({ event: 'start' });

    await slack.deliver('events_api', eventPayload(directMessageEvent('backlog', IN_DIRECT)));
    await messages({ slack }, 1);
    const command = commandPayload('backlog', IN_CHANNEL, slack.fake);
    const response_url = behind(String(command.response_url));
    slack.deliverAndClose('slash_commands', { ...command, response_url });
    await messages({ slack }, 2);
    expect(new Set(proxy.asked)).toEqual(new Set([host]));
    expect(bot.stdout() + bot.stderr()).not.toContain('proxySecret');
  });

  it('reaches a host that NO_PROXY names directly', async ({ onTestFinished }) => {
    const [slack, proxy] = await Promise.all([openSlack(), openProxy()]);
    onTestFinished(() => Promise.all([slack.close(), proxy.close()]).then(() => {}));
    const settings = { SLACK_API_URL: slack.apiUrl, HTTP_PROXY: proxy.url, NO_PROXY: 'localhost,127.0.0.1' };
    const bot = await open({ ...SOCKET, ...settings }, onTestFinished);
    await bot.logged({ event: 'start' });
    expect(proxy.asked).toEqual([]);
  });

  it.for<[string, Env]>([
    ['Socket Mode', SOCKET],
    ['HTTP', HTTP],
  ])(
    'asks it for the real Slack, and says what it answers when it refuses (%s)',
    async ([, env], { onTestFinished }) => {
      const proxy = await openProxy();
      onTestFinished(proxy.close);
      const bot = await open({ ...env, https_proxy: proxy.url }, onTestFinished);
      expect((await bot.ended).code).toBe(1);
      expect(bot.stderr()).toMatch(/^Slack cannot be reached \(.*403.*\)\. Check .* proxy/);
      expect(new Set(proxy.asked)).toEqual(new Set(['slack.com:443']));
      expect(bot.stdout() + bot.stderr()).not.toContain('proxySecret');
    },
  );
});
