import type { Kysely } from 'kysely';
import type { Cache } from './cache.ts';
import { makeChange, undoChange } from './changes.ts';
import { removeOldCounts, sumCounts } from './counts.ts';
import type { Engine, Work } from './engine.ts';
import { forgetPerson } from './forget.ts';
import { encode, type Report, textOf } from './json.ts';
import type { Later } from './later.ts';
import type { Part } from './parts.ts';
import { readSnapshot } from './read-snapshot.ts';
import { readRecord, readRecords, removeOldRecords, removeRecords, updateRecord } from './records.ts';
import type { Tables } from './schema.ts';
import type { SeenStore } from './seen.ts';
import { type Holder, TAUGHT, type WorkspaceStore } from './types.ts';

/** All that belongs to a workspace. */
const TABLES = [
  'assignments',
  'overrides',
  'homes',
  'settings',
  'names',
  'records',
  'counts',
  'changes',
  'seen',
] as const;

const DAY = 24 * 60 * 60 * 1000;
const EVERY = 1_000_000;

interface StoreParts {
  readonly engine: Pick<Engine, 'read' | 'write' | 'trusted' | 'scrub'>;
  readonly cache: Cache;
  readonly later: Later;
  readonly seen: SeenStore;
  /** Milliseconds. */
  readonly now: () => number;
  /** Hears of rows that cannot be read. */
  readonly report: Report;
}

/** One workspace's memory, on whichever engine. */
export function createWorkspaceStore(
  workspace: string,
  { engine, cache, later, seen, now, report }: StoreParts,
): WorkspaceStore {
  const load = () => engine.read((db) => readSnapshot(db, workspace, report));

  async function write<T>(work: Work<T>): Promise<T> {
    try {
      return await engine.write(workspace, work);
    } finally {
      // Also after an error: a connection can break when the change is made already.
      cache.drop(workspace);
    }
  }

  /** Writes what stands in no snapshot: what was read stays in use. */
  const writeBeside = <T>(work: Work<T>): Promise<T> => engine.write(undefined, work);
  const writeOf = (kind: string) => (kind === TAUGHT ? write : writeBeside);
  const today = () => Math.floor(now() / DAY);

  return {
    // Asked in this order: an engine that is not trusted drops what it must on the way.
    snapshot: async () => (engine.trusted() ? cache.get(workspace, load) : load()),

    assign: ({ channel, by, roles }) =>
      write((db) =>
        makeChange(
          db,
          { workspace, channel },
          { by, now: now(), wanted: (since) => rolesOf(roles, since, by) },
        ),
      ),

    override: ({ channel, by, topic, role, reason }) =>
      write((db) => {
        const wanted = (since: number): Part[] => [
          { topic, value: role === undefined ? null : { role, reason: textOf(reason), since, by } },
        ];
        return makeChange(db, { workspace, channel }, { by, now: now(), wanted });
      }),

    undo: (id, by) => write((db) => undoChange(db, workspace, { id, by, now: now() })),

    keepNames: (names) => write((db) => keepNames(db, workspace, names)),

    renew: (person, { name, gone }) =>
      write(async (db) => {
        await db
          .updateTable('names')
          .set({ name: textOf(name), gone: gone ? 1 : 0 })
          .where('workspace', '=', workspace)
          .where('id', '=', person)
          .execute();
      }),

    setHome: (person, channel) => write((db) => setHome(db, { workspace, person, channel })),

    changeSettings: (patch) =>
      write(async (db) => {
        for (const [name, value] of Object.entries(patch)) await setSetting(db, { workspace, name, value });
      }),

    records: (kind, most = EVERY) => engine.read((db) => readRecords(db, { workspace, kind }, most, report)),

    record: (kind, id) => engine.read((db) => readRecord(db, { workspace, kind, id }, report)),

    async update(kind, id, step) {
      let thrown: { readonly error: unknown } | undefined;
      const guarded: typeof step = (value, record) => {
        try {
          return step(value, record);
        } catch (error) {
          thrown = { error };
          throw error;
        }
      };
      try {
        return await writeOf(kind)((db) => updateRecord(db, { workspace, kind, id, at: now() }, guarded));
      } catch (error) {
        // What a step throws is no trouble of the engine.
        throw thrown ? thrown.error : error;
      }
    },

    removeRecords: (kind, ids) => writeOf(kind)((db) => removeRecords(db, { workspace, kind }, ids)),

    removeOldRecords: (kind, before) =>
      writeOf(kind)((db) => removeOldRecords(db, { workspace, kind }, before)),

    count: async (names) => later.count(workspace, today(), names),

    async counts(days, until = now()) {
      await later.flush();
      const last = Math.floor(until / DAY);
      return engine.read((db) => sumCounts(db, workspace, last - days + 1, last));
    },

    removeOldCounts: (before) =>
      writeBeside((db) => removeOldCounts(db, workspace, Math.floor(before / DAY))),

    firstSeen: (key) => seen.first(workspace, key),

    noteSeen: (key) => seen.note(workspace, key),

    forgetSeen: (key) => seen.forget(workspace, key),

    async forget(person) {
      const count = await write((db) => forgetPerson(db, workspace, person));
      await engine.scrub();
      return count;
    },

    async remove() {
      later.drop(workspace);
      await write(async (db) => {
        for (const table of TABLES) {
          await db.deleteFrom(table).where('workspace', '=', workspace).execute();
        }
      });
      await engine.scrub();
    },
  };
}

function rolesOf(
  roles: readonly { role: string; holders: readonly Holder[]; note: string }[],
  since: number,
  by: string,
): Part[] {
  // Of a role that is named twice, the last word counts.
  const last = new Map(roles.map((one) => [one.role, one]));
  return [...last.values()].map(({ role, holders, note: said }): Part => {
    const each = new Map(holders.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }]));
    const note = textOf(said);
    if (each.size === 0 && note === '') return { role, value: null };
    return { role, value: { holders: [...each.values()], note, since, by } };
  });
}

async function keepNames(
  db: Kysely<Tables>,
  workspace: string,
  names: readonly { id: string; name: string }[],
): Promise<void> {
  for (const { id, name } of names) {
    const text = textOf(name);
    await db
      .insertInto('names')
      .values({ workspace, id, name: text, gone: 0 })
      .onConflict((same) => same.columns(['workspace', 'id']).doUpdateSet({ name: text, gone: 0 }))
      .execute();
  }
}

async function setHome(
  db: Kysely<Tables>,
  { workspace, person, channel }: { workspace: string; person: string; channel: string | undefined },
): Promise<void> {
  await db.deleteFrom('homes').where('workspace', '=', workspace).where('person', '=', person).execute();
  if (channel !== undefined) await db.insertInto('homes').values({ workspace, person, channel }).execute();
}

async function setSetting(
  db: Kysely<Tables>,
  { workspace, name, value }: { workspace: string; name: string; value: unknown },
): Promise<void> {
  await db.deleteFrom('settings').where('workspace', '=', workspace).where('name', '=', name).execute();
  if (value === undefined) return;
  await db
    .insertInto('settings')
    .values({ workspace, name, value: encode(value) })
    .execute();
}
