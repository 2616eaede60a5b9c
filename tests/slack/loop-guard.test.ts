import { expect, it } from 'vitest';
import { createLoopGuard } from '../../src/slack/loop-guard.ts';
import { directOf, mentionOf, startBot } from '../support/bot.ts';

it('lets ten answers a minute go to one person in one thread, and to others as many', () => {
  let now = 0;
  const mayAnswer = createLoopGuard(() => now);
  const at = (user: string, thread = '1') => mayAnswer({ channel: 'C1', thread, user });
  expect(Array.from({ length: 12 }, () => at('U1'))).toEqual([...Array(10).fill(true), false, false]);
  expect(at('U2')).toBe(true);
  expect(at('U1', '2')).toBe(true);
  now = 60_000;
  expect(at('U1')).toBe(true);
});

it.each([
  ['a mention in a thread', (i: number) => mentionOf('backlog', { ts: `5.${i}`, thread_ts: '1.1' })],
  ['a direct message', (i: number) => directOf('backlog', { ts: `5.${i}` })],
])('ends a loop with another program that answers by %s', async (_, eventOf) => {
  const bot = await startBot();
  let answers = 0;
  for (let i = 10; i < 40; i++) answers += (await bot.send(eventOf(i))).length;
  expect(answers).toBe(10);
});
