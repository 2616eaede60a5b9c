import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Contender, createOurs } from '../../src/eval/contenders.ts';
import { loadQuestions } from '../../src/eval/questions.ts';
import { askAll, computeFigures } from '../../src/eval/score.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

/**
 * Floors, not goals: about one point in a hundred below what was measured when they were set. Lowering one needs a
 * reason in the commit. The held-out files were not looked at while the phrasings and the matcher were made; those
 * that came second were written when both were done. No phrasing was made of any of them.
 */
const FLOORS = {
  'team-1': { right: 0.95, firstThree: 0.98, helpful: 0.98, wrong: 0.02 },
  'team-2': { right: 0.92, firstThree: 0.98, helpful: 0.965, wrong: 0.025 },
  'forum-1': { right: 0.95, firstThree: 0.97, helpful: 0.96, wrong: 0.03 },
  'team-held-out': { right: 0.92, firstThree: 0.98, helpful: 0.97, wrong: 0.02 },
  'forum-held-out': { right: 0.96, firstThree: 0.98, helpful: 0.98, wrong: 0.03 },
  'team-held-out-2': { right: 0.95, firstThree: 0.98, helpful: 0.97, wrong: 0.025 },
  'forum-held-out-2': { right: 0.96, firstThree: 0.98, helpful: 0.98, wrong: 0.02 },
} as const;

let ours: Contender;

beforeAll(async () => {
  const knowledge = await loadKnowledge('knowledge');
  ours = createOurs(knowledge);
}, 180_000);

const questionsOf = (name: string) => loadQuestions(path.join('tests', 'golden', `${name}.jsonl`));

describe('on questions that are not in the knowledge', () => {
  test.each(Object.entries(FLOORS))('%s stays above its floor', async (name, floor) => {
    const figures = computeFigures(askAll(ours, await questionsOf(name)));
    expect(figures.right).toBeGreaterThanOrEqual(floor.right);
    expect(figures.firstThree).toBeGreaterThanOrEqual(floor.firstThree);
    expect(figures.helpful).toBeGreaterThanOrEqual(floor.helpful);
    expect(figures.wrong).toBeLessThanOrEqual(floor.wrong);
  });

  test('what others do at work gets hardly ever an answer', async () => {
    const lines = (await readFile(path.join('tests', 'matching', 'at-work.txt'), 'utf8')).split('\n');
    const questions = lines.filter((line) => line !== '' && !line.startsWith('#'));
    expect(questions.length).toBeGreaterThan(150);
    const answered = questions.filter((question) => ours.ask(question).answered !== undefined);
    // 27 of 181 without questions of this kind among what is not ours, 13 with half of those that there once were.
    expect(answered.length).toBeLessThanOrEqual(16);
  });
});
