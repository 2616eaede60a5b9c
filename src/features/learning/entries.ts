import type { Answerer } from '../../answer/answerer.ts';
import {
  DECIDED,
  readTaught,
  roleOf,
  type TaughtChange,
  type TaughtEntry,
} from '../../answer/taught-entry.ts';
import type { Role, Topic } from '../../knowledge/types.ts';
import type { Caller } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { type Store, TAUGHT, type WorkspaceStore } from '../../store/types.ts';
import type { TaughtFields } from './read-taught.ts';

/** What was taught in a workspace. All throw a StoreError. */
export interface Entries {
  /** What the knowledge files have by now is removed on the way: they answer. */
  list(caller: Caller): Promise<TaughtEntry[]>;
  /** What was withdrawn last. */
  withdrawn(caller: Caller): Promise<TaughtEntry[]>;
  /** One, withdrawn or not, with the number of its last change. */
  one(
    caller: Caller,
    id: string,
  ): Promise<{ readonly entry: TaughtEntry; readonly version: number } | undefined>;
  /** Undefined where there is one of this id already. */
  add(
    caller: Caller,
    id: string,
    kind: TaughtEntry['kind'],
    fields: Partial<TaughtFields>,
    what: string,
  ): Promise<TaughtEntry | undefined>;
  /** Undefined where there is no such entry any more, `changed` where it is no more as it was read. */
  edit(
    caller: Caller,
    id: string,
    fields: TaughtFields,
    version: number,
  ): Promise<TaughtEntry | 'changed' | undefined>;
  /** Takes in more ways to ask for it. */
  widen(caller: Caller, id: string, asks: readonly string[], what: string): Promise<TaughtEntry | undefined>;
  confirm(caller: Caller, id: string): Promise<TaughtEntry | undefined>;
  withdraw(caller: Caller, id: string): Promise<TaughtEntry | undefined>;
  /** Somebody has decided that it holds; `overrules` where a document says otherwise. */
  rule(caller: Caller, id: string, overrules: boolean): Promise<TaughtEntry | undefined>;
}

/** What was withdrawn, so that its history can be seen. */
export const WITHDRAWN = 'withdrawn';
const HISTORY_SHOWN = 20;

/** Creates it over the memory. `now` gives milliseconds. */
export function createEntries({
  store,
  people,
  answerer,
  now = Date.now,
}: {
  readonly store: Store;
  readonly people: People;
  readonly answerer: Answerer;
  readonly now?: () => number;
}): Entries {
  const memoryOf = ({ context }: Caller) => store.workspace(workspaceOf(context));
  const changeBy = async ({ client, context, user }: Caller, what: string): Promise<TaughtChange> => {
    const person = await people.find(client, user, workspaceOf(context));
    return { at: now(), by: user, byName: person?.name, what };
  };

  const takenHome = async (memory: WorkspaceStore): Promise<TaughtEntry[]> => {
    const { taught } = await memory.snapshot();
    const homes = answerer.homes();
    const entries = taught.flatMap((record) => readTaught(record) ?? []);
    const home = entries.filter(homes.isHome);
    const ids = home.map(({ id }) => id);
    if (ids.length > 0) await memory.removeRecords(TAUGHT, ids);
    return entries.filter((entry) => !home.includes(entry)).map(homes.place);
  };

  const change = async (
    caller: Caller,
    id: string,
    step: (entry: TaughtEntry) => TaughtEntry,
    wanted?: number,
  ): Promise<TaughtEntry | 'changed' | undefined> => {
    let isOther = false;
    const changed = await memoryOf(caller).update(TAUGHT, id, (_, record) => {
      const entry = record && readTaught(record);
      isOther = entry !== undefined && wanted !== undefined && wanted !== record?.version;
      if (!entry || isOther) return undefined;
      const { id: _id, ...value } = step(entry);
      return value;
    });
    if (isOther) return 'changed';
    return changed && { id, ...changed.after };
  };
  /** Changes something and writes down who did, whatever others have changed meanwhile. */
  const mark = async (
    caller: Caller,
    id: string,
    what: string,
    patch: (entry: TaughtEntry, done: TaughtChange) => Partial<TaughtEntry>,
  ): Promise<TaughtEntry | undefined> => {
    const done = await changeBy(caller, what);
    const changed = await change(caller, id, (entry) => ({
      ...entry,
      ...patch(entry, done),
      history: [...entry.history, done],
    }));
    return changed === 'changed' ? undefined : changed;
  };

  const entries: Entries = {
    list: (caller) => takenHome(memoryOf(caller)),

    async withdrawn(caller) {
      const records = await memoryOf(caller).records(WITHDRAWN, HISTORY_SHOWN);
      return records.flatMap((record) => readTaught(record) ?? []);
    },

    async one(caller, id) {
      const memory = memoryOf(caller);
      const record = (await memory.record(TAUGHT, id)) ?? (await memory.record(WITHDRAWN, id));
      const entry = record && readTaught(record);
      return entry && { entry: answerer.homes().place(entry), version: record.version };
    },

    async add(caller, id, kind, fields, what) {
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

    async edit(caller, id, fields, version) {
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
      return change(caller, id, step, version);
    },

    widen: (caller, id, asks, what) =>
      mark(caller, id, what, (entry) => ({ asks: [...new Set([...entry.asks, ...asks])] })),

    confirm: (caller, id) => mark(caller, id, 'confirmed', (_, { at }) => ({ checked: at })),

    rule: (caller, id, overrules) => mark(caller, id, DECIDED, (_, { at }) => ({ overrules, checked: at })),

    async withdraw(caller, id) {
      const entry = await mark(caller, id, 'withdrawn', () => ({}));
      if (!entry) return undefined;
      const memory = memoryOf(caller);
      const { id: _, ...value } = entry;
      await memory.update(WITHDRAWN, id, () => value);
      await memory.removeRecords(TAUGHT, [id]);
      return entry;
    },
  };
  return entries;
}

/** What an edit takes the place of. */
function describeBefore({ title, role, answer, source }: TaughtEntry, roles: readonly Role[]): string {
  const written = source === '' ? '' : ` (${source})`;
  return `${title}, ${roleOf(role, roles).name}, “${answer}”${written}`;
}

/** The topics of now, by their ids. */
export function topicsOf(answerer: Answerer): ReadonlyMap<string, Topic> {
  const { groups } = answerer.known();
  return new Map(groups.flatMap(({ topics }) => topics.map((topic) => [topic.id, topic] as const)));
}
