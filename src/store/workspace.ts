import { makeChange, undoChange } from './changes.ts';
import type { createClaims } from './claims.ts';
import { having, type Report, textOf } from './columns.ts';
import type { createCounts } from './counts.ts';
import type { createDeferred } from './deferred.ts';
import type { Work } from './engine.ts';
import { forgetPerson } from './forget.ts';
import { moveChannel } from './move-channel.ts';
import type { PatientEngine } from './patient-engine.ts';
import { changeSettings, keepNames, renewName, setHome } from './preferences.ts';
import {
  readRecord,
  readRecords,
  removeOldRecords,
  removeRecords,
  type Step,
  updateRecord,
} from './records.ts';
import { TABLE_NAMES } from './schema.ts';
import type { createCache } from './snapshots.ts';
import { readSnapshot } from './snapshots.ts';
import { itemsOf, type TeamItem, type WantedRole } from './team-items.ts';
import { type Named, TAUGHT } from './types.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const dayOf = (time: number) => Math.floor(time / DAY_MS);

interface Dependencies {
  readonly engine: PatientEngine;
  readonly cache: ReturnType<typeof createCache>;
  readonly counts: ReturnType<typeof createCounts>;
  readonly deferred: ReturnType<typeof createDeferred>;
  readonly claims: ReturnType<typeof createClaims>;
  /** Milliseconds. */
  readonly now: () => number;
  /** Hears of rows that cannot be read. */
  readonly report: Report;
}

export type WorkspaceStore = ReturnType<typeof createWorkspaceStore>;

/** What is kept of one workspace, on whichever engine. Nothing of another can be reached through it. All throw a StoreError. */
export function createWorkspaceStore(
  workspace: string,
  { engine, cache, counts, deferred, claims, now, report }: Dependencies,
) {
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
  const change = (channel: string, by: string, wanted: (since: number) => readonly TeamItem[]) =>
    write((db) => makeChange(db, { workspace, channel }, { by, now: now(), wanted }));

  return {
    /** From memory where nothing has changed, without asking the engine. */
    snapshot: () => (engine.isCurrent() ? cache.get(workspace, load) : load()),

    /** Sets roles in a channel, in one change; one without people and note is set no more. Gives the change's id; undefined where all was so already. */
    assign: ({ channel, by, roles }: { channel: string; by: string; roles: readonly WantedRole[] }) =>
      change(channel, by, (since) => itemsOf(roles, since, by)),

    /** Gives a topic to another role in this channel; without a role, as the documents say again. Gives the change's id; undefined where all was so already. */
    override: ({
      channel,
      by,
      topic,
      role,
      reason,
    }: {
      channel: string;
      by: string;
      topic: string;
      role: string | undefined;
      reason: string;
    }) =>
      change(channel, by, (since) => [
        { topic, value: role === undefined ? null : { role, reason: textOf(reason), since, by } },
      ]),

    /** Puts back what was before a change, once, where nothing newer has touched it. */
    undo: (id: string, by: string) => write((db) => undoChange(db, workspace, { id, by, now: now() })),

    /** Keeps the names of people, groups and channels that something is set for. */
    keepNames: (names: readonly { id: string; name: string }[]) =>
      write((db) => keepNames(db, workspace, names)),

    /** Takes up what is new about a person whose name is kept; nothing happens where it is not. */
    renew: (person: string, news: Named) => write((db) => renewName(db, workspace, person, news)),

    /** A channel has another id now: what was set for it moves along; what was set under the new id stays. */
    moveChannel: (from: string, to: string) => write((db) => moveChannel(db, workspace, from, to)),

    setHome: (person: string, channel: string | undefined) =>
      write((db) => setHome(db, workspace, person, channel)),

    /** Changes settings by name; undefined takes one away. */
    changeSettings: (patch: Readonly<Record<string, unknown>>) =>
      write((db) => changeSettings(db, workspace, patch)),

    /** The records of a kind, the newest first; `max` of them, all unless given. */
    async records(kind: string, max?: number) {
      await deferred.settle();
      return engine.read((db) => readRecords(db, { workspace, kind }, report, max));
    },

    async record(kind: string, id: string) {
      await deferred.settle();
      return engine.read((db) => readRecord(db, { workspace, kind, id }, report));
    },

    /**
     * Changes a record against everybody else who does: `step` gets its value and gives the new one, or undefined to
     * leave it. It may be called again, where another was first, so it does nothing else. A claim is a step that leaves
     * what is claimed already. Undefined where nothing was changed; throws a StoreError of kind busy where others are
     * always first.
     */
    async update<T>(kind: string, id: string, step: Step<T>) {
      const key = { workspace, kind, id, at: now() };
      await deferred.settle();
      const updated = await writeOf(kind)((db) => updateRecord(db, key, step));
      // What a step throws is no trouble of the engine, which would make it one.
      if (updated && 'thrown' in updated) throw updated.thrown;
      return updated;
    },

    /** The same where nobody waits for it: written within seconds, and before records are read or changed here. */
    updateSoon: (kind: string, id: string, step: Step<unknown>) =>
      deferred.update({ workspace, kind, id, at: now() }, step),

    async removeRecords(kind: string, ids: readonly string[]) {
      await deferred.settle();
      await writeOf(kind)((db) => removeRecords(db, { workspace, kind }, ids));
    },

    /** Removes those of a kind that were first written before a time, in milliseconds since 1970. */
    async removeOldRecords(kind: string, before: number) {
      await deferred.settle();
      await writeOf(kind)((db) => removeOldRecords(db, { workspace, kind }, before));
    },

    /** Adds one to each of these counts of today; written within seconds, and before they are read. */
    count: async (names: readonly string[]) => counts.count(workspace, dayOf(now()), names),

    /** The sum of each count over `days` days (as UTC has them), of which the last is that of `until` in milliseconds; today, unless given. */
    counts: (days: number, until: number = now()) =>
      counts.sum(workspace, dayOf(until) - days + 1, dayOf(until)),

    /** Removes the counts of days (as UTC has them) that ended before a time, in milliseconds since 1970. */
    removeOldCounts: (before: number) => counts.removeBefore(workspace, dayOf(before)),

    /** True for the first who claims a key, within an hour and among all instances; throws nothing. */
    claim: (key: string) => claims.claim(workspace, key),

    /** Lets a key be claimed again; throws nothing. */
    release: (key: string) => claims.release(workspace, key),

    /** Removes what belongs to a person; tells how many subjects that were. */
    async forget(person: string) {
      await deferred.settle();
      const count = await write((db) => forgetPerson(db, workspace, person));
      await engine.scrub();
      return count;
    },

    /** Removes all of the workspace; nothing happens where there is nothing. */
    async remove() {
      counts.drop(workspace);
      deferred.drop(workspace);
      claims.drop(workspace);
      await write(async (db) => {
        for (const table of TABLE_NAMES) await db.deleteFrom(table).where(having({ workspace })).execute();
      });
      await engine.scrub();
    },
  };
}
