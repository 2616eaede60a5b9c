import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** The rooms, each with those that it may look into. `config.ts` and `log.ts` are open to all but the pure ones. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  knowledge: [],
  time: [],
  store: ['time'],
  matching: ['knowledge'],
  answer: ['matching', 'knowledge'],
  // The platform knows no feature and no answer.
  slack: ['store', 'time'],
  features: ['slack', 'answer', 'store', 'time', 'knowledge'],
  playground: ['bot.ts', 'slack', 'answer', 'store', 'time', 'knowledge'],
  eval: ['cli', 'answer', 'matching', 'knowledge', 'store', 'slack', 'bot.ts', 'playground'],
  cli: ['features', 'answer', 'matching', 'knowledge', 'store', 'playground'],
  'bot.ts': ['features', 'slack', 'answer', 'store'],
  'ending.ts': ['time'],
  'main.ts': ['bot.ts', 'ending.ts', 'cli', 'playground', 'slack', 'answer', 'knowledge', 'store'],
  'config.ts': [],
  'log.ts': [],
};
const PURE = ['knowledge', 'matching', 'answer', 'time'];

/** The features, each with those that it may look into: a lower one never knows a higher one. */
const FEATURE_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  settings: [],
  sheet: [],
  team: ['settings'],
  ask: ['team', 'settings'],
  // What is learnt and what new hires are shown is made of answers and their buttons.
  learning: ['ask', 'team', 'settings'],
  onboarding: ['ask', 'team', 'settings', 'sheet'],
  lifecycle: ['team', 'settings'],
  home: ['ask', 'team', 'settings', 'sheet', 'learning', 'onboarding', 'lifecycle'],
};

interface Import {
  readonly file: string;
  /** A file below src, or a package. */
  readonly from: string;
}

const files = (await readdir(SRC, { recursive: true }))
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => name.endsWith('.ts'));
const texts = await Promise.all(files.map((file) => readFile(path.join(SRC, file), 'utf8')));
const imports = files.flatMap((file, i) => {
  const statement =
    /^(?:import|export)\b[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...(texts[i] ?? '').matchAll(statement)].map(([, named, bare, dynamic]): Import => {
    const target = named ?? bare ?? dynamic ?? '';
    const from = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target;
    return { file, from };
  });
});

const isPackage = ({ from }: Import) => !from.endsWith('.ts');
const roomOf = (file: string) => file.split('/')[0] ?? '';
const featureOf = (file: string) => (roomOf(file) === 'features' ? file.split('/')[1] : undefined);
/** The imports that break a rule, as "file ← what it imports". */
const listed = (found: readonly Import[]) => found.map(({ file, from }) => `${file} ← ${from}`);
const importersOf = (name: RegExp) => imports.filter((entry) => isPackage(entry) && name.test(entry.from));
const filesWith = (text: RegExp) => files.filter((_, i) => text.test(texts[i] ?? ''));

test('every file of src stands in a room', () => {
  expect(files.filter((file) => MAY_IMPORT[roomOf(file)] === undefined)).toEqual([]);
  expect(files.filter((file) => featureOf(file) && !FEATURE_MAY_IMPORT[featureOf(file) ?? ''])).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
  expect(imports.length).toBeGreaterThan(500);
});

test('a file looks only into the rooms that its own may look into', () => {
  const wrong = imports.filter((entry) => {
    const [here, there] = [roomOf(entry.file), roomOf(entry.from)];
    if (isPackage(entry) || here === there) return false;
    if (there === 'config.ts' || there === 'log.ts') return PURE.includes(here) || there === here;
    return !MAY_IMPORT[here]?.includes(there);
  });
  expect(listed(wrong)).toEqual([]);
});

test('a feature looks only into those below it', () => {
  const wrong = imports.filter((entry) => {
    const [here, there] = [featureOf(entry.file), featureOf(entry.from)];
    if (isPackage(entry) || !here || !there || here === there) return false;
    return !FEATURE_MAY_IMPORT[here]?.includes(there);
  });
  expect(listed(wrong)).toEqual([]);
});

test('nothing but the platform, the features and what composes them knows Slack', () => {
  const rooms = new Set(importersOf(/^@slack\//).map(({ file }) => roomOf(file)));
  expect([...rooms].filter((room) => PURE.includes(room) || room === 'store' || room === 'cli')).toEqual([]);
  expect(rooms.has('slack')).toBe(true);
});

test('messages are posted in one place, and SQL stands in the store alone', () => {
  expect(filesWith(/chat\.postMessage\(/)).toEqual(['slack/post.ts']);
  expect(new Set(importersOf(/^(?:kysely|libsql|pg)$/).map(({ file }) => roomOf(file)))).toEqual(
    new Set(['store']),
  );
});

test('the environment is read at the top alone', () => {
  const readers = filesWith(/process\.env\b/).filter((file) => !file.startsWith('eval/'));
  expect(readers.sort()).toEqual(['cli/main.ts', 'main.ts']);
});

test('Fuse.js is known in matching/ alone, and to the measurements that compare it with ours', () => {
  const rooms = new Set(importersOf(/^fuse\.js(?:\/|$)/).map(({ file }) => roomOf(file)));
  expect([...rooms].sort()).toEqual(['eval', 'matching']);
});

test('the sentences of a feature stand in its copy.ts', () => {
  const features = Object.keys(FEATURE_MAY_IMPORT);
  expect(features.filter((name) => !files.includes(`features/${name}/copy.ts`))).toEqual([]);
});
