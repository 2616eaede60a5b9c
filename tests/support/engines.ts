import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { addressOf, launchPostgres, type Postgres } from './postgres.ts';
import { share } from './shared.ts';

/** The PostgreSQL of all tests. */
export interface Server {
  readonly port: number;
  /** The address of a new, empty database. */
  newUrl(): Promise<string>;
  /** Nothing to do: it goes when all tests are over. */
  remove(): Promise<void>;
}

/** The PostgreSQL that all test files share; each test takes a database of its own. */
export async function startPostgres(): Promise<Server> {
  const port = await share('postgres');
  return { port, newUrl: () => createDatabase(port), remove: async () => {} };
}

/** A PostgreSQL for one file alone, which may stop and start it. */
export async function startOwnPostgres(): Promise<Server & Postgres> {
  const server = await launchPostgres();
  return { ...server, newUrl: () => createDatabase(server.port) };
}

async function createDatabase(port: number): Promise<string> {
  const name = `db_${randomUUID().replaceAll('-', '')}`;
  await run(addressOf(port, 'postgres'), `create database ${name}`);
  return addressOf(port, name);
}

/** A folder for files, and what removes it. */
export async function newFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-store-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Does something to a database behind the bot's back; gives the rows. */
export async function run(url: string, statement: string): Promise<Record<string, unknown>[]> {
  if (url.startsWith('file:')) {
    const database = new Database(url.slice('file:'.length));
    try {
      const prepared = database.prepare(statement);
      if (prepared.reader) return prepared.all() as Record<string, unknown>[];
      prepared.run();
      return [];
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
