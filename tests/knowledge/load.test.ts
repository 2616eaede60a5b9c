import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KnowledgeError, loadKnowledge } from '../../src/knowledge/load.ts';
import { kitchen, placeOf, writeKitchen } from '../support/kitchen.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whoowns-knowledge-'));
  await writeKitchen(folder, kitchen());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Buffer): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), content);
}

/** The error of loading a folder; it is a failure of the test if there is none. */
async function errorOf(name: string): Promise<KnowledgeError> {
  const result = await loadKnowledge(name).catch((error: unknown) => error);
  if (result instanceof KnowledgeError) return result;
  throw new Error(`Expected a KnowledgeError, got ${String(result)}.`);
}

describe('the knowledge folder', () => {
  test('is read from the disk', async () => {
    const knowledge = await loadKnowledge(folder);
    expect(knowledge.topics.get('soup')?.asks).toContain('who stirs the pot');
  });

  test('may begin its files with a byte order mark', async () => {
    await put('asks/soup.txt', '\ufeffwho stirs the pot\n');
    expect((await loadKnowledge(folder)).topics.get('soup')?.asks).toContain('who stirs the pot');
  });

  test('may hold other files beside', async () => {
    await put('.DS_Store', Buffer.from([0xff, 0xfe]));
    await put('roles/draft.yml~', 'not: [yaml');
    expect((await loadKnowledge(folder)).roles).toHaveLength(2);
  });

  test('may be a ConfigMap that Kubernetes mounted', async () => {
    // Its files are links by way of `..data` into a hidden folder that each update replaces.
    const roles = path.join(folder, 'roles');
    const version = '..2026_12_01_08_00_00.123456789';
    await mkdir(path.join(roles, version));
    await symlink(version, path.join(roles, '..data'));
    for (const name of ['cook.yml', 'team.yml', 'waiter.yml']) {
      await rename(path.join(roles, name), path.join(roles, version, name));
      await symlink(path.join('..data', name), path.join(roles, name));
    }
    const knowledge = await loadKnowledge(folder);
    expect(knowledge.roles.map(({ id }) => id)).toEqual(['cook', 'waiter']);
    expect(knowledge.topics.size).toBe(5);
  });

  test('is reported as missing, with the variable that names it', async () => {
    const error = await errorOf(path.join(folder, 'nowhere'));
    expect(error.message).toMatch(/nowhere has one fault:\n.*does not exist.*\n.*KNOWLEDGE_DIR/);
  });

  test('is reported where it is a file', async () => {
    const error = await errorOf(path.join(folder, 'words.yml'));
    expect(error.message).toMatch(/is not a folder.*\n.*KNOWLEDGE_DIR/);
  });

  test('is reported where it is empty', async () => {
    await rm(folder, { recursive: true });
    await mkdir(folder);
    expect((await errorOf(folder)).message).toMatch(/no role/);
  });

  test('is reported with file and remedy where a file is not UTF-8', async () => {
    await put('documents/kitchen-rules.txt', Buffer.from('Der Koch k\xfcmmert sich.', 'latin1'));
    const { faults } = await errorOf(folder);
    expect(faults[0]).toMatchObject({ file: 'documents/kitchen-rules.txt', line: 1 });
    expect(faults[0]?.remedy).toContain('UTF-8');
  });

  test('is reported with all its faults in one message, each with place and remedy', async () => {
    await put('roles/guest.yml', 'role: guest: x\n');
    await put('asks/dessert.txt', 'who opens the kitchen\n');
    const { message } = await errorOf(folder);
    expect(message).toContain(`The knowledge in ${folder} has `);
    expect(message).toMatch(/asks\/dessert\.txt:1 {2}“who opens the kitchen” is already .*\n +Keep it/);
    expect(message).toMatch(/roles\/guest\.yml:1 {2}This is not valid YAML.*\n +Check the indentation/);
  });

  test('hides no other fault behind a file that is not UTF-8', async () => {
    await put('asks/soup.txt', Buffer.from('wer r\xfchrt', 'latin1'));
    await put('roles/guest.yml', 'role: guest: x\n');
    const places = (await errorOf(folder)).faults.map(placeOf);
    expect(places).toEqual(['asks/soup.txt:1', 'roles/guest.yml:1']);
  });
});
