import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { run, type Server, startPostgres } from '../support/engines.ts';

let server: Server;

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.remove(), 60_000);

/** Passes everything on, until the connection that listens for changes falls silent without ending. */
async function openPassage() {
  const passages: { said: string; silent: boolean }[] = [];
  const sockets = new Set<Socket>();
  const passage = createServer((near) => {
    const far = connect(server.port, '127.0.0.1');
    const state = { said: '', silent: false };
    passages.push(state);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    near.on('data', (data) => {
      state.said += data;
      if (!state.silent) far.write(data);
    });
    far.on('data', (data) => !state.silent && near.write(data));
    near.on('close', () => far.destroy());
  }).listen(0, '127.0.0.1');
  await vi.waitFor(() => expect(passage.listening).toBe(true));
  return {
    port: (passage.address() as { port: number }).port,
    silence() {
      for (const state of passages) if (state.said.includes('listen whoowns')) state.silent = true;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      passage.close();
    },
  };
}

describe('PostgreSQL', () => {
  test('of which one connection has fallen silent still gives no answer that is older than a second', async () => {
    const url = await server.newUrl();
    const passage = await openPassage();
    const here = await openStore({ url });
    const there = await openStore({ url: url.replace(`:${server.port}/`, `:${passage.port}/`) });
    const work = there.workspace('T1');
    await here.workspace('T1').setHome('UANA', 'C0');
    for (let round = 1; round <= 3; round++) {
      // It is trusted again: what it gives is kept.
      await vi.waitFor(async () => expect(await work.snapshot()).toBe(await work.snapshot()), 5_000);
      passage.silence();
      await here.workspace('T1').setHome('UANA', `C${round}`);
      const start = performance.now();
      await vi.waitFor(async () => expect((await work.snapshot()).homes.get('UANA')).toBe(`C${round}`), {
        timeout: 5_000,
        interval: 10,
      });
      expect(performance.now() - start).toBeLessThan(1_000);
    }
    await here.close();
    await there.close();
    passage.close();
  }, 30_000);

  test('with one workspace held up by another instance serves all the others', async () => {
    const url = await server.newUrl();
    const store = await openStore({ url });
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin');
    await holder.query(`select pg_advisory_xact_lock(hashtext('whoowns'), hashtext('T1'))`);
    const stuck = Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => store.workspace('T1').setHome(`U${n}`, 'C1')),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    await store.workspace('T2').snapshot();
    await store.workspace('T2').setHome('UANA', 'C1');
    expect(performance.now() - start).toBeLessThan(500);
    for (const one of await stuck)
      expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'busy' } });
    await holder.query('rollback');
    await holder.end();
    await store.workspace('T1').setHome('UANA', 'C1');
    await store.close();
  });

  test('is waited for while another instance brings the tables up to date', async () => {
    const url = await server.newUrl();
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('begin');
    await other.query(`select pg_advisory_xact_lock(hashtext('whoowns migrations'))`);
    const onHealth = vi.fn();
    const opening = openStore({ url, onHealth });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await other.query('commit');
    await other.end();
    await (await opening).close();
    expect(onHealth).not.toHaveBeenCalled();
  }, 20_000);
});

describe('a memory that a newer program has changed while this one was running', () => {
  test('is not written to any more', async () => {
    const url = await server.newUrl();
    const store = await openStore({ url });
    const work = store.workspace('T1');
    await work.setHome('UANA', 'C1');
    await run(url, 'update schema_version set version = 99');
    for (const write of [() => work.setHome('UANA', 'C2'), () => work.update('question', 'a', () => ({}))]) {
      await expect(write()).rejects.toMatchObject({ name: 'StoreError', kind: 'newer' });
    }
    expect((await work.snapshot()).homes.get('UANA')).toBe('C1');
    await store.close();
  });
});
