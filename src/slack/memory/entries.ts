import type { Answerer } from '../../answer/answerer.ts';
import {
  DECIDED,
  readTaught,
  roleOf,
  type TaughtChange,
  type TaughtEntry,
  thingOf,
} from '../../answer/taught-entry.ts';
import type { Topic } from '../../knowledge/types.ts';
import { StoreError } from '../../store/errors.ts';
import { type Store, TAUGHT, type WorkspaceStore } from '../../store/types.ts';
import type { TaughtFields } from '../blocks/read-taught.ts';
import type { Doing } from './doing.ts';
import type { People } from './people.ts';
import { workspaceOf } from './workspace.ts';

/** What was taught in a workspace. All throw a StoreError. */
export interface Entries {
  /** What the knowledge files have by now is removed on the way: they answer. */
  list(doing: Doing): Promise<TaughtEntry[]>;
  /** What was withdrawn last. */
  withdrawn(doing: Doing): Promise<TaughtEntry[]>;
  /** One, withdrawn or not, with the number of its last change. */
  one(
    doing: Doing,
    id: string,
  ): Promise<{ readonly entry: TaughtEntry; readonly version: number } | undefined>;
  /** Undefined where there is one of this id already. */
  add(
    doing: Doing,
    id: string,
    kind: TaughtEntry['kind'],
    fields: Partial<TaughtFields>,
    what: string,
  ): Promise<TaughtEntry | undefined>;
  /** Undefined where there is no such entry any more, `changed` where it is no more as it was read. */
  edit(
    doing: Doing,
    id: string,
    fields: TaughtFields,
    version: number,
  ): Promise<TaughtEntry | 'changed' | undefined>;
  /** Takes in more ways to ask for it. */
  widen(doing: Doing, id: string, asks: readonly string[], what: string): Promise<TaughtEntry | undefined>;
  confirm(doing: Doing, id: string): Promise<TaughtEntry | undefined>;
  withdraw(doing: Doing, id: string): Promise<TaughtEntry | undefined>;
  /** Decides a conflict for an entry, or for the document where `keep` is empty. */
  decide(doing: Doing, thing: string, keep: string): Promise<boolean>;
}

/** What was withdrawn, so that its history can be seen. */
export const WITHDRAWN = 'withdrawn';
const TRIES = 5;
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
  const memoryOf = ({ context }: Doing) => store.workspace(workspaceOf(context));
  const changeBy = async ({ client, context, user }: Doing, what: string): Promise<TaughtChange> => {
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
    doing: Doing,
    id: string,
    step: (entry: TaughtEntry) => TaughtEntry,
    wanted?: number,
  ): Promise<TaughtEntry | 'changed' | undefined> => {
    const memory = memoryOf(doing);
    for (let i = 0; i < TRIES; i++) {
      const record = await memory.record(TAUGHT, id);
      const entry = record && readTaught(record);
      if (!record || !entry) return undefined;
      if (wanted !== undefined && wanted !== record.version) return 'changed';
      const { id: _, ...value } = step(entry);
      if (await memory.saveRecord(TAUGHT, id, value, record.version)) return { id, ...value };
    }
    throw new StoreError('busy', 'The memory is busy with something else at the moment.');
  };
  /** The same, whatever others have changed meanwhile. */
  const changeAnyhow = async (doing: Doing, id: string, step: (entry: TaughtEntry) => TaughtEntry) => {
    const changed = await change(doing, id, step);
    return changed === 'changed' ? undefined : changed;
  };

  const entries: Entries = {
    list: (doing) => takenHome(memoryOf(doing)),

    async withdrawn(doing) {
      const records = await memoryOf(doing).records(WITHDRAWN, HISTORY_SHOWN);
      return records.flatMap((record) => readTaught(record) ?? []);
    },

    async one(doing, id) {
      const memory = memoryOf(doing);
      const record = (await memory.record(TAUGHT, id)) ?? (await memory.record(WITHDRAWN, id));
      const entry = record && readTaught(record);
      return entry && { entry: answerer.homes().place(entry), version: record.version };
    },

    async add(doing, id, kind, fields, what) {
      const first = await changeBy(doing, what);
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
      return (await memoryOf(doing).saveRecord(TAUGHT, id, value, 0)) ? { id, ...value } : undefined;
    },

    async edit(doing, id, fields, version) {
      const edited = await changeBy(doing, 'edited');
      const { roles } = answerer.known();
      const step = (entry: TaughtEntry): TaughtEntry => ({
        ...entry,
        ...fields,
        // A decision was about this topic and this role alone.
        overrules: entry.overrules && entry.topic === fields.topic && entry.role === fields.role,
        checked: edited.at,
        history: [
          ...entry.history,
          { ...edited, before: `${roleOf(entry.role, roles).name}, “${entry.answer}”` },
        ],
      });
      return change(doing, id, step, version);
    },

    async widen(doing, id, asks, what) {
      const widened = await changeBy(doing, what);
      return changeAnyhow(doing, id, (entry) => ({
        ...entry,
        asks: [...new Set([...entry.asks, ...asks])],
        history: [...entry.history, widened],
      }));
    },

    async confirm(doing, id) {
      const confirmed = await changeBy(doing, 'confirmed');
      return changeAnyhow(doing, id, (entry) => ({
        ...entry,
        checked: confirmed.at,
        history: [...entry.history, confirmed],
      }));
    },

    async withdraw(doing, id) {
      const withdrawn = await changeBy(doing, 'withdrawn');
      const entry = await changeAnyhow(doing, id, (is) => ({ ...is, history: [...is.history, withdrawn] }));
      if (!entry) return undefined;
      const memory = memoryOf(doing);
      const { id: _, ...value } = entry;
      const old = await memory.record(WITHDRAWN, id);
      await memory.saveRecord(WITHDRAWN, id, value, old?.version ?? 0);
      await memory.removeRecords(TAUGHT, [id]);
      return entry;
    },

    async decide(doing, thing, keep) {
      const said = (await entries.list(doing)).filter(
        (entry) => entry.kind === 'answer' && thingOf(entry) === thing,
      );
      const kept = said.find(({ id }) => id === keep);
      if (said.length === 0 || (keep !== '' && !kept)) return false;
      for (const { id, role } of said) {
        if (id !== keep && role !== kept?.role) await entries.withdraw(doing, id);
      }
      if (!kept) return true;
      const decided = await changeBy(doing, DECIDED);
      const overrules = topicsOf(answerer).has(thing);
      await changeAnyhow(doing, kept.id, (entry) => ({
        ...entry,
        overrules,
        history: [...entry.history, decided],
      }));
      return true;
    },
  };
  return entries;
}

/** The topics of now, by their ids. */
export function topicsOf(answerer: Answerer): ReadonlyMap<string, Topic> {
  const { groups } = answerer.known();
  return new Map(groups.flatMap(({ topics }) => topics.map((topic) => [topic.id, topic] as const)));
}
