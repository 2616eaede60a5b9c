import { expect, test } from 'vitest';
import { explainStoreTrouble } from '../../src/cli/explain-store-trouble.ts';
import { sayStoreTrouble } from '../../src/slack/store.ts';
import { StoreError } from '../../src/store/errors.ts';

test('whoever runs the bot reads what to do, with the facts that are known', () => {
  const cause = Object.assign(new Error('postgres://u:hunter2@h'), { code: 'SQLITE_NOTADB' });
  const text = explainStoreTrouble(new StoreError('broken', '', cause));
  expect(text).toMatch(/restore a backup.*\(SQLITE_NOTADB\)$/);
  expect(text).not.toContain('hunter2');
  expect(explainStoreTrouble(new StoreError('bad-url', 'it names no file'))).toMatch(
    /file:\.\/data\/whoowns\.db, memory: and postgres:.*\(it names no file\)$/,
  );
});

test('people in Slack read what it means for them, and nothing of the machine', () => {
  const cause = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
  expect(sayStoreTrouble(new StoreError('full', '/data', cause))).toBe(
    "I can't save anything right now: my disk is full.",
  );
  expect(sayStoreTrouble(new StoreError('bad-value'))).toMatch(/^Something went wrong/);
});
