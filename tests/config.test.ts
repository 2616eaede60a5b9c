import { readFile } from 'node:fs/promises';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { ConfigError, FILE_DATABASE, LOG_LEVELS, readConfig, VARIABLES } from '../src/config.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1-a' };
const SOCKET = { ...BOT, SLACK_APP_TOKEN: 'xapp-1-b' };
const HTTP = { ...BOT, SLACK_SIGNING_SECRET: '0123456789abcdef' };

/** The report on settings that cannot be used, line by line; it is a failure of the test if they can. */
function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  throw new Error('Expected a ConfigError.');
}

describe('the memory', () => {
  test.each(['file:./data/whoowns.db', 'memory:', 'postgres://u:p@h/d', 'postgresql://h/d'])(
    'may be %s',
    (url) => {
      expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    },
  );

  test.each(['mysql://h/d', 'data/whoowns.db', 'file:', 'memory:x'])('is not %s', (url) => {
    expect(problemsOf({ DATABASE_URL: url })).toEqual([
      expect.stringMatching(/^DATABASE_URL should begin with file:/),
    ]);
  });

  test('of the bad kind is refused without a word of its password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://u:hidden@h/d' }).join()).not.toContain('hidden');
  });
});

describe('the connection', () => {
  test('is local without any Slack variable', () => {
    expect(readConfig({})).toEqual({
      connection: { mode: 'local' },
      command: '/whoowns',
      slackApiUrl: 'https://slack.com/api/',
      port: 3000,
      host: '0.0.0.0',
      knowledgeDir: 'knowledge',
      logLevel: 'warn',
    });
  });

  test('is Socket Mode with an app token', () => {
    expect(readConfig(SOCKET).connection).toEqual({
      mode: 'socket',
      botToken: 'xoxb-1-a',
      appToken: 'xapp-1-b',
    });
  });

  test('is HTTP with a signing secret and no app token', () => {
    expect(readConfig(HTTP).connection).toEqual({
      mode: 'http',
      botToken: 'xoxb-1-a',
      signingSecret: '0123456789abcdef',
    });
  });

  test('is Socket Mode where both are set', () => {
    expect(readConfig({ ...HTTP, ...SOCKET }).connection.mode).toBe('socket');
  });

  test.each([
    ['a bot token alone', BOT, /^SLACK_APP_TOKEN is missing.*SLACK_SIGNING_SECRET/],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1-b' }, /^SLACK_BOT_TOKEN is missing.*xoxb-/],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: '0123456789abcdef' }, /^SLACK_BOT_TOKEN is missing/],
    ['nothing in production', { NODE_ENV: 'production' }, /^SLACK_BOT_TOKEN is missing/],
    ['tokens that are swapped', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' }, /xoxb-/],
  ])('is refused with %s, and the remedy is told', (_, env, problem) => {
    expect(problemsOf(env)[0]).toMatch(problem);
  });
});

describe('each other setting', () => {
  test.each(['0', '80', '65535'])('PORT may be %s', (PORT) => {
    expect(readConfig({ PORT }).port).toBe(Number(PORT));
  });

  test.each(['65536', '99999', '-1', '80.5', 'http', '0x50', '123456'])('PORT may not be %s', (PORT) => {
    expect(problemsOf({ PORT })).toEqual(['PORT should be a number from 0 to 65535.']);
  });

  test('HOST and KNOWLEDGE_DIR are taken as they are', () => {
    const env = { HOST: '127.0.0.1', KNOWLEDGE_DIR: '/srv/what we know' };
    expect(readConfig(env)).toMatchObject({ host: '127.0.0.1', knowledgeDir: '/srv/what we know' });
  });

  test.each(LOG_LEVELS)('LOG_LEVEL may be %s', (LOG_LEVEL) => {
    expect(readConfig({ LOG_LEVEL }).logLevel).toBe(LOG_LEVEL);
  });

  test('LOG_LEVEL may not be anything else, and is info where Slack is connected', () => {
    expect(problemsOf({ LOG_LEVEL: 'loud' })).toEqual([
      `LOG_LEVEL should be one of ${LOG_LEVELS.join(', ')}.`,
    ]);
    expect(readConfig(SOCKET).logLevel).toBe('info');
  });

  test.each([
    ['https://slack.example.com/api/', 'https://slack.example.com/api/'],
    ['https://slack.example.com/api', 'https://slack.example.com/api/'],
    ['http://localhost:8080/api', 'http://localhost:8080/api/'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
    ['http://[::1]:8080/', 'http://[::1]:8080/'],
  ])('SLACK_API_URL may be %s', (SLACK_API_URL, expected) => {
    expect(readConfig({ SLACK_API_URL }).slackApiUrl).toBe(expected);
  });

  test.each([
    'http://slack.com/api/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://10.0.0.1/',
    'ftp://localhost/',
    'slack.com/api',
    'file:///etc/passwd',
  ])('SLACK_API_URL may not be %s, as the token goes there', (SLACK_API_URL) => {
    expect(problemsOf({ SLACK_API_URL })).toEqual([
      expect.stringMatching(/^SLACK_API_URL should be an https/),
    ]);
  });

  test('counts as not set where it is empty, and spaces around it do not count', () => {
    const empty = Object.fromEntries(VARIABLES.map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
    expect(
      readConfig({ ...SOCKET, SLACK_APP_TOKEN: '   ', SLACK_SIGNING_SECRET: 'abcdefgh12' }).connection,
    ).toEqual({
      mode: 'http',
      botToken: 'xoxb-1-a',
      signingSecret: 'abcdefgh12',
    });
    expect(readConfig({ ...SOCKET, SLACK_BOT_TOKEN: ' xoxb-1-a\n' })).toEqual(readConfig(SOCKET));
  });
});

describe('the report', () => {
  const wrong = {
    SLACK_BOT_TOKEN: 'swordfish-bot',
    SLACK_APP_TOKEN: 'swordfish-app',
    SLACK_SIGNING_SECRET: 'swordfish!',
    SLACK_API_URL: 'ftp://swordfish',
    PORT: 'swordfish',
    LOG_LEVEL: 'swordfish',
  };

  test('names every problem at once, each with what to do', () => {
    const problems = problemsOf(wrong);
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort());
    for (const problem of problems) expect(problem).toMatch(/should .*\.$/);
  });

  test('names what is wrong together with what is missing', () => {
    expect(problemsOf({ ...BOT, PORT: 'x', LOG_LEVEL: 'x' })).toHaveLength(3);
  });

  test('does not repeat the values, which may be secret', () => {
    expect(problemsOf(wrong).join()).not.toContain('swordfish');
  });
});

describe('the proxy', () => {
  test('is none unless it is set', () => {
    expect(readConfig({ NO_PROXY: '*' }).proxy).toBeUndefined();
  });

  test('may be written in capitals or not, and without http://, as for other programs', () => {
    const expected = { https: 'http://proxy:3128', http: undefined, except: ['a.org', '.b.org'] };
    expect(readConfig({ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'a.org, .b.org' }).proxy).toEqual(
      expected,
    );
    expect(readConfig({ https_proxy: 'proxy:3128', no_proxy: 'a.org .b.org' }).proxy).toEqual(expected);
  });

  test('of another kind is refused without a word of its password', () => {
    const [problem = '', ...others] = problemsOf({ HTTPS_PROXY: 'socks5://u:hidden@proxy' });
    expect(problem).toMatch(/^HTTPS_PROXY should be the address of a proxy/);
    expect(problem).not.toContain('hidden');
    expect(others).toEqual([]);
  });
});

describe('.env.example', () => {
  const read = async () => parse(await readFile(new URL('../.env.example', import.meta.url)));

  test('has every variable that is read, and no other', async () => {
    expect(Object.keys(await read()).sort()).toEqual([...VARIABLES].sort());
    expect(VARIABLES.length).toBeGreaterThanOrEqual(8);
  });

  test('shows the defaults, and works as it is', async () => {
    const defaults = { ...readConfig({}), logLevel: 'info', databaseUrl: FILE_DATABASE };
    expect(readConfig(await read())).toEqual(defaults);
  });
});
