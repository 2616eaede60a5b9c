import type { Kysely } from 'kysely';
import { having } from './columns.ts';
import type { PatientEngine } from './patient-engine.ts';
import type { Tables } from './schema.ts';

type Count = Tables['counts'];

const DELAY_MS = 3_000;
/** Counts that cannot be written for hours are lost rather than fill the process. */
const MAX_BUFFERED = 20_000;

/** Counts in memory and writes every few seconds in one go, as nobody waits for a count. */
export function createCounts(engine: PatientEngine) {
  const buffer = new Map<string, Count>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let closed = false;

  function add(one: Count): void {
    const key = JSON.stringify([one.workspace, one.day, one.name]);
    const known = buffer.get(key);
    if (known) known.count += one.count;
    else if (buffer.size < MAX_BUFFERED) buffer.set(key, { ...one });
    if (!closed) timer ??= setTimeout(() => void flush().catch(() => {}), DELAY_MS).unref(); // kept for the next time
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // In one order always, so that two who count at once do not wait for each other in a circle.
    const counts = [...buffer].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    if (counts.length === 0) return;
    buffer.clear();
    try {
      await engine.write(undefined, (db) => addCounts(db, counts));
    } catch (error) {
      for (const one of counts) add(one);
      throw error;
    }
  }

  /** One write after the other, so that nothing is counted twice or missing when it returns. */
  function flush(): Promise<void> {
    const done = writing.then(write);
    writing = done.catch(() => {});
    return done;
  }

  return {
    count(workspace: string, day: number, names: readonly string[]): void {
      for (const name of names) add({ workspace, day, name, count: 1 });
    },
    /** The sum of each count from one day to another, both included. */
    async sum(workspace: string, from: number, to: number): Promise<ReadonlyMap<string, number>> {
      await flush();
      return engine.read((db) => sumCounts(db, workspace, from, to));
    },
    /** Removes the counts of days before this one. */
    removeBefore: (workspace: string, day: number) =>
      engine.write(undefined, async (db) => {
        await db.deleteFrom('counts').where(having({ workspace })).where('day', '<', day).execute();
      }),
    /** Forgets what is not written yet of a workspace. */
    drop(workspace: string): void {
      for (const [key, one] of buffer) if (one.workspace === workspace) buffer.delete(key);
    },
    /** Writes for the last time, as far as the engine lets it. */
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await flush().catch(() => {}); // these are numbers, and nobody was told any of them
    },
  };
}

async function addCounts(db: Kysely<Tables>, counts: readonly Count[]): Promise<void> {
  for (const one of counts) {
    await db
      .insertInto('counts')
      .values(one)
      .onConflict((same) =>
        same
          .columns(['workspace', 'day', 'name'])
          .doUpdateSet((is) => ({ count: is('counts.count', '+', is.ref('excluded.count')) })),
      )
      .execute();
  }
}

async function sumCounts(db: Kysely<Tables>, workspace: string, from: number, to: number) {
  const rows = await db
    .selectFrom('counts')
    .select((is) => ['name', is.fn.sum<number>('count').as('sum')])
    .where(having({ workspace }))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('name')
    .execute();
  return new Map(rows.map(({ name, sum }) => [name, Number(sum)]));
}
