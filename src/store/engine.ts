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
  close(): Promise<void>;
}

/** An engine that is opened when it is first asked, and asked again where that failed. */
export interface PatientEngine extends Engine {
  /** Opens it now. Throws a StoreError. */
  open(): Promise<void>;
}

/** Makes an engine patient: it opens by itself, throws nothing but StoreErrors, and ends what is under way before it closes. */
export function createPatientEngine(openEngine: () => Promise<Engine>): PatientEngine {
  const underWay = new Set<Promise<unknown>>();
  let opening: Promise<Engine> | undefined;
  let engine: Engine | undefined;
  let closed = false;

  async function opened(): Promise<Engine> {
    if (closed) throw new StoreError('unavailable', 'The memory has been closed.');
    if (engine !== undefined) return engine;
    opening ??= openEngine().finally(() => {
      opening = undefined;
    });
    engine = await opening;
    return engine;
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
    trusted: () => !closed && engine !== undefined && engine.trusted(),
    async close() {
      closed = true;
      // What has begun still finds the engine open.
      await Promise.all(underWay);
      await engine?.close().catch(() => {});
    },
  };
}
