import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { KNOWLEDGE_DIR, LEARNING, loadRealKnowledge } from './helpers/bot.ts';
import { kitchen, writeKitchen } from './helpers/kitchen.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const COMPILED = path.join(ROOT, 'node_modules/.cache/whoowns-cli');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whoowns-cli-'));
  await rm(COMPILED, { recursive: true, force: true });
  const out = ['--outDir', COMPILED, '--tsBuildInfoFile', path.join(COMPILED, '.tsbuildinfo')];
  const tsc = path.join(ROOT, 'node_modules/.bin/tsc');
  await promisify(execFile)(tsc, ['-p', 'tsconfig.build.json', ...out], { cwd: ROOT });
  await run(['learn']);
}, LEARNING);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the compiled program in a folder without .env, with the real knowledge unless told otherwise. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const options = { cwd: folder, env: { PATH: process.env.PATH, KNOWLEDGE_DIR, ...env } };
  return spawn(process.execPath, [path.join(COMPILED, 'cli.js'), ...args], options);
}

async function run(
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = start(args, env);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...output };
}

const recordsOf = ({ stdout }: Ended) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('ask', () => {
  test('prints the role, the answer, the quoted sentence and its document', async () => {
    const { code, stdout, stderr } = await run(['ask', 'who prioritizes the backlog?']);
    expect(stdout).toMatch(/^Product Owner {2}· {2}The order of the backlog\n/);
    expect(stdout).toContain('“POs prioritize the backlog and work with the engineering team');
    expect(stdout).toContain('From the document “Product Manager and Product Owner”');
    expect([code, stderr]).toEqual([0, '']);
  });

  test('takes a question of several words without quotation marks', async () => {
    expect((await run(['ask', 'who', 'prioritizes', 'the', 'backlog'])).stdout).toMatch(/^Product Owner/);
  });

  test.each([
    ['pm', /^Product Manager[\s\S]*• Market research: /],
    [
      'pm vs po',
      /The difference between the two[\s\S]*\nProduct Manager\n {2}•[\s\S]*\nProduct Owner\n {2}•/,
    ],
    ['who waters the plants in the lobby?', /^I don't know[\s\S]*Product Owner: /],
    ['thanks', /^You're welcome!/],
    ['help', /^Ask who owns what[\s\S]*Product Manager: /],
    ['', /^Ask who owns what/],
  ])('answers “%s” in words', async (question, expected) => {
    expect((await run(['ask', question])).stdout).toMatch(expected);
  });

  test('says in its usage what it can do where there is no question', async () => {
    for (const args of [['ask'], [], ['shout'], ['ask', '--loud', 'x']]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^Usage:[\s\S]*npm run ask[\s\S]*npm run check/);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });
});

describe('ask --json', () => {
  const KEYS = [
    'question',
    'outcome',
    'topic',
    'related',
    'role',
    'confidence',
    'suggestions',
    'quote',
    'document',
  ];

  test('writes one object a line: question, outcome, topic, role, confidence, suggestions, quote, document', async () => {
    const lines = [
      'who prioritizes the backlog?',
      'who waters the plants in the lobby?',
      'thanks',
      '',
      'pm vs po',
    ];
    const ended = await run(['ask', '--json'], lines.join('\n'));
    const records = recordsOf(ended);
    expect(records.map((record) => record.question)).toEqual(lines);
    for (const record of records) {
      expect(Object.keys(record)).toEqual(KEYS);
      expect(record.confidence).toBeGreaterThanOrEqual(0);
      expect(record.confidence).toBeLessThanOrEqual(1);
    }
    const topic = (await loadRealKnowledge()).topics.get('backlog');
    expect(records[0]).toMatchObject({
      outcome: 'answer',
      topic: 'backlog',
      role: 'product-owner',
      quote: topic?.quote,
      document: 'product-manager-and-product-owner',
    });
    expect(records[0]?.suggestions).toEqual(expect.arrayContaining(['backlog']));
    const none = { topic: null, role: null, quote: null, document: null };
    expect(records[1]).toMatchObject({ outcome: 'unknown', ...none });
    expect(records[2]).toMatchObject({ outcome: 'smalltalk', ...none });
    expect(records[3]).toMatchObject({ outcome: 'help', ...none });
    expect(records[4]).toMatchObject({ outcome: 'answer', topic: 'pm-vs-po', role: 'both' });
    expect([ended.code, ended.stderr]).toEqual([0, '']);
  });

  test('answers 10,000 lines in order, empty ones included', async () => {
    const kinds = ['who prioritizes the backlog?', '', 'roadmap', 'thanks', '{"json": "<b>"}'];
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const kind = kinds[i % kinds.length] ?? '';
      return kind === '' ? '' : `${kind} ${i}`;
    });
    const ended = await run(['ask', '--json'], `${lines.join('\n')}\n`);
    const records = recordsOf(ended);
    expect(records).toHaveLength(10_000);
    expect(records.map((record) => record.question)).toEqual(lines);
    expect(records.filter((record) => record.outcome === 'help')).toHaveLength(2000);
    expect(ended.code).toBe(0);
  }, 120_000);

  test('keeps a line together whatever it holds', async () => {
    const lines = [
      'a\u2028b',
      'tab\there',
      '"quoted" \\ back',
      '\u202eright to left',
      '🎉 backlog',
      'x'.repeat(20_000),
    ];
    const ended = await run(['ask', '--json'], `${lines.join('\r\n')}\r\n`);
    expect(recordsOf(ended).map((record) => record.question)).toEqual(lines);
  });

  test('answers a line as soon as it comes', async () => {
    const child = start(['ask', '--json']);
    const answered = (async () => {
      for await (const chunk of child.stdout.setEncoding('utf8')) return String(chunk);
      return '';
    })();
    child.stdin.write('who prioritizes the backlog?\n');
    const first = await answered;
    child.stdin.end();
    expect(JSON.parse(first)).toMatchObject({ topic: 'backlog' });
  });

  test('ends quietly when its reader stops early, as head does', async () => {
    const child = start(['ask', '--json']);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    // The program may be gone before all is written to it.
    child.stdin.on('error', () => {});
    child.stdin.end('who prioritizes the backlog?\n'.repeat(20_000));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    expect([code, stderr]).toEqual([0, '']);
  });
});

describe('check', () => {
  test('says that the knowledge is sound, with its figures, and exits with 0', async () => {
    const { code, stdout, stderr } = await run(['check']);
    expect(stdout).toMatch(/ is sound: 1 documents?, 2 roles, 21 topics with \d+ ways to ask/);
    expect([code, stderr]).toEqual([0, '']);
  });

  test('lists every fault with file, line and remedy, and exits with 1', async () => {
    const dir = path.join(folder, 'faulty');
    await writeKitchen(
      dir,
      kitchen(
        [
          ['roles/cook.yml', 'quote: The cook makes the soup, and', 'quote: The cook eats the soup, and'],
          ['roles/cook.yml', 'related: [serving]', 'related: [dessert]'],
          ['roles/waiter.yml', 'id: serving', 'id: soup'],
          ['roles/waiter.yml', 'short: WT', 'short: CK'],
          ['roles/waiter.yml', '- who serves the guests', '- who opens the kitchen?'],
          ['roles/team.yml', '[cook, waiter]', '[cook, guest]'],
          ['roles/team.yml', 'document: kitchen-rules', 'document: kitchen'],
        ],
        { 'asks/dessert.txt': 'who bakes the cake\n' },
      ),
    );
    const { code, stdout, stderr } = await run(['check'], '', { KNOWLEDGE_DIR: dir });
    const reported = [...stderr.matchAll(/^ {2}(\S+:\d+) {2}\S.*\n {6}\S.*$/gm)].map(([, place]) => place);
    expect(reported).toEqual([
      'asks/dessert.txt:1',
      'roles/cook.yml:10',
      'roles/cook.yml:11',
      'roles/team.yml:2',
      'roles/team.yml:3',
      'roles/waiter.yml:3',
      'roles/waiter.yml:6',
      'roles/waiter.yml:11',
    ]);
    expect(stderr).toContain('has 8 faults');
    expect([code, stdout]).toEqual([1, '']);
  });

  test('says what to do where the folder is missing, and so does ask', async () => {
    for (const args of [['check'], ['ask', 'backlog']]) {
      const { code, stderr } = await run(args, '', { KNOWLEDGE_DIR: path.join(folder, 'nowhere') });
      expect(code).toBe(1);
      expect(stderr).toMatch(/does not exist[\s\S]*KNOWLEDGE_DIR/);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });

  test('is not bothered by settings for Slack that are wrong', async () => {
    expect((await run(['check'], '', { SLACK_BOT_TOKEN: 'nonsense', PORT: 'x' })).code).toBe(0);
  }, 60_000);

  test('refuses a word that is one slip from a key word, and rehearses what the folder answers', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'whoowns-check-'));
    const files = kitchen([], { 'asks/serving.txt': 'who brings the dishes\nserving of dishes\n' });
    await writeKitchen(dir, files);
    const sound = await run(['check'], '', { KNOWLEDGE_DIR: dir });
    expect(sound.stdout).toMatch(
      /it finds \d+ %, offers the right topic in \d+ %, and names a wrong one in \d+ %/,
    );
    expect(sound.stderr).toBe('');
    await writeKitchen(dir, kitchen([], { 'not-ours/cellar.txt': 'fdsa sevring jkl\n' }));
    const misspelt = await run(['check'], '', { KNOWLEDGE_DIR: dir });
    expect(misspelt.code).toBe(1);
    expect(misspelt.stderr).toContain('“sevring” looks like “serving”, in: fdsa sevring jkl');
    await rm(dir, { recursive: true });
  }, 60_000);
});

describe('sheet', () => {
  test('writes both pages where it is told to', async () => {
    const { code, stdout, stderr } = await run(['sheet', folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^Wrote .*\.(?:md|html)\.$/gm)).toHaveLength(2);
    const html = await readFile(path.join(folder, 'whoowns-sheet.html'), 'utf8');
    expect(html).toContain('<h2>Product Owner</h2>');
    expect(html).not.toContain('<script');
  });

  test('says in words that there is no such folder', async () => {
    const { code, stderr } = await run(['sheet', path.join(folder, 'nowhere')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/cannot be written \(ENOENT\)/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('backup and restore', () => {
  const address = (name: string) => ({ DATABASE_URL: `file:${path.join(folder, name)}` });

  test('bring all of it back, into another file, and refuse what would lose something', async () => {
    const store = await openStore({ url: address('a.db').DATABASE_URL });
    await store.workspace('T1').setHome('U1', 'C1');
    await store.close();
    const saved = await run(['backup', 'all.backup'], '', address('a.db'));
    expect(saved).toMatchObject({ code: 0, stdout: '1 rows are in all.backup now.\n', stderr: '' });
    expect((await run(['backup', 'all.backup'], '', address('a.db'))).stderr).toContain('is there already');

    const back = await run(['restore', 'all.backup'], '', address('b.db'));
    expect(back).toMatchObject({ code: 0, stdout: '1 rows are back.\n', stderr: '' });
    const again = await openStore({ url: address('b.db').DATABASE_URL });
    expect([...(await again.workspace('T1').snapshot()).homes]).toEqual([['U1', 'C1']]);
    await again.close();
    const twice = await run(['restore', 'all.backup'], '', address('b.db'));
    expect(twice).toMatchObject({ code: 1, stdout: '' });
    expect(twice.stderr).toContain('only into an empty one');
  });

  test.each([
    [['restore', 'nothing.backup'], /no such file/],
    [['backup', 'x.backup'], /nothing to back up/],
    [['backup'], /^Usage:/],
  ])('say in words why they cannot: %j', async (args, why) => {
    const { code, stderr } = await run(args, '', address('none.db'));
    expect(code).toBe(1);
    expect(stderr).toMatch(why);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
