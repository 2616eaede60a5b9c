import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/log.ts';
import { createSlackFetch } from '../../src/slack/fetch.ts';
import { createFastTimer } from '../support/timer.ts';

const API = 'https://slack.com/api/';
const HOOK = 'https://hooks.slack.com/actions/1';
const lost = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) });

/** How often a call that always fails in this way is made. */
async function triesOf(url: string, body: string, fail: () => Response | Error): Promise<number> {
  let tries = 0;
  const { fetch } = createSlackFetch({
    slackApiUrl: API,
    log: openLog('silent', { write: () => {} }),
    timer: createFastTimer(1000),
    base: async () => {
      tries++;
      const failure = fail();
      if (failure instanceof Error) throw failure;
      return failure;
    },
  });
  await fetch(url, { method: 'POST', body }).catch(() => {});
  return tries;
}

const inChannel = JSON.stringify({ response_type: 'in_channel', text: 'words' });
const toAsker = JSON.stringify({ response_type: 'ephemeral', text: 'words' });
const replaced = JSON.stringify({ response_type: 'in_channel', replace_original: true, text: 'words' });
const message = 'channel=C1&text=words';

describe('A call that fails is made', () => {
  it.each([
    ['once', 'a new message', `${API}chat.postMessage`, message, 1],
    ['once', 'a private message', `${API}chat.postEphemeral`, message, 1],
    ['once', 'a dialog', `${API}views.open`, 'trigger_id=1', 1],
    ['once', 'a response that everybody sees', HOOK, inChannel, 1],
    ['three times', 'a response to the asker', HOOK, toAsker, 3],
    ['three times', 'a response in the place of a message', HOOK, replaced, 3],
    ['four times', 'a changed message', `${API}chat.update`, message, 4],
    ['four times', 'a look-up', `${API}users.info`, 'user=U1', 4],
  ])('%s where it may have arrived: %s', async (_, __, url, body, times) => {
    expect(await triesOf(url, body, () => lost('ECONNRESET'))).toBe(times);
    expect(await triesOf(url, body, () => new DOMException('late', 'TimeoutError'))).toBe(times);
    expect(await triesOf(url, body, () => new Response('oops', { status: 503 }))).toBe(times);
  });

  it.each([
    ['a new message', `${API}chat.postMessage`, message, 4],
    ['a response that everybody sees', HOOK, inChannel, 3],
    ['a look-up', `${API}users.info`, 'user=U1', 4],
  ])('again where Slack never got it: %s', async (_, url, body, times) => {
    expect(await triesOf(url, body, () => lost('ECONNREFUSED'))).toBe(times);
    expect(await triesOf(url, body, () => lost('ENOTFOUND'))).toBe(times);
  });

  it('once where Slack refuses it', async () => {
    const refused = () => Response.json({ ok: false, error: 'channel_not_found' });
    expect(await triesOf(`${API}chat.postMessage`, message, refused)).toBe(1);
    expect(await triesOf(HOOK, toAsker, () => new Response('used_url', { status: 404 }))).toBe(1);
  });
});
