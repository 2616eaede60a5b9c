import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import { decode, decodeAs, having, type Report } from './columns.ts';
import { readRecords } from './records.ts';
import type { Tables } from './schema.ts';
import { HOLDERS } from './team-items.ts';
import { type Assignment, type ChannelTeam, type Override, type Snapshot, TAUGHT } from './types.ts';

interface Team extends ChannelTeam {
  readonly assignments: Map<string, Assignment>;
  readonly overrides: Map<string, Override>;
}

/** More than anybody teaches by hand. */
const MAX_TAUGHT = 2_000;

/** Reads all that answers need of a workspace. A row that cannot be read is left out, and reported. */
export async function readSnapshot(db: Kysely<Tables>, workspace: string, report: Report): Promise<Snapshot> {
  const inWorkspace = having({ workspace });
  const assignments = await db.selectFrom('assignments').selectAll().where(inWorkspace).execute();
  const overrides = await db.selectFrom('overrides').selectAll().where(inWorkspace).execute();
  const homes = await db.selectFrom('homes').selectAll().where(inWorkspace).execute();
  const settings = await db.selectFrom('settings').selectAll().where(inWorkspace).execute();
  const names = await db.selectFrom('names').selectAll().where(inWorkspace).execute();
  const taught = await readRecords(db, { workspace, kind: TAUGHT }, report, MAX_TAUGHT);
  const channels = new Map<string, Team>();
  for (const { channel, role, holders, note, since, by } of assignments) {
    const who = decodeAs(HOLDERS, holders, `assignments of ${workspace}: ${channel} ${role}`, report);
    if (who === undefined) continue;
    teamOf(channels, channel).assignments.set(role, { role, holders: who, note, since, by: by ?? undefined });
  }
  for (const { channel, topic, role, reason, since, by } of overrides) {
    teamOf(channels, channel).overrides.set(topic, { topic, role, reason, since, by: by ?? undefined });
  }
  const set = settings.flatMap(({ name, value }) => {
    const said = decode(value, `settings of ${workspace}: ${name}`, report);
    return said === undefined ? [] : [[name, said] as const];
  });
  return {
    channels,
    homes: new Map(homes.map(({ person, channel }) => [person, channel])),
    names: new Map(names.map(({ id, name, gone }) => [id, { name, gone: gone === 1 }])),
    taught,
    settings: Object.fromEntries(set),
  };
}

function teamOf(channels: Map<string, Team>, channel: string): Team {
  const known = channels.get(channel);
  if (known !== undefined) return known;
  const team = { assignments: new Map<string, Assignment>(), overrides: new Map<string, Override>() };
  channels.set(channel, team);
  return team;
}

/** More workspaces than one instance serves; a snapshot of a busy one is some hundred kilobytes. */
const MAX_WORKSPACES = 100;

/** Keeps the snapshots of the workspaces that were asked for last. */
export function createCache(max: number = MAX_WORKSPACES) {
  const snapshots = new LRUCache<string, Promise<Snapshot>>({ max });
  return {
    /** The snapshot, loaded once for all who ask meanwhile. */
    get(workspace: string, load: () => Promise<Snapshot>): Promise<Snapshot> {
      const known = snapshots.get(workspace);
      if (known !== undefined) return known;
      const loading = load();
      snapshots.set(workspace, loading);
      loading.catch(() => {
        if (snapshots.peek(workspace) === loading) snapshots.delete(workspace);
      });
      return loading;
    },
    /** Forgets a workspace, or all; what is being loaded may be older than what was written, and is not kept either. */
    drop(workspace: string | undefined): void {
      if (workspace === undefined) snapshots.clear();
      else snapshots.delete(workspace);
    },
  };
}
