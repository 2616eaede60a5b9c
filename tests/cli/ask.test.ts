import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { loadRealKnowledge } from '../support/bot.ts';
import { type Ended, runCli, startCli } from '../support/cli.ts';

const recordsOf = ({ stdout }: Ended) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('ask', () => {
  test('prints the role, the answer, the quoted sentence and its document', async () => {
    const { code, stdout, stderr } = await runCli(['ask', 'who prioritizes the backlog?']);
    expect(stdout).toMatch(/^Product Owner {2}· {2}The order of the backlog\n/);
    expect(stdout).toContain('“POs prioritize the backlog and work with the engineering team');
    expect(stdout).toContain('From the document “Product Manager and Product Owner”');
    expect([code, stderr]).toEqual([0, '']);
  });

  test('takes a question of several words without quotation marks', async () => {
    const { stdout } = await runCli(['ask', 'who', 'prioritizes', 'the', 'backlog']);
    expect(stdout).toMatch(/^Product Owner/);
  });

  test('says why when it is asked to', async () => {
    const { code, stdout } = await runCli(['ask', '--why', 'who signs off a story?']);
    expect(stdout).toContain('Product Owner  ·  Testing and accepting user stories');
    expect(stdout.indexOf('story')).toBeLessThan(stdout.indexOf('Product Owner  ·'));
    expect(code).toBe(0);
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
    expect((await runCli(['ask', question])).stdout).toMatch(expected);
  });

  test.each([[['ask']], [[]], [['shout']], [['ask', '--loud', 'x']], [['ask', '--why', '--json', 'x']]])(
    'says in the usage what there is where it is not asked anything: %j',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^Usage:[\s\S]*npm run ask[\s\S]*npm run check/);
    },
  );
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

  test('writes one object a line, always with the same keys', async () => {
    const lines = [
      'who prioritizes the backlog?',
      'who waters the plants in the lobby?',
      'thanks',
      '',
      'pm vs po',
    ];
    const ended = await runCli(['ask', '--json'], lines.join('\n'));
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

  test('keeps a line together whatever it holds', async () => {
    const lines = [
      'a\u2028b',
      'tab\there',
      '"quoted" \\ back',
      '\u202eright to left',
      '🎉 backlog',
      'x'.repeat(20_000),
    ];
    const ended = await runCli(['ask', '--json'], `${lines.join('\r\n')}\r\n`);
    expect(recordsOf(ended).map((record) => record.question)).toEqual(lines);
  });

  test('answers a line as soon as it comes, and ends with its input', async () => {
    const [stdin, out] = [new PassThrough(), new PassThrough()];
    const ended = startCli(['ask', '--json'], stdin, out);
    stdin.write('who prioritizes the backlog?\n');
    const first = await new Promise((resolve) => out.setEncoding('utf8').once('data', resolve));
    expect(JSON.parse(String(first))).toMatchObject({ topic: 'backlog' });
    stdin.end();
    expect(await ended).toBe(0);
  });
});
