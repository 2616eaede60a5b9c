import pg from 'pg';
import { ALL_WORKSPACES } from './engine.ts';

/** Between two attempts to connect. */
const PAUSE_MS = 500;
/** Between two questions whether the connection is still there, and how long an answer may take. */
const BEAT_MS = 300;
const BEAT_TIMEOUT_MS = 2_000;
/** For so long after an answered question nothing is missed for certain; below a second, as is promised. */
const LEASE_MS = 850;

/** The channel on which instances tell each other what they have changed. */
export const CHANNEL = 'whoowns';

/**
 * Hears which workspaces other instances have changed, on a connection of its own; makes a new one where that breaks.
 * `changed` is told a workspace, or undefined after a gap. Resolves at the first connection, or its failure.
 */
export async function listen(config: pg.ClientConfig, changed: (workspace: string | undefined) => void) {
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
      fresh.end().catch(() => {}); // it is gone already
      after(PAUSE_MS, connect);
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
      after(BEAT_MS, () => beat(fresh, lost));
    } catch {
      lost(); // tried again; until then everything is read from the database
    }
  }

  /** A connection can be gone without a word; only an answer shows that it was not when the question was asked. */
  async function beat(live: pg.Client, lost: () => void): Promise<void> {
    const start = performance.now();
    try {
      await live.query({ text: 'select 1', query_timeout: BEAT_TIMEOUT_MS } as pg.QueryConfig);
      if (client !== live) return;
      heard = start;
      after(BEAT_MS, () => beat(live, lost));
    } catch {
      lost();
    }
  }

  function after(pause: number, work: () => Promise<void>): void {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(work, pause).unref();
  }

  await connect();
  return {
    /** Whether nothing can have been missed since what is kept was read. */
    isCurrent: () => heard !== undefined && performance.now() - heard < LEASE_MS,
    async close(): Promise<void> {
      closed = true;
      heard = undefined;
      clearTimeout(timer);
      await client?.end().catch(() => {}); // it is gone already
    },
  };
}
