import type { Engine, Work } from './engine.ts';
import { asStoreError, StoreError, type StoreTrouble } from './errors.ts';

/** Whether the store works, as `/health` shows it. */
export type StoreHealth =
  | { readonly state: 'ok' }
  | { readonly state: 'degraded'; readonly kind: StoreTrouble; readonly code: string | undefined };

/** An attempt to open that took this long in vain keeps people waiting: the next ones fail at once for a while. */
const LONG_MS = 200;
const REST_MS = 2_000;

/** Trouble that passes by itself, or is of one call: the engine is well. */
const PASSING: readonly StoreTrouble[] = ['busy', 'bad-value', 'other'];

type Step = 'open' | 'read' | 'write';

/**
 * An engine that opens when it is first asked, and again where that failed; throws nothing but StoreErrors; knows how it
 * is; and ends what is under way before it closes. `onHealth` hears once of each trouble, and undefined when it is over.
 */
export function createPatientEngine(
  openEngine: () => Promise<Engine>,
  onHealth: (trouble: StoreError | undefined) => void = () => {},
) {
  const underWay = new Set<Promise<unknown>>();
  let opening: Promise<Engine> | undefined;
  let engine: Engine | undefined;
  let resting: { readonly until: number; readonly error: StoreError } | undefined;
  let trouble: { readonly error: StoreError; readonly at: Step } | undefined;
  let closed = false;

  async function open(): Promise<Engine> {
    const start = performance.now();
    if (resting !== undefined && start < resting.until) throw resting.error;
    try {
      engine = await openEngine();
      return engine;
    } catch (error) {
      const failed = asStoreError(error);
      const end = performance.now();
      const wasLong = failed.kind === 'unavailable' && end - start > LONG_MS;
      resting = wasLong ? { until: end + REST_MS, error: failed } : undefined;
      fail('open', failed);
      throw failed;
    } finally {
      opening = undefined;
    }
  }

  function fail(at: Step, error: StoreError): void {
    if (at !== 'open' && PASSING.includes(error.kind)) return;
    const isNew = trouble?.error.kind !== error.kind;
    trouble = { error, at };
    if (isNew) onHealth(error);
  }

  function succeed(at: Step): void {
    // A full disk can still be read from.
    if (trouble === undefined || (trouble.at === 'write' && at === 'read')) return;
    trouble = undefined;
    onHealth(undefined);
  }

  async function call<T>(at: Step, work: (engine: Engine) => Promise<T>): Promise<T> {
    if (closed) throw new StoreError('unavailable', 'it has been closed');
    if (engine === undefined) opening ??= open();
    const ready = engine ?? (await (opening as Promise<Engine>)); // one of the two is there
    try {
      const result = await work(ready);
      succeed(at);
      return result;
    } catch (error) {
      const failed = asStoreError(error);
      fail(at, failed);
      throw failed;
    }
  }

  function run<T>(at: Step, work: (engine: Engine) => Promise<T>): Promise<T> {
    const result = call(at, work);
    const settled = result.catch(() => {}); // whoever asked hears of it
    underWay.add(settled);
    void settled.then(() => underWay.delete(settled));
    return result;
  }

  return {
    /** Opens it now. Throws a StoreError. */
    open: () => run('open', async () => {}),
    read: <T>(work: Work<T>) => run('read', (ready) => ready.read(work)),
    write: <T>(workspace: string | undefined, work: Work<T>) =>
      run('write', (ready) => ready.write(workspace, work)),
    single: <T>(work: Work<T>) => run('write', (ready) => ready.single(work)),
    scrub: () => run('write', (ready) => ready.scrub()).catch(() => {}), // what cannot be opened has nothing to scrub
    isCurrent: () => !closed && engine?.isCurrent() === true,
    health: (): StoreHealth =>
      trouble === undefined
        ? { state: 'ok' }
        : { state: 'degraded', kind: trouble.error.kind, code: trouble.error.code },
    async close(): Promise<void> {
      closed = true;
      // What has begun still finds the engine open.
      await Promise.all(underWay);
      await engine?.close().catch(() => {}); // nothing is left that it could lose
    },
  };
}

export type PatientEngine = ReturnType<typeof createPatientEngine>;
