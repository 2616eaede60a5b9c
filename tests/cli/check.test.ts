import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { newFolder } from '../support/engines.ts';
import { kitchen, writeKitchen } from '../support/kitchen.ts';

test('says that the knowledge is sound, with its figures, and exits with 0', async () => {
  const { code, stdout, stderr } = await runCli(['check']);
  expect(stdout).toMatch(/ is sound: 1 documents?, 2 roles, 21 topics with \d+ ways to ask/);
  expect([code, stderr]).toEqual([0, '']);
});

test('lists every fault with file, line and remedy, and exits with 1', async () => {
  const { folder } = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeKitchen(
    folder,
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
  const { code, stdout, stderr } = await runCli(['check'], '', { KNOWLEDGE_DIR: folder });
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

test.each([[['check']], [['ask', 'backlog']]])(
  'says what to do where the folder is missing: %j',
  async (args) => {
    const { code, stderr } = await runCli(args, '', { KNOWLEDGE_DIR: path.join('/', 'nowhere') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/does not exist[\s\S]*KNOWLEDGE_DIR/);
    expect(stderr).not.toMatch(/\n\s+at /);
  },
);

test('is not bothered by settings for Slack that are wrong', async () => {
  const folder = await kitchenFolder({});
  const env = { KNOWLEDGE_DIR: folder, SLACK_BOT_TOKEN: 'nonsense', PORT: 'x' };
  expect((await runCli(['check'], '', env)).code).toBe(0);
});

test('rehearses what the folder answers, without progress in a pipe', async () => {
  const folder = await kitchenFolder({ 'asks/serving.txt': 'who brings the dishes\nserving of dishes\n' });
  const { stdout, stderr } = await runCli(['check'], '', { KNOWLEDGE_DIR: folder });
  expect(stdout).toMatch(/it finds \d+ %, offers the right topic in \d+ %, and names a wrong one in \d+ %/);
  expect(stderr).toBe('');
});

test('refuses a word that is one slip from a key word', async () => {
  const folder = await kitchenFolder({ 'not-ours/cellar.txt': 'fdsa sevring jkl\n' });
  const { code, stderr } = await runCli(['check'], '', { KNOWLEDGE_DIR: folder });
  expect(code).toBe(1);
  expect(stderr).toContain('“sevring” looks like “serving”, in: fdsa sevring jkl');
});

/** A folder with a small knowledge of its own, and these files in it. */
async function kitchenFolder(files: Record<string, string>): Promise<string> {
  const { folder } = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeKitchen(folder, kitchen([], files));
  return folder;
}
