import {
  DECIDED,
  readTaught,
  roleOf,
  type TaughtChange,
  type TaughtEntry,
} from '../../answer/taught-entry.ts';
import type { Role } from '../../knowledge/types.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { storeOf } from '../../slack/store.ts';
import { TAUGHT } from '../../store/types.ts';
import type { Platform } from './platform.ts';
import type { TaughtFields } from './read-teach-dialog.ts';

/** What was taught in a workspace. */
export type Entries = ReturnType<typeof createEntries>;

/** What was withdrawn, so that its history can be seen. */
export const WITHDRAWN = 'withdrawn';
const MOST_WITHDRAWN = 20;

/** Creates it. All of it throws a StoreError. `now` gives milliseconds since 1970. */
export function createEntries({ store, people, answerer, now }: Platform) {
  const changeBy = async ({ client, context, user }: Caller, what: string): Promise<TaughtChange> => {
    const person = await people.find(client, user, workspaceOf(context));
    return { at: now(), by: user, byName: person?.name, what };
  };

  /** Changes an entry, and writes down who did; `changed` where it is no more of the version that was read. */
  const change = async (
    caller: Caller,
    id: string,
    what: string,
    patch: (entry: TaughtEntry, done: TaughtChange) => Partial<TaughtEntry> & { readonly before?: string },
    version?: number,
  ): Promise<TaughtEntry | 'changed' | undefined> => {
    const done = await changeBy(caller, what);
    let isOther = false;
    const updated = await storeOf(store, caller).update(TAUGHT, id, (_, record) => {
      const entry = record && readTaught(record);
      isOther = entry !== undefined && version !== undefined && version !== record?.version;
      if (!entry || isOther) return undefined;
      const { id: _id, ...value } = entry;
      const { before, ...patched } = patch(entry, done);
      return { ...value, ...patched, history: [...entry.history, { ...done, before }] };
    });
    return isOther ? 'changed' : updated && { id, ...updated.after };
  };
  /** The same, whatever others have changed meanwhile. */
  const changeAnyway = async (...[caller, id, what, patch]: Parameters<typeof change>) => {
    const changed = await change(caller, id, what, patch);
    return changed === 'changed' ? undefined : changed;
  };

  return {
    /** What the knowledge files have by now is removed on the way: they answer. */
    async list(caller: Caller): Promise<TaughtEntry[]> {
      const workspaceStore = storeOf(store, caller);
      const { taught } = await workspaceStore.snapshot();
      const compared = taught.flatMap((record) => readTaught(record) ?? []).map(answerer.compareWithFiles);
      const inFiles = compared.filter(({ isInFiles }) => isInFiles).map(({ entry }) => entry.id);
      if (inFiles.length > 0) await workspaceStore.removeRecords(TAUGHT, inFiles);
      return compared.filter(({ isInFiles }) => !isInFiles).map(({ entry }) => entry);
    },

    /** What was withdrawn last. */
    async withdrawn(caller: Caller): Promise<TaughtEntry[]> {
      const records = await storeOf(store, caller).records(WITHDRAWN, MOST_WITHDRAWN);
      return records.flatMap((record) => readTaught(record) ?? []);
    },

    /** One, withdrawn or not, with its version. */
    async find(
      caller: Caller,
      id: string,
    ): Promise<{ readonly entry: TaughtEntry; readonly version: number } | undefined> {
      const workspaceStore = storeOf(store, caller);
      const record =
        (await workspaceStore.record(TAUGHT, id)) ?? (await workspaceStore.record(WITHDRAWN, id));
      const entry = record && readTaught(record);
      return entry && { entry: answerer.compareWithFiles(entry).entry, version: record.version };
    },

    /** Undefined where there is one of this id already. */
    async add(
      caller: Caller,
      id: string,
      kind: TaughtEntry['kind'],
      fields: Partial<TaughtFields>,
      what: string,
    ): Promise<TaughtEntry | undefined> {
      const first = await changeBy(caller, what);
      const { at, by, byName } = first;
      const value = { kind, ...fields, by, byName, at, checked: at, history: [first] };
      const added = await storeOf(store, caller).update(TAUGHT, id, (is) =>
        is === undefined ? value : undefined,
      );
      return added && readTaught({ id, value });
    },

    /** Undefined where there is no such entry any more, `changed` where it is no more as it was read. */
    edit(
      caller: Caller,
      id: string,
      fields: TaughtFields,
      version: number,
    ): Promise<TaughtEntry | 'changed' | undefined> {
      const { roles } = answerer.known();
      const patch = (entry: TaughtEntry, { at }: TaughtChange) => ({
        ...fields,
        // A decision was about this topic and this role alone.
        overrules: entry.overrules && entry.topic === fields.topic && entry.role === fields.role,
        checked: at,
        before: describeBefore(entry, roles),
      });
      return change(caller, id, 'edited', patch, version);
    },

    /** Takes in more ways to ask for it. */
    addAsks: (caller: Caller, id: string, asks: readonly string[], what: string) =>
      changeAnyway(caller, id, what, (entry) => ({ asks: [...new Set([...entry.asks, ...asks])] })),

    /** Somebody says that it is still right. */
    confirm: (caller: Caller, id: string) =>
      changeAnyway(caller, id, 'confirmed', (_, { at }) => ({ checked: at })),

    /** Somebody has decided that it is right; `overrules` where a document says otherwise. */
    decide: (caller: Caller, id: string, overrules: boolean) =>
      changeAnyway(caller, id, DECIDED, (_, { at }) => ({ overrules, checked: at })),

    async withdraw(caller: Caller, id: string): Promise<TaughtEntry | undefined> {
      const entry = await changeAnyway(caller, id, 'withdrawn', () => ({}));
      if (!entry) return undefined;
      const { id: _, ...value } = entry;
      await storeOf(store, caller).update(WITHDRAWN, id, () => value);
      await storeOf(store, caller).removeRecords(TAUGHT, [id]);
      return entry;
    },
  };
}

/** What an edit takes the place of. */
function describeBefore({ title, role, answer, source }: TaughtEntry, roles: readonly Role[]): string {
  const written = source === '' ? '' : ` (${source})`;
  return `${title}, ${roleOf(role, roles).name}, “${answer}”${written}`;
}
