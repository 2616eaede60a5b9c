import { request } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWLEDGE_DIR } from '../../support/build.ts';
import { createBots, findFreePort } from '../../support/process.ts';

const bots = createBots();
let url: string;

async function start(env: Readonly<Record<string, string>> = {}) {
  const bot = bots.start({ KNOWLEDGE_DIR, PORT: '0', ...env }, null);
  const [address] = await bot.said(/http:\/\/localhost:\d+/);
  return { bot, address: address.replace('localhost', '127.0.0.1') };
}

beforeAll(async () => {
  await bots.prepare();
  url = (await start()).address;
}, 120_000);
afterAll(bots.finish);

const say = { as: 'U0NEWHIRE', act: { act: 'say', place: 'C0GENERAL', text: 'hello' } };

function act(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** A request as no browser would send it: with any Host. */
function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the page', () => {
  it('runs no script but its own', async () => {
    const response = await fetch(url);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await response.text()).not.toMatch(/<script(?![^>]*src=)/);
  });

  it('is for this machine only: another name or another page gets nothing', async () => {
    expect(await statusFor({ host: 'evil.example' })).toBe(403);
    expect(await statusFor({ origin: 'https://evil.example' })).toBe(403);
    expect(await statusFor({})).toBe(200);
    expect((await act(say, { origin: 'https://evil.example' })).status).toBe(403);
    // What a form of another page can send without asking first.
    expect((await act(say, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('listens on the loopback address alone', async () => {
    const { port } = new URL(url);
    // Somebody else may still have the same port at another address of this machine.
    const other = createServer();
    await new Promise<void>((resolve, reject) => {
      other.once('error', reject);
      other.listen(Number(port), '127.0.0.2', resolve);
    });
    other.close();
  });

  it.each([
    ['nonsense', 'not json'],
    ['an act that there is not', { as: 'U0NEWHIRE', act: { act: 'dance' } }],
    ['fields of the wrong kind', { as: 'U0NEWHIRE', act: { act: 'say', place: 1, text: {} } }],
    ['nobody', { act: say.act }],
  ])('refuses %s, and goes on', async (_, body) => {
    expect((await act(body)).status).toBe(400);
    expect((await act(say)).status).toBe(200);
  });

  it.each([
    ['somebody who is not there', { ...say, as: 'U0NOBODY' }, /not here/],
    ['the bot itself', { ...say, as: 'U0WHOOWNS' }, /not here/],
    ['a channel of others', { ...say, act: { ...say.act, place: 'D0ENGINEER' } }, /not in that channel/],
    ['nothing to say', { ...say, act: { ...say.act, text: '  ' } }, /nothing to send/],
    [
      'a dialog that is closed',
      { ...say, act: { act: 'submit', dialog: 'V1', fields: {} } },
      /not there any more/,
    ],
    [
      'a message of others',
      {
        ...say,
        act: {
          act: 'press',
          on: { message: 'D0ENGINEER/1.1' },
          block: 'b',
          action: 'a',
          value: null,
          fields: {},
        },
      },
      /not there any more/,
    ],
  ])('says in words why it does not act for %s', async (_, body, why) => {
    expect(await (await act(body)).json()).toMatchObject({ ok: false, error: expect.stringMatching(why) });
  });

  it('shows a person nothing of the direct messages of another', async () => {
    const direct = { as: 'U0ENGINEER', act: { act: 'say', place: 'D0ENGINEER', text: 'a secret of mine' } };
    expect(await (await act(direct)).json()).toEqual({ ok: true });
    const other = (await (await fetch(`${url}/state?as=U0NEWHIRE`)).json()) as { messages: unknown };
    expect(JSON.stringify(other.messages)).not.toContain('a secret of mine');
    expect((await fetch(`${url}/state?as=U0NOBODY`)).status).toBe(404);
  });
});

describe('starting it', () => {
  it('takes the next port where one is taken, and says so', async () => {
    const port = await findFreePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const { address } = await start({ PORT: String(port) });
    expect(Number(new URL(address).port)).toBeGreaterThan(port);
    other.close();
  });

  it('ends with 0 when it is told to, with a window open', async () => {
    const { bot, address } = await start();
    const stream = await fetch(`${address}/changes?as=U0NEWHIRE`);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toEqual({ code: 0, signal: null });
    await stream.body?.cancel().catch(() => {});
  });
});
