import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Tables } from './schema.ts';

const HOUR = 60 * 60 * 1000;
const CLEAN_EVERY = 5 * 60 * 1000;
const MOST_READ = 20_000;

/** That something was seen in a workspace. */
export interface SeenKey {
  readonly workspace: string;
  /** A hash: what is seen has the ids of people and channels in it. */
  readonly key: string;
  readonly at: number;
}

/** Writes keys, and takes back what is not written yet, a little later. */
interface SeenLater {
  saw(seen: SeenKey): void;
  unsee(seen: Pick<SeenKey, 'workspace' | 'key'>): void;
}

/** What has been seen within the last hour, by workspace. */
export interface SeenStore {
  /** Among all instances, and written before it is answered. */
  first(workspace: string, key: string): Promise<boolean>;
  /** For a process that is alone and remembers itself: whether it was not seen before it began. Written a little later. */
  note(workspace: string, key: string): Promise<boolean>;
  forget(workspace: string, key: string): Promise<void>;
  /** Removes what is older. */
  clean(): Promise<void>;
}

/** Remembers keys in the engine. `now` gives milliseconds. */
export function createSeenStore(
  engine: Pick<Engine, 'read' | 'write'>,
  later: SeenLater,
  now: () => number,
): SeenStore {
  let cleaned = now();
  let earlier: Promise<Map<string, number>> | undefined;

  const readEarlier = () => engine.read((db) => readSeen(db, now() - HOUR));
  const clean = async (db: Kysely<Tables>) => {
    cleaned = now();
    await db
      .deleteFrom('seen')
      .where('at', '<=', now() - HOUR)
      .execute();
  };
  return {
    first: (workspace, plain) =>
      engine.write(undefined, async (db) => {
        const at = now();
        if (at - cleaned >= CLEAN_EVERY) await clean(db);
        // One statement, so that of several who ask at once one is the first.
        const { rows } = await sql`insert into seen (workspace, key, at)
          values (${workspace}, ${hashOf(workspace, plain)}, ${at})
          on conflict (workspace, key) do update set at = excluded.at where seen.at <= ${at - HOUR}
          returning key`.execute(db);
        return rows.length > 0;
      }),

    async note(workspace, plain) {
      const key = hashOf(workspace, plain);
      earlier ??= readEarlier();
      const known = await earlier.catch(() => {
        earlier = undefined;
        return new Map<string, number>();
      });
      const at = known.get(key);
      if (at !== undefined && now() - at < HOUR) return false;
      later.saw({ workspace, key, at: now() });
      return true;
    },

    async forget(workspace, plain) {
      const key = hashOf(workspace, plain);
      later.unsee({ workspace, key });
      (await earlier?.catch(() => undefined))?.delete(key);
      await engine.write(undefined, async (db) => {
        await db.deleteFrom('seen').where('workspace', '=', workspace).where('key', '=', key).execute();
      });
    },

    clean: () => engine.write(undefined, clean),
  };
}

/** Keeps that these were seen, for as long as they were seen last. */
export async function addSeen(db: Kysely<Tables>, seen: readonly SeenKey[]): Promise<void> {
  for (const one of seen) {
    await db
      .insertInto('seen')
      .values(one)
      .onConflict((same) => same.columns(['workspace', 'key']).doUpdateSet({ at: one.at }))
      .execute();
  }
}

async function readSeen(db: Kysely<Tables>, after: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('seen')
    .select(['key', 'at'])
    .where('at', '>', after)
    .orderBy('at', 'desc')
    .limit(MOST_READ)
    .execute();
  return new Map(rows.map(({ key, at }) => [key, Number(at)]));
}

function hashOf(workspace: string, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([workspace, key]))
    .digest('base64url')
    .slice(0, 22);
}
