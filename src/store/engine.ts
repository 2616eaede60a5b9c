import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export type Work<T> = (db: Kysely<Tables>) => Promise<T>;

/** Stands for every workspace where one is named as changed. */
export const ALL_WORKSPACES = '';

/** A database that is open and up to date. */
export interface Engine {
  /** One consistent look at all tables. */
  read<T>(work: Work<T>): Promise<T>;
  /** One transaction, alone with the workspace that it changes; other instances hear of it. */
  write<T>(workspace: string | undefined, work: Work<T>): Promise<T>;
  /** One statement that waits for no other work: on PostgreSQL it has a connection of its own, and no transaction. */
  single<T>(work: Work<T>): Promise<T>;
  /** Whether what was read earlier, and not reported as changed, still holds. */
  isCurrent(): boolean;
  /** Sees to it that nothing of what was removed is left in the engine's files; throws nothing. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** How an engine is opened. */
export interface Opening {
  /** Told which workspace others have changed, or undefined for any. */
  readonly changed?: (workspace: string | undefined) => void;
  /** How long a query may take on PostgreSQL, 0 for ever. */
  readonly timeoutMs?: number;
  /** Leaves the tables as they are, whichever version they have. */
  readonly asIs?: boolean;
}
