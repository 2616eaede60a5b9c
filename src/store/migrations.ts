import { type Kysely, sql } from 'kysely';
import { StoreError } from './errors.ts';
import type { Tables } from './schema.ts';

type Migration = readonly string[];

// Forward only: what is here has run somewhere. Add to the end, change nothing above.
export const MIGRATIONS: readonly Migration[] = [
  [
    `create table assignments (workspace text not null, channel text not null, role text not null,
      holders text not null, note text not null, since bigint not null, "by" text,
      primary key (workspace, channel, role))`,
    `create table overrides (workspace text not null, channel text not null, topic text not null,
      role text not null, reason text not null, since bigint not null, "by" text,
      primary key (workspace, channel, topic))`,
    `create table homes (workspace text not null, person text not null, channel text not null,
      primary key (workspace, person))`,
    `create table settings (workspace text not null, name text not null, value text not null,
      primary key (workspace, name))`,
    `create table names (workspace text not null, id text not null, name text not null,
      gone integer not null, primary key (workspace, id))`,
    `create table changes (workspace text not null, id text not null, channel text not null, "by" text,
      at bigint not null, before text not null, after text not null, undone_at bigint,
      undone_by text, primary key (workspace, id))`,
    'create index changes_of_channel on changes (workspace, channel, at)',
    'create table seen (key text not null primary key, at bigint not null)',
    'create index seen_at on seen (at)',
  ],
  [
    `create table journeys (workspace text not null, person text not null, value text not null,
      version integer not null, at bigint not null, primary key (workspace, person))`,
  ],
  [
    `create table records (workspace text not null, kind text not null, id text not null,
      value text not null, version integer not null, at bigint not null,
      primary key (workspace, kind, id))`,
    'create index records_at on records (workspace, kind, at)',
    `create table counts (workspace text not null, day integer not null, name text not null,
      count integer not null, primary key (workspace, day, name))`,
  ],
  // What was kept until then is of the last hour, and no loss.
  [
    'drop table seen',
    `create table seen (workspace text not null, key text not null, at bigint not null,
      primary key (workspace, key))`,
    'create index seen_at on seen (at)',
  ],
  [
    `insert into records (workspace, kind, id, value, version, at)
      select workspace, 'journey', person, value, version, at from journeys`,
    'drop table journeys',
  ],
];

/** The version of the tables that this program knows. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the tables up to date. The transaction must hold the engine's lock already, so that of
 * several instances one migrates. Throws a StoreError of kind newer where a newer program has been here.
 */
export async function migrate(transaction: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists schema_version (version integer not null)`.execute(transaction);
  const found = await readVersion(transaction);
  refuseNewer(found);
  if (found === SCHEMA_VERSION) return;
  for (const statements of MIGRATIONS.slice(found)) {
    for (const statement of statements) await sql.raw(statement).execute(transaction);
  }
  await sql`delete from schema_version`.execute(transaction);
  await sql`insert into schema_version (version) values (${sql.lit(SCHEMA_VERSION)})`.execute(transaction);
}

/** The version of the tables, which must be there. */
export async function readVersion(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(db);
  return Number(rows[0]?.version ?? 0);
}

/** Throws a StoreError of kind newer where a newer program has been here, also while this one was running. */
export function refuseNewer(found: number): void {
  if (found > SCHEMA_VERSION) throw tooNew('the database', found);
}

/** Of a database or a backup with tables that this program does not know. */
export function tooNew(what: string, found: number): StoreError {
  return new StoreError(
    'newer',
    `${what} has tables of version ${found}, and this program knows up to ${SCHEMA_VERSION}`,
  );
}
