import { makeChange, undoChange } from './changes.ts';
import type { createClaims } from './claims.ts';
import { type Report, textOf } from './columns.ts';
import type { createCounts } from './counts.ts';
import type { Work } from './engine.ts';
import { forgetPerson } from './forget.ts';
import { type Part, partsOf } from './parts.ts';
import type { PatientEngine } from './patient-engine.ts';
import { changeSettings, keepNames, renewName, setHome } from './preferences.ts';
import { readRecord, readRecords, removeOldRecords, removeRecords, updateRecord } from './records.ts';
import { TABLE_NAMES } from './schema.ts';
import type { createCache } from './snapshots.ts';
import { readSnapshot } from './snapshots.ts';
import { TAUGHT, type WorkspaceStore } from './types.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const dayOf = (time: number) => Math.floor(time / DAY_MS);

interface Parts {
  readonly engine: PatientEngine;
  readonly cache: ReturnType<typeof createCache>;
  readonly counts: ReturnType<typeof createCounts>;
  readonly claims: ReturnType<typeof createClaims>;
  /** Milliseconds. */
  readonly now: () => number;
  /** Hears of rows that cannot be read. */
  readonly report: Report;
}

/** What is kept of one workspace, on whichever engine. */
export function createWorkspaceStore(
  workspace: string,
  { engine, cache, counts, claims, now, report }: Parts,
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

  return {
    snapshot: () => (engine.isCurrent() ? cache.get(workspace, load) : load()),

    assign: ({ channel, by, roles }) =>
      write((db) =>
        makeChange(
          db,
          { workspace, channel },
          { by, now: now(), wanted: (since) => partsOf(roles, since, by) },
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

    renew: (person, news) => write((db) => renewName(db, workspace, person, news)),

    setHome: (person, channel) => write((db) => setHome(db, workspace, person, channel)),

    changeSettings: (patch) => write((db) => changeSettings(db, workspace, patch)),

    records: (kind, max) => engine.read((db) => readRecords(db, { workspace, kind }, report, max)),

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

    count: async (names) => counts.count(workspace, dayOf(now()), names),

    counts: (days, until = now()) => counts.sum(workspace, dayOf(until) - days + 1, dayOf(until)),

    removeOldCounts: (before) =>
      writeBeside(async (db) => {
        await db
          .deleteFrom('counts')
          .where('workspace', '=', workspace)
          .where('day', '<', dayOf(before))
          .execute();
      }),

    claim: (key) => claims.claim(workspace, key),

    release: (key) => claims.release(workspace, key),

    async forget(person) {
      const count = await write((db) => forgetPerson(db, workspace, person));
      await engine.scrub();
      return count;
    },

    async remove() {
      counts.drop(workspace);
      claims.drop(workspace);
      await write(async (db) => {
        for (const table of TABLE_NAMES) {
          await db.deleteFrom(table).where('workspace', '=', workspace).execute();
        }
      });
      await engine.scrub();
    },
  };
}
