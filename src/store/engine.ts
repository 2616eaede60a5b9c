import type { Kysely } from 'kysely';
import { asStoreError, StoreError } from './errors.ts';
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
  /** Whether what was read earlier, and not reported as changed, still holds. */
  trusted(): boolean;
  /** Sees to it that nothing of what was removed is left in the engine's files; throws nothing. */
  scrub(): Promise<void>;
  /** Whether the database is no longer the one that was opened. */
  moved(): boolean;
  close(): Promise<void>;
}

/** How an engine is opened. */
export interface Opening {
  /** Told which workspace others have changed, or undefined for any. */
  readonly changed?: (workspace: string | undefined) => void;
  /** How long a query may take on PostgreSQL, in milliseconds, 0 for ever. */
  readonly patience?: number;
  /** Leaves the tables as they are, whichever version they have. */
  readonly asIs?: boolean;
}

/** An engine that is opened when it is first asked, and asked again where that failed. */
export interface PatientEngine extends Omit<Engine, 'moved'> {
  /** Opens it now. Throws a StoreError. */
  open(): Promise<void>;
}

/** An opening that kept people waiting this long in vain is not tried again for a while, in milliseconds. */
const LONG = 200;
const REST = 2_000;

/** Makes an engine patient: it opens by itself, throws nothing but StoreErrors, and ends what is under way before it closes. */
export function createPatientEngine(openEngine: () => Promise<Engine>): PatientEngine {
  const underWay = new Set<Promise<unknown>>();
  let opening: Promise<Engine> | undefined;
  let engine: Engine | undefined;
  let resting: { readonly until: number; readonly error: StoreError } | undefined;
  let closed = false;

  async function opened(): Promise<Engine> {
    if (closed) throw new StoreError('unavailable', 'The memory has been closed.');
    if (engine?.moved()) {
      const old = engine;
      engine = undefined;
      // Before another is opened in its place: the files beside it have the same names.
      opening = old
        .close()
        .catch(() => {})
        .then(openOrRest)
        .finally(opens);
    }
    if (engine !== undefined) return engine;
    opening ??= openOrRest().finally(opens);
    const fresh = await opening;
    engine = fresh;
    return fresh;
  }

  function opens(): void {
    opening = undefined;
  }

  async function openOrRest(): Promise<Engine> {
    const start = performance.now();
    if (resting !== undefined && start < resting.until) throw resting.error;
    try {
      return await openEngine();
    } catch (error) {
      const trouble = asStoreError(error);
      const end = performance.now();
      const long = trouble.kind === 'unavailable' && end - start > LONG;
      resting = long ? { until: end + REST, error: trouble } : undefined;
      throw trouble;
    }
  }

  function run<T>(call: (engine: Engine) => Promise<T>): Promise<T> {
    const result = opened()
      .then(call)
      .catch((error) => {
        throw asStoreError(error);
      });
    const quiet = result.then(
      () => {},
      () => {},
    );
    underWay.add(quiet);
    quiet.then(() => underWay.delete(quiet));
    return result;
  }

  return {
    open: () => run(async () => {}),
    read: (work) => run((open) => open.read(work)),
    write: (workspace, work) => run((open) => open.write(workspace, work)),
    scrub: () => run((open) => open.scrub()).catch(() => {}), // what cannot be opened has nothing to scrub
    trusted: () => !closed && engine !== undefined && !engine.moved() && engine.trusted(),
    async close() {
      closed = true;
      // What has begun still finds the engine open.
      await Promise.all(underWay);
      await engine?.close().catch(() => {});
    },
  };
}
