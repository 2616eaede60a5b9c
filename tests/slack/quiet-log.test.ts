import { expect, it } from 'vitest';
import { describeError, openLog } from '../../src/log.ts';
import { createBoltLogger } from '../../src/slack/journal.ts';
import { mentionOf, startBot } from '../support/bot.ts';

const WORDS = 'who fires Bartholomew';

/** What answers in the place of Slack, and repeats what it was sent. */
const echoes: Readonly<Record<string, () => Response>> = {
  'an error page': () => new Response(`<html>bad request: ${WORDS}</html>`, { status: 200 }),
  'a status': () => new Response(`blocked: ${WORDS}`, { status: 403, statusText: `Blocked ${WORDS}` }),
  'a refusal': () => Response.json({ ok: false, error: `no: ${WORDS}` }),
  'a refusal with details': () =>
    Response.json({
      ok: false,
      error: 'invalid_blocks',
      errors: [WORDS],
      response_metadata: { messages: [`[ERROR] ${WORDS}`], warnings: [WORDS] },
    }),
  'a warning': () =>
    Response.json({ ok: false, error: 'x', warning: WORDS, response_metadata: { warnings: [WORDS] } }),
};

it.each(Object.entries(echoes))(
  'nothing of what people wrote is in the log where Slack answers with %s',
  async (_, answer) => {
    const bot = await startBot({ wrapFetch: () => async () => answer() });
    await bot.deliver({
      type: 'event_callback',
      event_id: 'Ev1',
      team_id: 'T0LOCAL01',
      event: mentionOf(WORDS),
      authorizations: [{ team_id: 'T0LOCAL01', user_id: 'U0WHOOWNS', is_bot: true }],
    });
    expect(JSON.stringify(bot.log())).not.toContain('Bartholomew');
    expect(bot.log().some(({ outcome }) => outcome === 'error')).toBe(true);
  },
);

it('an error in the log has its name, its codes and its place, and those of what caused it', () => {
  const cause = Object.assign(new TypeError(`could not read ${WORDS}\n    at nowhere`), {
    code: 'ECONNRESET',
  });
  const told = describeError(new Error(`${WORDS}\n${WORDS}`, { cause }));
  expect(told).toMatchObject({ name: 'Error', cause: { name: 'TypeError', code: 'ECONNRESET' } });
  expect(JSON.stringify(told)).not.toContain('Bartholomew');
  expect(JSON.stringify(told)).not.toContain('nowhere');
  expect((told.at as string[])[0]).toContain('quiet-log.test.ts');
});

it('a warning of Bolt is cut before it repeats what it was sent', () => {
  const lines: string[] = [];
  const logger = createBoltLogger(openLog('info', { write: (line) => void lines.push(line) }));
  logger.warn(`http request failed: ${WORDS}`);
  logger.error('An incoming event was not acknowledged within 3 seconds', new Error(WORDS));
  logger.error(new Error(WORDS) as never);
  expect(lines.join('')).not.toContain('Bartholomew');
  expect(lines[0]).toContain('http request failed');
  expect(lines[1]).toContain('not acknowledged within 3 seconds');
});
