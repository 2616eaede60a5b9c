import type { Context } from '@slack/bolt';
import { describeError, type Log } from '../log.ts';
import { StoreError, type StoreTrouble } from '../store/errors.ts';
import type { Store } from '../store/open-store.ts';
import type { WorkspaceStore } from '../store/workspace.ts';
import { withTimeout } from '../time/with-timeout.ts';
import { workspaceOf } from './caller.ts';

/** What is kept of the workspace that a payload is from. */
export function storeOf(store: Store, { context }: { readonly context: Context }): WorkspaceStore {
  return store.workspace(workspaceOf(context));
}

/** No answer waits longer than this for the store. */
const ANSWER_MS = 700;
/** Slack waits three seconds for a dialog, and a trigger lives as long; some of it goes on the way. */
export const DIALOG_MS = 2_000;
/** After a slow read, the store is not asked again for this long. */
const REST_MS = 2_000;

/** What was asked of the store; undefined where it keeps people waiting. Throws what it throws in time. */
export function inTime<T>(asking: Promise<T>): Promise<T | undefined> {
  return withTimeout(asking, ANSWER_MS, () => undefined);
}

/** The same for somebody who waits for a dialog: a StoreError where it takes longer. */
export function answered<T>(asking: Promise<T>): Promise<T> {
  return withTimeout(asking, DIALOG_MS, (): never => {
    throw new StoreError('unavailable', 'no answer in time');
  });
}

export type ReadSnapshot = ReturnType<typeof createReadSnapshot>;

/**
 * Creates what reads a workspace for an answer: undefined where the store cannot be asked. It never throws, and never
 * waits long. Trouble with one workspace does not slow down others.
 */
export function createReadSnapshot({ store, log }: { store: Store; log: Log }) {
  /** Until when, for workspaces whose last read was slow and is still under way. */
  const resting = new Map<string, number>();
  return async (context: Context) => {
    const workspace = workspaceOf(context);
    if (performance.now() < (resting.get(workspace) ?? 0)) return undefined;
    try {
      const asking = store.workspace(workspace).snapshot();
      const snapshot = await inTime(asking);
      if (snapshot) return snapshot;
      resting.set(workspace, performance.now() + REST_MS);
      const ended = () => resting.delete(workspace);
      asking.then(ended, ended);
      log.warn({ event: 'store', outcome: 'slow', workspace });
    } catch (error) {
      const outcome = error instanceof StoreError ? error.kind : 'error';
      log.warn({ event: 'store', outcome, error: describeError(error) });
    }
    return undefined;
  };
}

export type Seen = ReturnType<typeof createSeen>;

/** Remembers keys of a workspace for an hour, so that what Slack delivers again is answered once. */
export function createSeen(store: Store) {
  return {
    /** True at the first sight of a key, among all instances. */
    first: (context: Context, key: string) => store.workspace(workspaceOf(context)).claim(key),
    /** Makes the next sight of a key the first again, where the work on it failed. */
    forget: (context: Context, key: string) => store.workspace(workspaceOf(context)).release(key),
  };
}

const AWAY = "I can't reach my database right now.";
const OTHER = 'Something went wrong while I was looking that up or saving it.';

const SENTENCES: Partial<Record<StoreTrouble, string>> = {
  unavailable: AWAY,
  'no-place': AWAY,
  'no-driver': AWAY,
  full: "I can't save anything right now: my disk is full.",
  disk: "I can't save anything right now: there's a problem with my disk.",
  'read-only': "I can't save anything right now: I'm not allowed to write to my database.",
  busy: 'Too many changes came in at once.',
  broken: "I can't read my database: it's damaged.",
};

/** What somebody reads in Slack when the store fails. What to do next is for the place to say. */
export function sayStoreTrouble({ kind }: StoreError): string {
  return SENTENCES[kind] ?? OTHER;
}

/** The same to somebody who wanted to change something. */
export function sayUnchanged(error: StoreError): string {
  return `${sayStoreTrouble(error)} Nothing was changed. I can still answer questions about the documents.`;
}
