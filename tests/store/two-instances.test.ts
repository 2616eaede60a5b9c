import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { newFolder, type Server, startPostgres } from '../support/engines.ts';

let server: Server;
let files: Awaited<ReturnType<typeof newFolder>>;

beforeAll(async () => {
  [server, files] = await Promise.all([startPostgres(), newFolder()]);
}, 60_000);
afterAll(async () => {
  await server.remove();
  await files.remove();
});

const ENGINES = {
  'SQLite in a file': async () => `file:${path.join(files.folder, 'two', 'whoowns.db')}`,
  PostgreSQL: () => server.newUrl(),
};

const WITHIN = { timeout: 1_000, interval: 20 };

function assign(store: Store, person: string) {
  const roles = [{ role: 'po', holders: [{ kind: 'user' as const, id: person }], note: '' }];
  return store.workspace('T1').assign({ channel: 'C1', by: 'UBY', roles });
}

async function owner(store: Store): Promise<string | undefined> {
  const { channels } = await store.workspace('T1').snapshot();
  return channels.get('C1')?.assignments.get('po')?.holders[0]?.id;
}

describe.each(Object.entries(ENGINES))('two instances on %s', (_engine, newUrl) => {
  let first: Store;
  let second: Store;

  beforeAll(async () => {
    const url = await newUrl();
    // Both start at once on an empty database: one makes the tables.
    [first, second] = await Promise.all([openStore({ url }), openStore({ url })]);
  });
  afterAll(() => Promise.all([first.close(), second.close()]));

  test('read within a second what the other wrote, undid and removed', async () => {
    expect(await owner(second)).toBeUndefined();
    const id = await assign(first, 'UANA');
    await vi.waitFor(async () => expect(await owner(second)).toBe('UANA'), WITHIN);
    await assign(second, 'UBEN');
    await vi.waitFor(async () => expect(await owner(first)).toBe('UBEN'), WITHIN);
    expect(await second.workspace('T1').undo(id ?? '', 'UBY')).toEqual({ outcome: 'overtaken' });
    await first.workspace('T1').remove();
    await vi.waitFor(async () => expect(await owner(second)).toBeUndefined(), WITHIN);
  });

  test('read what they wrote themselves right away, while the other writes too', async () => {
    for (let n = 0; n < 30; n++) {
      const elsewhere = second.workspace('T2').setHome(`U${n}`, 'C1');
      await assign(first, `U${n}`);
      expect(await owner(first)).toBe(`U${n}`);
      await elsewhere;
    }
    await vi.waitFor(async () => expect(await owner(second)).toBe('U29'), WITHIN);
  });

  test('give the same snapshot again while nothing changes', async () => {
    const store = first.workspace('T3');
    await store.setHome('UANA', 'C1');
    await vi.waitFor(async () => expect(await store.snapshot()).toBe(await store.snapshot()), WITHIN);
  });
});

describe('two instances on PostgreSQL that are busy', () => {
  test('let one of them answer each of five hundred events', async () => {
    const url = await server.newUrl();
    const stores = await Promise.all([openStore({ url }), openStore({ url })]);
    const claims = await Promise.all(
      Array.from({ length: 500 }, async (_, n) => {
        const both = stores.map(async (store) => {
          // Whoever answers keeps the other connections busy.
          void store.workspace(`T${n % 5}`).snapshot();
          return store.workspace(`T${n % 5}`).claim(`E${n}`);
        });
        return (await Promise.all(both)).filter(Boolean).length;
      }),
    );
    expect(claims.filter((winners) => winners !== 1)).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
  }, 30_000);
});
