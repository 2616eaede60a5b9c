import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openLog } from '../../../src/log.ts';
import { eventPayload } from '../../../src/playground/fake-slack/payloads.ts';
import { createReadSnapshot } from '../../../src/slack/store.ts';
import { StoreError } from '../../../src/store/errors.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { WorkspaceStore } from '../../../src/store/workspace.ts';
import { alwaysTopic, LEARNING, mentionOf, startBot } from '../../support/bot.ts';
import { NIA, noticePeople, startWorkspace } from '../../support/workspace.ts';

const CHECKOUT = 'C0CHECKOUT';
const TEAM = 'T0LOCAL01';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whoowns-life-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const homesOf = async (store: Store, key: string) => (await store.workspace(key).snapshot()).homes.size;

it('a person who only changed their status is not saved again', {
  timeout: LEARNING,
}, async () => {
  const real = await openStore({ url: 'memory:' });
  const renewed: string[] = [];
  const store: Store = {
    ...real,
    workspace(key) {
      const memory = real.workspace(key);
      const renew: WorkspaceStore['renew'] = (person, news) => {
        renewed.push(news.name);
        return memory.renew(person, news);
      };
      return { ...memory, renew };
    },
  };
  const world = await startWorkspace({ store });
  const change = () => noticePeople(world);
  await change();
  await real.workspace(TEAM).keepNames([{ id: NIA, name: 'Nia Before' }]);
  await change();
  await change();
  expect(renewed).toEqual(['Nia Newman']);
  expect((await real.workspace(TEAM).snapshot()).names.get(NIA)?.name).toBe('Nia Newman');
});

describe('an app that is removed', { timeout: LEARNING }, () => {
  it('while the store cannot be reached leaves nothing behind once the store is back', async () => {
    const file = path.join(folder, 'away.db');
    const store = await openStore({ url: `file:${file}` });
    const bot = await startBot({ store });
    await store.workspace(TEAM).setHome(NIA, CHECKOUT);
    const other = new Database(file);
    other.exec('begin exclusive');
    await bot.deliver(eventPayload({ type: 'app_uninstalled' }));
    expect(bot.log().at(-1)).toMatchObject({
      outcome: 'error',
      error: { name: 'StoreError', code: /^SQLITE_BUSY/ },
    });
    other.exec('rollback');
    other.close();
    expect(await homesOf(store, TEAM)).toBe(1);
    await vi.waitFor(async () => expect(await homesOf(store, TEAM)).toBe(0), 5_000);
    await store.close();
  });

  it('and reported again after a failure is still removed', async () => {
    const real = await openStore({ url: 'memory:' });
    let fails = true;
    const store: Store = {
      ...real,
      removeForGood: async (key) => {
        if (fails) throw new StoreError('unavailable', 'The memory cannot be reached at the moment.');
        await real.removeForGood(key);
      },
    };
    const bot = await startBot({ store });
    await real.workspace(TEAM).setHome(NIA, CHECKOUT);
    const payload = eventPayload({ type: 'app_uninstalled' });
    await bot.deliver(payload);
    fails = false;
    await bot.deliver(payload);
    expect(await homesOf(real, TEAM)).toBe(0);
    await bot.deliver(payload);
    expect(bot.log().map(({ outcome }) => outcome)).toEqual(['error', 'workspace removed', 'redelivered']);
    await real.close();
  });

  it('while answers are under way leaves nothing that they write afterwards', async () => {
    const world = await startWorkspace();
    for (let n = 0; n < 3; n++) {
      const asking = world.say(NIA, `/whoowns who buys the fruit basket number ${n}`, CHECKOUT);
      await Promise.all([asking, world.deliver(eventPayload({ type: 'app_uninstalled' }))]);
    }
    const memory = world.store.workspace(TEAM);
    await vi.waitFor(
      async () => {
        expect(await memory.records('question')).toEqual([]);
        expect([...(await memory.counts(2))]).toEqual([]);
      },
      { timeout: 8_000, interval: 100 },
    );
    await world.store.close();
  });
});

describe('what was answered', { timeout: LEARNING }, () => {
  it('is not answered again when it is delivered after a restart', async () => {
    const url = `file:${path.join(folder, 'restart.db')}`;
    const payload = eventPayload(mentionOf('backlog'));
    for (const expected of [1, 0]) {
      const store = await openStore({ url });
      const bot = await startBot({ store, match: alwaysTopic('backlog') });
      expect(await bot.deliver(payload)).toHaveLength(expected);
      await store.close();
    }
  });
});

describe('a workspace whose store does not answer', () => {
  it('takes no names from other workspaces, and is asked once meanwhile', async () => {
    const real = await openStore({ url: 'memory:' });
    let asked = 0;
    const snapshot = () => {
      asked += 1;
      return new Promise(() => {});
    };
    const silent = { snapshot } as unknown as WorkspaceStore;
    const store = { ...real, workspace: (key: string) => (key === 'TSLOW' ? silent : real.workspace(key)) };
    const read = createReadSnapshot({ store, log: openLog('silent', { write() {} }) });
    const of = (teamId: string) => read({ teamId, isEnterpriseInstall: false });
    expect(await of('T1')).toBeDefined();
    expect(await of('TSLOW')).toBeUndefined();
    const start = performance.now();
    expect(await of('TSLOW')).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(300);
    expect(await of('T1')).toBeDefined();
    expect(await of('T2')).toBeDefined();
    expect(asked).toBe(1);
    await real.close();
  });
});
