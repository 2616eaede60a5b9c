import { describe, expect, it } from 'vitest';
import { sheetAsHtml, sheetAsMarkdown } from '../../../src/features/sheet/pages.ts';
import { makeSheet } from '../../../src/features/sheet/sheet.ts';
import { buildSheet } from '../../../src/features/sheet/views.ts';
import { findRefusals } from '../../../src/playground/limits.ts';
import { LEARNING, openTestAnswerer, startBot } from '../../support/bot.ts';

const known = async () => {
  const { roles, groups } = (await openTestAnswerer()).known();
  return { roles, groups, sheet: makeSheet(roles, groups) };
};

describe('the cheat sheet', { timeout: LEARNING }, () => {
  it('has every responsibility in the column of its role, and shared topics beside them', async () => {
    const { groups, sheet } = await known();
    const all = groups.flatMap(({ topics }) => topics).filter(({ kind }) => kind === 'responsibility');
    const placed = sheet.columns.flatMap(({ role, duties }) =>
      duties.map(({ id, holder }) => [id, holder === role.id]),
    );
    const shared = sheet.shared.map(({ id }) => id);
    expect(
      all.map(({ id }) => id).filter((id) => !shared.includes(id) && !placed.some(([own]) => own === id)),
    ).toEqual([]);
    expect(new Set(placed.map(([id]) => id)).size).toBe(placed.length);
    expect(placed.every(([, right]) => right)).toBe(true);
    expect(sheet.shared.map(({ id }) => id)).toContain('working-together');
  });

  it('is a table of as many columns as roles in Markdown', async () => {
    const { sheet } = await known();
    const rows = sheetAsMarkdown(sheet)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(4);
  });

  it('shows any text as text, on both pages and in Slack', async () => {
    const { roles, groups } = await known();
    const nasty = '<script>alert(1)</script> | <!channel>';
    const hostile = groups.map((group) => ({
      ...group,
      topics: group.topics.map((topic) => ({ ...topic, title: nasty, answer: nasty })),
    }));
    const sheet = makeSheet(roles, hostile);
    expect(sheetAsHtml(sheet)).not.toContain('<script');
    expect(sheetAsMarkdown(sheet)).not.toMatch(/(?<!\\)<script/);
    const { blocks, ...message } = buildSheet(sheet);
    const marked = blocks.filter(({ type }) => type !== 'table');
    expect(JSON.stringify([message, marked])).not.toMatch(/<[!s]/);
  });

  it('stays within the limits of Slack, however many roles there are', async () => {
    const { roles, groups } = await known();
    const [role] = roles;
    if (!role) throw new Error('No role.');
    const many = Array.from({ length: 30 }, (_, i) => ({ ...role, id: `r${i}`, name: `Role ${i}` }));
    const topics = many.flatMap(({ id }) =>
      groups.flatMap((group) => group.topics).map((topic) => ({ ...topic, holder: id, roles: [id] })),
    );
    const message = buildSheet(makeSheet(many, [{ heading: 'All', topics }]));
    expect(findRefusals({ ...message })).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain('more than fits');
  });

  it('is shown by a command, to the person alone', async () => {
    const bot = await startBot();
    const reply = await bot.command('cheat sheet');
    expect(reply.only).toBeDefined();
    expect(reply.blocks.map(({ type }) => type)).toContain('table');
    expect(reply.text).toContain('Product Owner: ');
  });
});
