import { describe, expect, test } from 'vitest';
import { openLog } from '../src/log.ts';

/** What is written for one entry. */
function written(entry: Record<string, unknown>, message?: string): string {
  let text = '';
  const log = openLog('info', {
    write: (line) => {
      text += line;
    },
  });
  log.error(entry, message);
  return text;
}

// Made up of parts, so that no scanner takes them for real ones.
const SECRETS = {
  'a bot token': ['xoxb', '123-456-abcDEF'].join('-'),
  'a user token': ['xoxp', '123-456-abcDEF'].join('-'),
  'an app-level token': ['xapp', '1-A0123-456-abcdef'].join('-'),
  'a token that rotates': ['xoxe.xoxb', '1-Mi0yLUFCQ0RFRg'].join('-'),
  'a refresh token': ['xoxe', '1-My0xLUFCQ0RFRg'].join('-'),
  'a response_url': 'https://hooks.slack.com/actions/T1/2/abcDEF',
  'a webhook': 'https://hooks.slack.com/services/T1/B2/abcDEF',
  'the address of a socket': 'wss://wss-primary.slack.com/link/?ticket=abcDEF&app_id=1',
};

describe('the log hides', () => {
  test.each(Object.entries(SECRETS))('%s, wherever it stands', (_, secret) => {
    const places = [
      written({ event: 'x', token: secret }),
      written({ event: 'x', deep: { list: [`Bearer ${secret}`] } }),
      written({ event: 'x', [secret]: 1 }),
      written({ event: 'x' }, `request to ${secret} failed`),
      written({ event: 'x', stack: `Error: no\n${secret}\n    at somewhere` }),
      written({ event: 'x', stack: `Error: no\n\t${secret}` }),
      written({ event: 'x', form: `token_${secret}&x=1` }),
      written({ event: 'x', quoted: JSON.stringify({ token: secret }) }),
    ];
    for (const line of places) {
      expect(line).not.toMatch(/abcDEF|abcdef|QUJDREVG|LUFCQ0RFRg/);
      expect(line).toContain('[secret]');
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });
});

describe('the log', () => {
  test('is one JSON object a line, with a time and nothing about the machine', () => {
    const line = written({ event: 'start', ms: 12 });
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(line)).toEqual({
      level: 50,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      event: 'start',
      ms: 12,
    });
  });

  test('leaves what is no secret as it is', () => {
    const entry = { event: 'x', url: 'https://slack.com/api/chat.postMessage', text: 'xoxb is a prefix' };
    expect(JSON.parse(written(entry))).toMatchObject(entry);
  });

  test('says nothing below its level', () => {
    const lines: string[] = [];
    const log = openLog('warn', { write: (line) => void lines.push(line) });
    log.info({ event: 'quiet' });
    log.warn({ event: 'loud' });
    expect(lines).toHaveLength(1);
  });
});
