import pg from 'pg';
import { ALL_WORKSPACES } from './engine.ts';

/** Between two tries to connect, in milliseconds. */
const PAUSE = 500;
/** Between two questions whether the connection is still there. */
const BEAT = 300;
/** So long after a question that was answered nothing is missed for certain; below a second, as is promised. */
const LEASE = 850;
/** So long an answer may take. */
const BEAT_PATIENCE = 2_000;

/** Hears which workspaces other instances have changed. */
export interface Listener {
  /** Whether nothing can have been missed since what is kept was read. */
  up(): boolean;
  close(): Promise<void>;
}

/** The channel on which instances tell each other what they have changed. */
export const CHANNEL = 'whoowns';

/**
 * Listens on a connection of its own, and makes a new one where that breaks. `changed` is told a workspace, or
 * undefined after a gap. Resolves at the first connection, or the first failure of one.
 */
export async function listen(
  config: pg.ClientConfig,
  changed: (workspace: string | undefined) => void,
): Promise<Listener> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let heard: number | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client(config);
    client = fresh;
    const lost = () => {
      if (client !== fresh) return;
      client = undefined;
      heard = undefined;
      fresh.end().catch(() => {});
      if (!closed) later(connect, PAUSE);
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => changed(payload === ALL_WORKSPACES ? undefined : payload));
    try {
      await fresh.connect();
      const start = performance.now();
      await fresh.query(`listen ${CHANNEL}`);
      if (client !== fresh) return;
      changed(undefined);
      heard = start;
      later(() => beat(fresh, lost), BEAT);
    } catch {
      lost();
    }
  }

  /** A connection can be gone without a word; only an answer shows that it was not when the question was asked. */
  async function beat(live: pg.Client, lost: () => void): Promise<void> {
    const start = performance.now();
    try {
      await live.query({ text: 'select 1', query_timeout: BEAT_PATIENCE } as pg.QueryConfig);
      if (client !== live) return;
      heard = start;
      later(() => beat(live, lost), BEAT);
    } catch {
      lost();
    }
  }

  function later(work: () => Promise<void>, pause: number): void {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(work, pause).unref();
  }

  await connect();
  return {
    up: () => heard !== undefined && performance.now() - heard < LEASE,
    async close() {
      closed = true;
      heard = undefined;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
