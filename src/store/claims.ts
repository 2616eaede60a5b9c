import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import { withTimeout } from '../time/with-timeout.ts';
import { having } from './columns.ts';
import type { PatientEngine } from './patient-engine.ts';
import type { Tables } from './schema.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Five minutes at fifty events a second, each with two keys: so long Slack delivers again. */
const MAX_REMEMBERED = 30_000;
const MAX_IN_BATCH = 500;
/** Where nobody waits for it to be written. */
const DELAY_MS = 1_000;
/** No answer waits longer than this for other instances: then this one decides alone. */
const MAX_WAIT_MS = 2_500;

type Row = Tables['seen'];
type Waiting = Row & { readonly settle: (won: boolean) => void };

const nameOf = ({ workspace, key }: Pick<Row, 'workspace' | 'key'>) => `${workspace} ${key}`;

/**
 * Says for an hour who comes first. A process that has the store to itself remembers by itself, and writes down what it
 * remembers a second later, for the one that is started after it. Several on one store ask it together: all that is
 * claimed while the last batch is on its way goes with the next, in one statement. `now` gives milliseconds.
 */
export function createClaims(engine: PatientEngine, isShared: boolean, now: () => number) {
  const remembered = new LRUCache<string, true>({
    max: MAX_REMEMBERED,
    ttl: HOUR_MS - 1, // lru-cache lets it live for that long and no shorter
    ttlResolution: 0,
    perf: { now },
  });
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let recalling: Promise<void> | undefined;

  /** Takes up what the process before this one has claimed; asked again with the next claim where it fails. */
  function recall(): Promise<void> {
    recalling ??= engine
      .read((db) => readClaims(db, now() - HOUR_MS))
      .then((rows) => {
        for (const row of rows) remembered.set(nameOf(row), true, { start: Number(row.at) });
      })
      .catch(() => {
        recalling = undefined;
      });
    return recalling;
  }

  async function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_IN_BATCH);
      // While the store cannot be asked, this process decides alone: an answer too many is better than none.
      const won = await engine.single((db) => insertClaims(db, batch)).catch(() => undefined);
      for (const one of batch) one.settle(won?.has(nameOf(one)) ?? true);
    }
    sending = undefined;
  }

  const flush = (): Promise<void> => {
    sending ??= send();
    return sending;
  };

  return {
    /** True for the first who claims a key, within an hour and among all instances. Throws nothing. */
    async claim(workspace: string, plain: string): Promise<boolean> {
      const row = { workspace, key: hashOf(workspace, plain), at: now() };
      if (!isShared) await recall();
      if (remembered.has(nameOf(row))) return false;
      remembered.set(nameOf(row), true);
      const asked = new Promise<boolean>((settle) => waiting.push({ ...row, settle }));
      if (isShared) {
        void flush();
        return withTimeout(asked, MAX_WAIT_MS, () => true);
      }
      timer ??= setTimeout(flush, DELAY_MS).unref();
      return true;
    },
    /** Lets a key be claimed again, where the work on it failed. Throws nothing. */
    async release(workspace: string, plain: string): Promise<void> {
      const row = { workspace, key: hashOf(workspace, plain) };
      remembered.delete(nameOf(row));
      waiting = waiting.filter(({ key }) => key !== row.key);
      await engine.single((db) => db.deleteFrom('seen').where(having(row)).execute()).catch(() => {}); // it is free again within the hour
    },
    /** Forgets what is not written yet of a workspace. */
    drop(workspace: string): void {
      waiting = waiting.filter((one) => one.workspace !== workspace);
    },
    /** Removes what is older than an hour. */
    clean: () =>
      engine.write(undefined, (db) =>
        db
          .deleteFrom('seen')
          .where('at', '<=', now() - HOUR_MS)
          .execute(),
      ),
    close: flush,
  };
}

/** One statement, so that of several who claim the same at once one wins. Gives what was won. */
async function insertClaims(db: Kysely<Tables>, claims: readonly Row[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .insertInto('seen')
    .values(claims.map(({ workspace, key, at }) => ({ workspace, key, at })))
    .onConflict((same) =>
      same
        .columns(['workspace', 'key'])
        .doUpdateSet((is) => ({ at: is.ref('excluded.at') }))
        .where((is) => is('seen.at', '<=', is(is.ref('excluded.at'), '-', HOUR_MS))),
    )
    .returning(['workspace', 'key'])
    .execute();
  return new Set(rows.map(nameOf));
}

function readClaims(db: Kysely<Tables>, after: number): Promise<Row[]> {
  const recent = db.selectFrom('seen').selectAll().where('at', '>', after);
  return recent.orderBy('at', 'desc').limit(MAX_REMEMBERED).execute();
}

function hashOf(workspace: string, key: string): string {
  const text = JSON.stringify([workspace, key]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
