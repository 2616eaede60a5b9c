import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/answer/answerer.ts';
import { LEARNING, loadRealKnowledge, openTestAnswerer, ROOT } from '../helpers/bot.ts';

let answerer: Answerer;

beforeAll(async () => {
  answerer = await openTestAnswerer();
}, LEARNING);

/** The names of places that are known in these tests. */
const KNOWN = ['checkout', 'mobile', 'growth', 'falcon', 'backlog'];

/** What is asked for, as "PO PM checkout"; undefined where it is no question after a person. */
function read(text: string): string | undefined {
  const { answer, where } = answerer.answer(text);
  const placeOf = ({ place }: NonNullable<typeof where>) =>
    place && ('channel' in place ? place.channel : place.words);
  const who = where && KNOWN.includes(placeOf(where) ?? '') ? where : answer;
  if (who.kind !== 'who') return undefined;
  return [...who.cards.map(({ role }) => role.short), ...(placeOf(who) ?? '').split(' ')].join(' ').trim();
}

describe('a question after a person', () => {
  it.each([
    ['Who is our PO?', 'PO'],
    ["who's our product manager", 'PM'],
    ['whos our po', 'PO'],
    ['who is my PM', 'PM'],
    ['name of the PM on checkout?', 'PM checkout'],
    ["what's the name of our PM?", 'PM'],
    ["what's the name of the PO on the payments squad?", 'PO payments'],
    ['who is the PO here', 'PO'],
    ['Who is the Product Owner of the mobile app?', 'PO mobile'],
    ['hey, do you know who is our PM for checkout?', 'PM checkout'],
    ['who holds the role of product owner here?', 'PO'],
    ['who plays the PO role in team falcon', 'PO falcon'],
    ['name of the new PO in team Falcon?', 'PO falcon'],
    ['which person is our product owner', 'PO'],
    ['who is the PO for <#C0CHECKOUT>?', 'PO C0CHECKOUT'],
    ['who is the PO for <#C0CHECKOUT|>?', 'PO C0CHECKOUT'],
    ['who is the PO for <#C1|general>?', 'PO C1'],
    ['who is our PO on <#C2|team-roadmap>', 'PO C2'],
    ['who is the PO on #growth-and-retention?', 'PO growth-and-retention'],
    ['who is our PO on #general', 'PO general'],
    ["who is teh product onwer of checkout's team", 'PO checkout'],
    ['whos our prodct owner', 'PO'],
    ['who is our porduct manager', 'PM'],
    ['who is are po', 'PO'],
    ['Who is our PM and who is our PO?', 'PM PO'],
    ['who are the PO and PM here?', 'PO PM'],
    ['is <@U0OWNER> our PO?', 'PO'],
    ['who is our PO? I need somebody to look at my story.', 'PO'],
    ['who is the PO for me', 'PO'],
    ['who is the PO for this', 'PO'],
    ['Who is the PO on it?', 'PO'],
    ['our PO?', 'PO'],
  ])('is understood: %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each([
    'who is a product manager?',
    'what is a PO',
    'who is the PO in Scrum terms and what are they responsible for?',
    "who is the product manager's counterpart in other teams?",
    'who is responsible for the backlog, our PO or our PM?',
    'what does our PO do',
    'who owns the backlog here',
    'who does UAT here, product manager or product owner?',
    'my product manager takes credit for my work',
    'what if our PO is on holiday',
    'who should our PO talk to',
    'our PO',
    'who tells our PO what customers need?',
    'who is our PO responsible to?',
    'who is the product manager on call',
    'who is the PM for, developers or customers?',
    'who is the PM for customers',
    'who is the PO in Scrum',
    'who is the PO of a scrum team',
    'who is the product owner accountable to',
    'who is the boss of the PM',
    'who is the product owner to the developers',
    'is the PO the same as the PM',
    'do we need a product owner',
    'should the PO be in the daily',
    'who is the project manager',
    'Will AI replace product managers?',
    'Who is higher, PM or PO?',
    'the product owner?',
  ])('is not every question with a role in it: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('may be about a thing, which is a place only where a channel of that name is known', () => {
    expect(read('who is the PO of the backlog')).toBe('PO backlog');
    expect(answerer.answer('who is the PO of the backlog').answer).toMatchObject({ kind: 'topic' });
    // Whoever holds the role here would be the wrong one for a place of that name.
    expect(read('who is our PO for stakeholders')).toBe('PO stakeholders');
  });

  it('is found in 118 of 120 ways to ask, and in none of 80 that sound like it', async () => {
    const lines = (await readFile(path.join(ROOT, 'tests/answer/who-questions.txt'), 'utf8'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const asked = lines.filter((line) => !line.startsWith('- ')).map((line) => line.split(/: (.*)/));
    const missed = asked.filter(([wanted, text = '']) => read(text) !== wanted);
    const taken = lines.filter((line) => line.startsWith('- ') && read(line.slice(2)) !== undefined);
    expect(asked).toHaveLength(120);
    expect(lines).toHaveLength(200);
    expect(taken).toEqual([]);
    expect(missed.length, missed.map(([, text]) => text).join('\n')).toBeLessThanOrEqual(2);
  });

  it('is hardly any of what the documents are asked for', async () => {
    const { topics } = await loadRealKnowledge();
    const folder = path.join(ROOT, 'tests/golden');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
    const golden = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    const questions = golden
      .flatMap((text) => text.split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as { q: string; answer: string[] });
    const asks = [...topics.values()].flatMap((topic) => topic.asks);
    const all = [...questions.filter(({ answer }) => answer.length > 0).map(({ q }) => q), ...asks];
    expect(all.length).toBeGreaterThan(3000);
    expect(all.filter((text) => answerer.answer(text).answer.kind === 'who')).toEqual([]);
  }, 120_000);
});
