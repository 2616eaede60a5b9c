import type { Answerer } from '../../answer/answerer.ts';
import {
  DECIDED,
  readTaught,
  roleOf,
  type TaughtChange,
  type TaughtEntry,
} from '../../answer/taught-entry.ts';
import type { Role } from '../../knowledge/types.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { type Store, TAUGHT } from '../../store/types.ts';
import type { TaughtFields } from './read-teach-dialog.ts';

/** What was taught in a workspace. */
export type Entries = ReturnType<typeof createEntries>;

/** What was withdrawn, so that its history can be seen. */
export const WITHDRAWN = 'withdrawn';
const MOST_WITHDRAWN = 20;

/** Creates it. All of it throws a StoreError. `now` gives milliseconds. */
export function createEntries({
  store,
  people,
  answerer,
  now = Date.now,
}: {
  readonly store: Store;
  readonly people: People;
  readonly answerer: Pick<Answerer, 'compareWithFiles' | 'known'>;
  readonly now?: () => number;
}) {
  const memoryOf = ({ context }: Caller) => store.workspace(workspaceOf(context));
  const changeBy = async ({ client, context, user }: Caller, what: string): Promise<TaughtChange> => {
    const person = await people.find(client, user, workspaceOf(context));
    return { at: now(), by: user, byName: person?.name, what };
  };

  /** Changes an entry; `changed` where it is no more of the version that was read. */
  const update = async (
    caller: Caller,
    id: string,
    step: (entry: TaughtEntry) => TaughtEntry,
    version?: number,
  ): Promise<TaughtEntry | 'changed' | undefined> => {
    let isOther = false;
    const updated = await memoryOf(caller).update(TAUGHT, id, (_, record) => {
      const entry = record && readTaught(record);
      isOther = entry !== undefined && version !== undefined && version !== record?.version;
      if (!entry || isOther) return undefined;
      const { id: _id, ...value } = step(entry);
      return value;
    });
    if (isOther) return 'changed';
    return updated && { id, ...updated.after };
  };
  /** Changes an entry and writes down who did, whatever others have changed meanwhile. */
  const updateNoting = async (
    caller: Caller,
    id: string,
    what: string,
    patch: (entry: TaughtEntry, done: TaughtChange) => Partial<TaughtEntry>,
  ): Promise<TaughtEntry | undefined> => {
    const done = await changeBy(caller, what);
    const updated = await update(caller, id, (entry) => ({
      ...entry,
      ...patch(entry, done),
      history: [...entry.history, done],
    }));
    return updated === 'changed' ? undefined : updated;
  };

  return {
    /** What the knowledge files have by now is removed on the way: they answer. */
    async list(caller: Caller): Promise<TaughtEntry[]> {
      const memory = memoryOf(caller);
      const { taught } = await memory.snapshot();
      const compared = taught.flatMap((record) => readTaught(record) ?? []).map(answerer.compareWithFiles);
      const inFiles = compared.filter(({ isInFiles }) => isInFiles).map(({ entry }) => entry.id);
      if (inFiles.length > 0) await memory.removeRecords(TAUGHT, inFiles);
      return compared.filter(({ isInFiles }) => !isInFiles).map(({ entry }) => entry);
    },

    /** What was withdrawn last. */
    async withdrawn(caller: Caller): Promise<TaughtEntry[]> {
      const records = await memoryOf(caller).records(WITHDRAWN, MOST_WITHDRAWN);
      return records.flatMap((record) => readTaught(record) ?? []);
    },

    /** One, withdrawn or not, with its version. */
    async find(
      caller: Caller,
      id: string,
    ): Promise<{ readonly entry: TaughtEntry; readonly version: number } | undefined> {
      const memory = memoryOf(caller);
      const record = (await memory.record(TAUGHT, id)) ?? (await memory.record(WITHDRAWN, id));
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
      const value = {
        kind,
        topic: undefined,
        title: '',
        role: '',
        answer: '',
        source: '',
        asks: [],
        ...fields,
        by: first.by,
        byName: first.byName,
        at: first.at,
        checked: first.at,
        overrules: false,
        history: [first],
      };
      const added = await memoryOf(caller).update(TAUGHT, id, (is) => (is === undefined ? value : undefined));
      return added && { id, ...value };
    },

    /** Undefined where there is no such entry any more, `changed` where it is no more as it was read. */
    async edit(
      caller: Caller,
      id: string,
      fields: TaughtFields,
      version: number,
    ): Promise<TaughtEntry | 'changed' | undefined> {
      const edited = await changeBy(caller, 'edited');
      const { roles } = answerer.known();
      const step = (entry: TaughtEntry): TaughtEntry => ({
        ...entry,
        ...fields,
        // A decision was about this topic and this role alone.
        overrules: entry.overrules && entry.topic === fields.topic && entry.role === fields.role,
        checked: edited.at,
        history: [...entry.history, { ...edited, before: describeBefore(entry, roles) }],
      });
      return update(caller, id, step, version);
    },

    /** Takes in more ways to ask for it. */
    addAsks: (caller: Caller, id: string, asks: readonly string[], what: string) =>
      updateNoting(caller, id, what, (entry) => ({ asks: [...new Set([...entry.asks, ...asks])] })),

    /** Somebody says that it is still right. */
    confirm: (caller: Caller, id: string) =>
      updateNoting(caller, id, 'confirmed', (_, { at }) => ({ checked: at })),

    /** Somebody has decided that it is right; `overrules` where a document says otherwise. */
    decide: (caller: Caller, id: string, overrules: boolean) =>
      updateNoting(caller, id, DECIDED, (_, { at }) => ({ overrules, checked: at })),

    async withdraw(caller: Caller, id: string): Promise<TaughtEntry | undefined> {
      const entry = await updateNoting(caller, id, 'withdrawn', () => ({}));
      if (!entry) return undefined;
      const memory = memoryOf(caller);
      const { id: _, ...value } = entry;
      await memory.update(WITHDRAWN, id, () => value);
      await memory.removeRecords(TAUGHT, [id]);
      return entry;
    },
  };
}

/** What an edit takes the place of. */
function describeBefore({ title, role, answer, source }: TaughtEntry, roles: readonly Role[]): string {
  const written = source === '' ? '' : ` (${source})`;
  return `${title}, ${roleOf(role, roles).name}, “${answer}”${written}`;
}
