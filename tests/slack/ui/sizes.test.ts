import { describe, expect, it } from 'vitest';
import { createCards, groupTopics } from '../../../src/answer/cards.ts';
import { buildAnswer } from '../../../src/features/ask/views/answer.ts';
import { buildHome } from '../../../src/features/home/views/home.ts';
import { buildTeachDialog } from '../../../src/features/learning/views/teach-dialog.ts';
import { makeSheet } from '../../../src/features/sheet/sheet.ts';
import { buildSheet, buildTextSheet } from '../../../src/features/sheet/views.ts';
import { buildAnnouncement } from '../../../src/features/team/views/announcement.ts';
import { buildAssignDialog } from '../../../src/features/team/views/assign-dialog.ts';
import { buildRuleDialog } from '../../../src/features/team/views/rule-dialog.ts';
import { buildTeam } from '../../../src/features/team/views/team.ts';
import type { Knowledge, Role, Topic } from '../../../src/knowledge/types.ts';

const LONG = 'something that is looked after in all its many parts & <sorts>, ';
const line = (seed: number, length: number) => `${seed} ${LONG.repeat(20)}`.slice(0, length);

/** Made up: so many topics over so many roles, with texts as long as they may be. */
function makeKnowledge(topicCount: number, roleCount: number, length: number): Knowledge {
  const roles = Array.from({ length: roleCount }, (_, i): Role => {
    const name = `${i} ${LONG}`.slice(0, Math.min(length, 60)).trim();
    return { id: `role-${i}`, name, names: [name.toLowerCase()] };
  });
  const topics = new Map<string, Topic>();
  const add = (id: string, kind: Topic['kind'], owners: readonly string[]) => {
    const n = topics.size;
    topics.set(id, {
      id,
      kind,
      title: line(n, Math.min(length, 150)),
      roles: owners,
      holder: owners.length === 1 ? (owners[0] ?? '') : 'shared',
      answer: line(n, length * 3),
      quote: line(n, length * 3),
      document: 'book',
      asks: ['who does it'],
      related: [],
    });
  };
  for (const { id } of roles) add(`${id}-sum`, 'role', [id]);
  add('both', 'comparison', ['role-0', 'role-1']);
  for (let i = topics.size; i < topicCount; i++) {
    const owner = roles[i % roleCount]?.id ?? '';
    const other = roles[(i * 7 + 1) % roleCount]?.id ?? '';
    const isShared = i % 9 === 0 && owner !== other;
    add(
      `topic-${i}-${'x'.repeat(Math.min(length, 40))}`,
      'responsibility',
      isShared ? [owner, other] : [owner],
    );
  }
  return {
    documents: new Map([['book', { id: 'book', title: 'The book', text: '' }]]),
    roles,
    topics,
    smalltalk: [],
    notOurs: [],
    vocabulary: { short: new Map() },
  };
}

const MESSAGE = 9_000;
const VIEW = 200_000;
const MENU = 100;

interface Shown {
  readonly text?: string;
  readonly blocks: readonly unknown[];
}

/** The characters that people read in blocks. */
function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const { text, value: _, ...rest } = value as { text?: unknown; value?: unknown };
  return (typeof text === 'string' ? text.length : lengthOf(text)) + lengthOf(Object.values(rest));
}

/** Every menu of a view. */
function menusOf(value: unknown): { options?: unknown[]; option_groups?: { options: unknown[] }[] }[] {
  if (Array.isArray(value)) return value.flatMap(menusOf);
  if (typeof value !== 'object' || value === null) return [];
  const here = 'options' in value || 'option_groups' in value ? [value] : [];
  const inner = Object.entries(value).flatMap(([name, item]) =>
    name === 'option_groups' ? [] : menusOf(item),
  );
  return [...(here as ReturnType<typeof menusOf>), ...inner];
}

describe.each([
  [2_000, 80, 150],
  [2_000, 80, 20],
  [2_000, 2, 150],
  [500, 60, 150],
  [10_000, 200, 150],
  [12, 3, 150],
])('%i topics of %i roles, texts of %i characters', (topicCount, roleCount, length) => {
  const knowledge = makeKnowledge(topicCount, roleCount, length);
  const { roles } = knowledge;
  const groups = groupTopics(knowledge);
  const cards = createCards(knowledge);
  const [one, two] = roles.map(cards.role);
  if (!one || !two) throw new Error('There are no roles.');
  const names = new Map(roles.map((_, i) => [`U${i}`, { name: line(i, 60), gone: i % 3 === 0 }]));
  const since = Date.UTC(2026, 0, 1);
  const team = {
    assignments: new Map(
      roles.map(({ id: role }, i) => [
        role,
        {
          role,
          holders: [{ kind: 'user' as const, id: `U${i}` }],
          note: line(i, 200),
          since,
          by: `U${i}`,
        },
      ]),
    ),
    overrides: new Map(
      [...knowledge.topics.keys()]
        .slice(0, 300)
        .map((topic, i) => [topic, { topic, role: 'role-0', reason: line(i, 300), since, by: 'U1' }]),
    ),
  };
  const facts = {
    lookup: { state: 'known' as const, channel: 'C1', elsewhere: false, team: undefined, names },
    roleHolders: [],
  };
  const sheet = makeSheet(roles, groups);
  const card = cards.topic([...knowledge.topics.values()].find(({ id }) => id === 'both') as Topic);
  const place = { audience: 'private' as const, facts };
  const channel = { id: 'C1', name: 'general' };
  const teamShown = {
    channel: 'C1',
    team,
    names,
    roles,
    groups,
    nameOf: () => line(1, 60),
    mayNotChange: false,
  };

  const messages: Readonly<Record<string, () => Shown>> = {
    help: () => buildAnswer({ kind: 'help', groups, confidence: 1 }, place),
    unknown: () => buildAnswer({ kind: 'unknown', groups, confidence: 1 }, place),
    'a role': () => buildAnswer({ kind: 'role', card: one, confidence: 1 }, place),
    'a comparison': () => buildAnswer({ kind: 'comparison', sides: [one, two], card, confidence: 1 }, place),
    'the sheet': () => buildSheet(sheet),
    'the sheet as text': () => buildTextSheet(sheet),
    'the team': () => buildTeam(teamShown),
    'an announcement': () =>
      buildAnnouncement({
        what: 'roles',
        by: 'Nia',
        lines: roles.map((_, i) => line(i, 300)),
        change: 'c1',
      }),
  };
  it.each(Object.entries(messages))('a message with %s stays below what Slack takes', (name, build) => {
    const { text = '', blocks } = build();
    expect(lengthOf(blocks)).toBeLessThan(MESSAGE);
    expect(text.length).toBeLessThan(4_000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    if (topicCount > 100 && ['help', 'unknown', 'the sheet as text'].includes(name))
      expect(JSON.stringify(blocks)).toMatch(/…|more/);
  });

  const person = {
    channel: 'C1',
    roles: roles.map(({ id: role }) => ({ role, channel: 'C1' })),
    set: 1,
    taught: 1,
    waiting: 1,
    invited: 1,
    tour: true,
    followUp: true,
    digest: true,
    greets: true,
    maintainer: true,
    complete: true,
  };
  const views: Readonly<Record<string, () => Shown>> = {
    'the home tab': () =>
      buildHome({
        groups,
        roles,
        teams: Array.from({ length: 60 }, (_, i) => ({
          channel: `C${i}`,
          lines: roles.map((_role, k) => line(k, 300)),
        })),
        ownChannel: 'C1',
        admin: true,
        data: person,
        maintainers: ['Nia'],
        version: '1.0.0',
        tour: undefined,
      }),
    'the assign dialog': () => buildAssignDialog({ channel, team, names, roles, groups: [] }),
    'the assign dialog with groups': () =>
      buildAssignDialog({
        channel,
        team,
        names,
        roles,
        groups: Array.from({ length: 900 }, (_, i) => ({ id: `S${i}`, name: line(i, 75) })),
      }),
    'the rule dialog': () => buildRuleDialog(channel, roles, groups),
    'the teach dialog': () => buildTeachDialog({ asks: [line(1, 400)] }, roles, groups),
  };
  it.each(Object.entries(views))('a view with %s stays below what Slack takes', (_, build) => {
    const view = build();
    expect(JSON.stringify(view).length).toBeLessThan(VIEW);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    for (const { options = [], option_groups = [] } of menusOf(view)) {
      expect(options.length).toBeLessThanOrEqual(MENU);
      expect(option_groups.length).toBeLessThanOrEqual(MENU);
      for (const group of option_groups) expect(group.options.length).toBeLessThanOrEqual(MENU);
    }
  });
});
