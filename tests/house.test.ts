import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** The rooms of each floor, from the ground up; `/` stands for the files that everybody may use. */
const FLOORS = [
  ['/'],
  ['knowledge/', 'matching/', 'store/'],
  ['answer/', 'onboarding/'],
  ['learning/'],
  ['slack/'],
  ['main.ts', 'cli.ts', 'playground/', 'eval/'],
];
const SLACK = 4;

interface Import {
  readonly file: string;
  /** A file below src, or a package. */
  readonly from: string;
  readonly typesOnly: boolean;
}

const roomOf = (file: string) =>
  ['config.ts', 'log.ts', 'progress.ts'].includes(file) ? '/' : file.replace(/(?<=\/).*/, '');
const floorOf = (file: string) => FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));
const isPackage = ({ from }: Import) => !from.endsWith('.ts');

const files = (await readdir(SRC, { recursive: true }))
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => name.endsWith('.ts'));
const texts = await Promise.all(files.map((file) => readFile(path.join(SRC, file), 'utf8')));
const imports = files.flatMap((file, i) => {
  const statement =
    /^(?:import|export)(\s+type)?\b[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...(texts[i] ?? '').matchAll(statement)].map(([, type, named, bare, dynamic]): Import => {
    const target = named ?? bare ?? dynamic ?? '';
    const from = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target;
    return { file, from, typesOnly: type !== undefined };
  });
});

/** The imports that break a rule, as "file ← what it imports". */
const listed = (found: readonly Import[]) => found.map(({ file, from }) => `${file} ← ${from}`);
const importersOf = (name: RegExp) => imports.filter((entry) => isPackage(entry) && name.test(entry.from));

test('every file of src stands on a floor', () => {
  expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  expect(files.length).toBeGreaterThan(30);
  expect(imports.length).toBeGreaterThan(100);
});

test('messages are posted, and left with Slack, in one place each', () => {
  const where = (call: RegExp) => files.filter((_, i) => call.test(texts[i] ?? ''));
  expect(where(/chat\.postMessage\(/)).toEqual(['slack/post.ts']);
  expect(where(/chat\.scheduleMessage\(/)).toEqual(['slack/memory/schedule.ts']);
});

test('a file imports only from lower floors or from its own room', () => {
  const wrong = imports.filter((entry) => {
    const [here, there] = [roomOf(entry.file), roomOf(entry.from)];
    if (isPackage(entry) || here === there || ['main.ts', 'cli.ts'].includes(here)) return false;
    // What is known is what is matched: matching may name its types.
    if (here === 'matching/' && there === 'knowledge/') return !entry.typesOnly;
    return floorOf(entry.from) < 0 || floorOf(entry.from) >= floorOf(entry.file);
  });
  expect(listed(wrong)).toEqual([]);
});

test('nothing below the floor of slack/ knows Slack', () => {
  const slack = importersOf(/^@slack\//);
  expect(slack.length).toBeGreaterThan(0);
  expect(listed(slack.filter(({ file }) => floorOf(file) < SLACK))).toEqual([]);
});

test('the environment is read at the top alone', () => {
  const readers = files.filter((_, i) => /process\.env\b/.test(texts[i] ?? ''));
  expect(readers.sort()).toEqual(['cli.ts', 'main.ts']);
});

test('Fuse.js is known in matching/ alone, and to the measurements that compare it with ours', () => {
  const rooms = new Set(importersOf(/^fuse\.js(?:\/|$)/).map(({ file }) => roomOf(file)));
  expect([...rooms].sort()).toEqual(['eval/', 'matching/']);
});
