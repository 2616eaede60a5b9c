import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { KNOWLEDGE_DIR, LEARNING, labelsOf, only, startBot, textOf } from '../support/bot.ts';

const DOCUMENT = `A Scrum Master (SM) is responsible for how well the team uses Scrum.
Scrum Masters remove impediments that slow the team down. They also moderate the retrospective.
`;

const ROLE = `role: scrum-master
name: Scrum Master
short: SM
also: [Scrum Masters, SMs]
document: scrum-master
topics:
  - id: impediments
    title: Removing impediments
    answer: The Scrum Master removes what slows the team down.
    quote: Scrum Masters remove impediments that slow the team down.
    related: [retrospective, team-understanding]
    asks:
      - who removes impediments
      - whom do I tell that something slows the team down
      - impediments
  - id: retrospective
    title: Moderating the retrospective
    answer: The Scrum Master moderates the retrospective.
    quote: They also moderate the retrospective.
    related: [impediments]
    asks:
      - who moderates the retrospective
      - retrospective
  - id: sm-role
    kind: role
    title: What a Scrum Master does
    answer: The Scrum Master helps the team to use Scrum well.
    quote: A Scrum Master (SM) is responsible for how well the team uses Scrum.
    related: [impediments]
    asks:
      - what does a scrum master do
      - scrum master role
`;

let folder = '';
let knowledge: Knowledge;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whoowns-third-role-'));
  await cp(KNOWLEDGE_DIR, folder, { recursive: true });
  await writeFile(path.join(folder, 'documents/scrum-master.txt'), DOCUMENT);
  await writeFile(path.join(folder, 'roles/scrum-master.yml'), ROLE);
  knowledge = await loadKnowledge(folder);
  await startBot({ knowledge });
}, LEARNING);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a third role, added as two files', () => {
  test.each(['sm', 'SM', 'scrum master', 'the Scrum Master?'])('is given in full for “%s”', async (text) => {
    const bot = await startBot({ knowledge });
    const shown = textOf(await bot.command(text));
    expect(shown).toMatch(/^\*Scrum Master \(SM\)\*/);
    expect(shown).toContain('“A Scrum Master (SM) is responsible for how well the team uses Scrum.”');
    expect(shown).toContain('*Removing impediments*: The Scrum Master removes');
    expect(shown).toContain('*Moderating the retrospective*');
  });

  test.each([
    ['who removes impediments for the team?', 'Removing impediments', 'Scrum Masters remove impediments'],
    ['impediments', 'Removing impediments', 'Scrum Masters remove impediments'],
    ['who moderates our retrospective?', 'Moderating the retrospective', 'They also moderate'],
  ])('is the answer to “%s”', async (question, title, quoted) => {
    const bot = await startBot({ knowledge });
    const shown = textOf(await bot.mention(question));
    expect(shown).toContain(`*Scrum Master*  ·  ${title}`);
    expect(shown).toContain(quoted);
    expect(shown).toContain('From the document “Scrum Master”');
  });

  test.each([
    ['sm vs po', ['Scrum Master', 'Product Owner']],
    ['PM or Scrum Master', ['Product Manager', 'Scrum Master']],
  ])('stands beside another role for “%s”', async (text, names) => {
    const bot = await startBot({ knowledge });
    const reply = await bot.command(text);
    const columns = reply.blocks.flatMap((block) => (Array.isArray(block.fields) ? block.fields : []));
    expect(columns.map((column) => column.text.split('\n')[0])).toEqual(names.map((name) => `*${name}*`));
    expect(textOf(reply)).toContain('Removing impediments');
    expect(textOf(only(await bot.press(reply, 'Share in channel')))).toContain('Removing impediments');
  });

  test('is listed in the help and among what is covered', async () => {
    const bot = await startBot({ knowledge });
    const help = await bot.command('help');
    expect(textOf(help)).toContain(
      '*Scrum Master*\n•  Removing impediments\n•  Moderating the retrospective\n•  What a Scrum Master does',
    );
    expect(labelsOf(help)).toContain('What a Scrum Master does');
    const unknown = textOf(await bot.command('who waters the plants in the lobby?'));
    expect(unknown).toMatch(/^I don't know[\s\S]*\*Scrum Master\*: Removing impediments/);
  });

  test('offers no comparison that its document does not make', async () => {
    const bot = await startBot({ knowledge });
    const labels = labelsOf(await bot.command('impediments'));
    expect(labels.slice(0, 2)).toEqual(['Moderating the retrospective', 'The team knows what to build']);
    expect(labels.filter((label) => label.startsWith('Compare'))).toEqual([]);
  });

  test('takes nothing from the roles that were there before', async () => {
    const bot = await startBot({ knowledge });
    expect(textOf(await bot.command('who prioritizes the backlog?'))).toMatch(/^\*Product Owner\*/);
    expect(textOf(await bot.command('pm vs po'))).toMatch(/^\*Product Manager and Product Owner\*/);
  });
});
