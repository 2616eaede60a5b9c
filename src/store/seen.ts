import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Tables } from './schema.ts';

const HOUR = 60 * 60 * 1000;
const CLEAN_EVERY = 500;
const BATCH = 1_000;

/** What has been seen within the last hour, among all instances. */
export interface SharedSeen {
  first(key: string): Promise<boolean>;
  forget(key: string): Promise<void>;
}

/** Remembers keys in the engine. `now` gives milliseconds. */
export function createSharedSeen(engine: Engine, now: () => number): SharedSeen {
  let count = 0;
  return {
    first: (key) =>
      engine.write(undefined, async (db) => {
        const at = now();
        count += 1;
        if (count % CLEAN_EVERY === 0) await clean(db, at - HOUR);
        // One statement, so that of several who ask at once one is the first.
        const { rows } = await sql`insert into seen (key, at) values (${key}, ${at})
          on conflict (key) do update set at = excluded.at where seen.at <= ${at - HOUR}
          returning key`.execute(db);
        return rows.length > 0;
      }),
    forget: (key) =>
      engine.write(undefined, async (db) => {
        await db.deleteFrom('seen').where('key', '=', key).execute();
      }),
  };
}

/** Removes some that are too old to matter, leaving those to others who are at them. */
async function clean(db: Kysely<Tables>, until: number): Promise<void> {
  const old = db.selectFrom('seen').select('key').where('at', '<=', until).orderBy('at').limit(BATCH);
  await db.deleteFrom('seen').where('key', 'in', old).execute();
}
