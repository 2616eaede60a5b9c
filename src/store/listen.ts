import pg from 'pg';
import { ALL_WORKSPACES } from './engine.ts';

const PAUSE = 1_000;
const BEAT = 2_000;

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
  let up = false;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client(config);
    client = fresh;
    const lost = () => {
      if (client !== fresh) return;
      client = undefined;
      up = false;
      fresh.end().catch(() => {});
      if (!closed) later(connect, PAUSE);
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => changed(payload === ALL_WORKSPACES ? undefined : payload));
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
      if (client !== fresh) return;
      changed(undefined);
      up = true;
      later(() => beat(fresh, lost), BEAT);
    } catch {
      lost();
    }
  }

  /** A connection can be gone without a word; only an answer shows that it is not. */
  async function beat(live: pg.Client, lost: () => void): Promise<void> {
    try {
      await live.query('select 1');
      if (client === live) later(() => beat(live, lost), BEAT);
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
    up: () => up,
    async close() {
      closed = true;
      up = false;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
