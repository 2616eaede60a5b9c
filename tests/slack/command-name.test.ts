import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { commandPayload } from '../../src/playground/fake-slack/payloads.ts';
import { ASKER, CHANNEL, mentionOf, ROOT, startBot } from '../support/bot.ts';

it('is what the setting says, in all that leaves for Slack', async () => {
  const bot = await startBot({ command: '/who-owns' });
  const written = () => JSON.stringify([bot.slack.calls.map(({ args }) => args), bot.slack.messages]);
  for (const text of ['who waters the office plants?', 'who is our PO?', 'team', 'assign', 'help', '']) {
    await bot.deliver(commandPayload(text, { user: ASKER, channel: CHANNEL }, bot.slack));
    await bot.send(mentionOf(text));
    await bot.send(mentionOf(text, { channel: 'C0CHECKOUT' }));
  }
  await bot.send({ type: 'app_home_opened', user: ASKER, tab: 'home', channel: 'D0NEWHIRE' });
  await bot.send({ type: 'member_joined_channel', user: 'U0WHOOWNS', channel: CHANNEL });
  expect(written()).toContain('/who-owns');
  expect(written()).not.toMatch(/(?<![\w.])\/whoowns/);
});

it('stands in the acknowledgement of the command too', async () => {
  const bot = await startBot({ command: '/who-owns' });
  const reply = JSON.stringify(await bot.command('who is our PO?'));
  expect(reply).toContain('/who-owns assign');
  expect(reply).not.toContain('/whoowns');
});

it('is checked', () => {
  const read = (name: string) => () => readConfig({ SLACK_COMMAND: name }).command;
  expect(read('/who-owns')()).toBe('/who-owns');
  expect(read('')()).toBe('/whoowns');
  for (const name of ['who', '/', '/Who', '/who owns']) expect(read(name)).toThrow('SLACK_COMMAND should');
});

it('is written into the manifest, and back', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-manifest-'));
  try {
    await cp(path.join(ROOT, 'scripts/manifest.mjs'), path.join(folder, 'scripts/manifest.mjs'));
    await cp(path.join(ROOT, 'manifest.json'), path.join(folder, 'manifest.json'));
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    const write = (SLACK_COMMAND: string) =>
      promisify(execFile)(process.execPath, ['scripts/manifest.mjs'], {
        cwd: folder,
        env: { ...process.env, SLACK_COMMAND },
      });
    await write('/who-owns');
    const manifest = await readFile(path.join(folder, 'manifest.json'), 'utf8');
    expect(JSON.parse(manifest).features.slash_commands[0].command).toBe('/who-owns');
    expect(manifest).not.toContain('/whoowns');
    await write('/whoowns');
    const back = await readFile(path.join(folder, 'manifest.json'), 'utf8');
    expect(back).toBe(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));
    await expect(write('who owns')).rejects.toThrow('SLACK_COMMAND should begin with /');
  } finally {
    await rm(folder, { recursive: true });
  }
});
