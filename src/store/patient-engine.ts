import type { Engine, Work } from './engine.ts';
import { asStoreError, StoreError, type StoreTrouble } from './errors.ts';

/** Whether the store works, as `/health` shows it. */
export type StoreHealth =
  | { readonly state: 'ok' }
  | { readonly state: 'degraded'; readonly kind: StoreTrouble; readonly code: string | undefined };

/** An attempt to open that took this long in vain keeps people waiting: the next ones fail at once for a while. */
const LONG_MS = 200;
const REST_MS = 2_000;

/** Trouble that stays until somebody does something about it, or the database is back. */
const LASTING: readonly StoreTrouble[] = [
  'unavailable',
  'no-place',
  'full',
  'disk',
  'read-only',
  'broken',
  'newer',
];

type Step = 'open' | 'read' | 'write';

/**
 * An engine that opens when it is first asked, and again where that failed; throws nothing but StoreErrors; knows how it
 * is, and says so once at each turn; and ends what is under way before it closes.
 */
export function createPatientEngine(
  openEngine: () => Promise<Engine>,
  onHealth: (trouble: StoreError | undefined) => void = () => {},
) {
  const underWay = new Set<Promise<unknown>>();
  let opening: Promise<Engine> | undefined;
  let engine: Engine | undefined;
  let resting: { readonly until: number; readonly error: StoreError } | undefined;
  let trouble: { readonly error: StoreError; readonly in: Step } | undefined;
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
      const long = failed.kind === 'unavailable' && end - start > LONG_MS;
      resting = long ? { until: end + REST_MS, error: failed } : undefined;
      note('open', failed);
      throw failed;
    } finally {
      opening = undefined;
    }
  }

  function note(step: Step, error: StoreError | undefined): void {
    if (error === undefined) {
      // A full disk can still be read from.
      if (trouble === undefined || (trouble.in === 'write' && step === 'read')) return;
      trouble = undefined;
      onHealth(undefined);
    } else if (step === 'open' || LASTING.includes(error.kind)) {
      const isNew = trouble?.error.kind !== error.kind;
      trouble = { error, in: step };
      if (isNew) onHealth(error);
    }
  }

  async function call<T>(step: Step, work: (engine: Engine) => Promise<T>): Promise<T> {
    if (closed) throw new StoreError('unavailable', 'it has been closed');
    if (engine === undefined) {
      opening ??= open();
      await opening;
    }
    try {
      const result = await work(engine as Engine); // open has set it, or thrown
      note(step, undefined);
      return result;
    } catch (error) {
      const failed = asStoreError(error);
      note(step, failed);
      throw failed;
    }
  }

  function run<T>(step: Step, work: (engine: Engine) => Promise<T>): Promise<T> {
    const result = call(step, work);
    const settled = result.then(
      () => {},
      () => {},
    );
    underWay.add(settled);
    settled.then(() => underWay.delete(settled));
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

/** What the rest of the store needs of it. */
export type PatientEngine = Omit<ReturnType<typeof createPatientEngine>, 'open' | 'close' | 'health'>;
