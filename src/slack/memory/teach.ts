import {
  DECIDED,
  readTaught,
  type TaughtChange,
  type TaughtEntry,
  thingOf,
} from '../../answer/taught-entry.ts';
import type { Topic } from '../../knowledge/types.ts';
import { type Choice, type Conflict, type Gap, listConflicts, listGaps } from '../../learning/gaps.ts';
import { QUESTION, type Question, readKept } from '../../learning/question.ts';
import { StoreError } from '../../store/errors.ts';
import { TAUGHT, type WorkspaceStore } from '../../store/types.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { keptFrom } from './retention.ts';
import { readSettings } from './rights.ts';
import { workspaceOf } from './workspace.ts';

/** What somebody fills in. */
export interface TaughtFields {
  readonly role: string;
  readonly topic: string | undefined;
  readonly title: string;
  readonly answer: string;
  readonly source: string;
  readonly asks: readonly string[];
}

/** Somebody who wanted to be told, and what they had asked. */
export interface Waiting {
  readonly person: string;
  readonly text: string;
}

/** What was withdrawn, so that its history can be seen. */
export const WITHDRAWN = 'withdrawn';
const TRIES = 5;
const ACCEPTED = 'accepted as a way to ask';

/** What people could not be told, and what somebody tells them. All throw a StoreError. */
export interface Teaching {
  gaps(doing: Doing): Promise<{
    readonly gaps: readonly Gap[];
    readonly conflicts: readonly Conflict[];
    readonly entries: readonly TaughtEntry[];
  }>;
  /** The gap that a question belongs to; undefined where it is no longer open. */
  gapOf(doing: Doing, question: string): Promise<Gap | undefined>;
  entries(
    doing: Doing,
  ): Promise<{ readonly entries: readonly TaughtEntry[]; readonly withdrawn: readonly TaughtEntry[] }>;
  entry(doing: Doing, id: string): Promise<TaughtEntry | undefined>;
  /** Answers a gap; those who wait are to be told. Undefined where it is no longer open. */
  answer(
    doing: Doing,
    question: string,
    fields: TaughtFields,
  ): Promise<{ readonly entry: TaughtEntry; readonly waiting: readonly Waiting[] } | undefined>;
  /** The words of a gap are not ours, or ask for a topic or for what was taught; gives those who wait. Undefined where it is no longer open. */
  settle(
    doing: Doing,
    question: string,
    as: { readonly notOurs: true } | Choice,
  ): Promise<readonly Waiting[] | undefined>;
  /** Undefined where there is no such entry any more. */
  edit(doing: Doing, id: string, fields: TaughtFields): Promise<TaughtEntry | undefined>;
  confirm(doing: Doing, id: string): Promise<TaughtEntry | undefined>;
  withdraw(doing: Doing, id: string): Promise<TaughtEntry | undefined>;
  /** Decides a conflict for an entry, or for the document where `keep` is empty. */
  decide(doing: Doing, thing: string, keep: string): Promise<boolean>;
}

/** Creates it over the memory. `now` gives milliseconds. */
export function createTeaching({
  store,
  people,
  answerer,
  now = Date.now,
}: Pick<MemoryParts, 'store' | 'people' | 'answerer'> & { readonly now?: () => number }): Teaching {
  const memoryOf = ({ context }: Doing) => store.workspace(workspaceOf(context));
  const topicsNow = () =>
    new Map(
      answerer
        .known()
        .groups.flatMap(({ topics }) => topics.map((topic): [string, Topic] => [topic.id, topic])),
    );
  const roleName = (id: string) => answerer.known().roles.find((role) => role.id === id)?.name ?? id;
  const changeBy = async ({ client, context, user }: Doing, what: string): Promise<TaughtChange> => {
    const person = await people.find(client, user, workspaceOf(context));
    return { at: now(), by: user, byName: person?.name, what };
  };
  const questionsOf = async (doing: Doing): Promise<Question[]> => {
    const memory = memoryOf(doing);
    const from = keptFrom(readSettings(await memory.snapshot()).keepDays, now());
    const questions = (await memory.records(QUESTION)).flatMap((record) => readKept(record) ?? []);
    return questions.filter(({ last }) => last >= from);
  };
  const gapsOf = async (doing: Doing) => listGaps(await questionsOf(doing), answerer.index);

  /** What the knowledge files have by now is removed: they answer. */
  const takenHome = async (memory: WorkspaceStore): Promise<TaughtEntry[]> => {
    const { taught } = await memory.snapshot();
    const entries = taught.flatMap((record) => readTaught(record) ?? []);
    const home = entries.filter(answerer.isHome);
    if (home.length > 0)
      await memory.removeRecords(
        TAUGHT,
        home.map(({ id }) => id),
      );
    return entries.filter((entry) => !home.includes(entry));
  };

  /** Marks the questions of a gap; gives those who wanted to be told, each to one caller only. */
  const close = async (
    memory: WorkspaceStore,
    gap: Gap,
    state: 'answered' | 'not ours',
  ): Promise<Waiting[]> => {
    const waiting = new Map<string, Waiting>();
    for (const { id } of gap.questions) {
      for (let i = 0; i < TRIES; i++) {
        const record = await memory.record(QUESTION, id);
        const question = record && readKept(record);
        if (!record || question?.state !== 'open') break;
        const value = { ...(record.value as object), state, tell: [] };
        if (!(await memory.saveRecord(QUESTION, id, value, record.version))) continue;
        for (const person of question.tell) waiting.set(person, { person, text: question.text });
        break;
      }
    }
    return [...waiting.values()];
  };

  const change = async (
    doing: Doing,
    id: string,
    step: (entry: TaughtEntry) => TaughtEntry,
  ): Promise<TaughtEntry | undefined> => {
    const memory = memoryOf(doing);
    for (let i = 0; i < TRIES; i++) {
      const record = await memory.record(TAUGHT, id);
      const entry = record && readTaught(record);
      if (!record || !entry) return undefined;
      const { id: _, ...value } = step(entry);
      if (await memory.saveRecord(TAUGHT, id, value, record.version)) return { id, ...value };
    }
    throw new StoreError('busy', 'The memory is busy with something else at the moment.');
  };
  const begin = (fields: Partial<TaughtFields>, kind: TaughtEntry['kind'], first: TaughtChange) => ({
    kind,
    topic: undefined,
    title: '',
    role: '',
    answer: '',
    source: '',
    asks: [] as readonly string[],
    ...fields,
    by: first.by,
    byName: first.byName,
    at: first.at,
    checked: first.at,
    overrules: false,
    history: [first],
  });

  const teaching: Teaching = {
    async gaps(doing) {
      const memory = memoryOf(doing);
      const entries = await takenHome(memory);
      const { taught } = await memory.snapshot();
      return { gaps: await gapsOf(doing), conflicts: listConflicts(taught, topicsNow()), entries };
    },

    async gapOf(doing, question) {
      return (await gapsOf(doing)).find(({ questions }) => questions.some(({ id }) => id === question));
    },

    async entries(doing) {
      const memory = memoryOf(doing);
      const entries = await takenHome(memory);
      const withdrawn = (await memory.records(WITHDRAWN, 20)).flatMap((record) => readTaught(record) ?? []);
      return { entries, withdrawn };
    },

    async entry(doing, id) {
      const memory = memoryOf(doing);
      const record = (await memory.record(TAUGHT, id)) ?? (await memory.record(WITHDRAWN, id));
      return record && readTaught(record);
    },

    async answer(doing, question, fields) {
      const gap = await teaching.gapOf(doing, question);
      if (!gap) return undefined;
      const [first] = gap.questions;
      const memory = memoryOf(doing);
      const value = begin(fields, 'answer', await changeBy(doing, 'taught'));
      // Named by the question and its version: of two who answer at once, one does.
      const id = `${first.id}-${first.version}`;
      if (!(await memory.saveRecord(TAUGHT, id, value, 0))) return undefined;
      return { entry: { id, ...value }, waiting: await close(memory, gap, 'answered') };
    },

    async settle(doing, question, as) {
      const gap = await teaching.gapOf(doing, question);
      if (!gap) return undefined;
      const [first] = gap.questions;
      const memory = memoryOf(doing);
      const asks = [...new Set(gap.questions.map(({ text }) => text))];
      if ('taught' in as) {
        const accepted = await changeBy(doing, ACCEPTED);
        const entry = await change(doing, as.taught, (is) => ({
          ...is,
          asks: [...new Set([...is.asks, ...asks])],
          history: [...is.history, accepted],
        }));
        return entry && close(memory, gap, 'answered');
      }
      const notOurs = 'notOurs' in as;
      const topic = notOurs ? undefined : as.topic;
      const title = topic === undefined ? '' : (topicsNow().get(topic)?.title ?? '');
      const settled = await changeBy(doing, notOurs ? 'said not to be ours' : ACCEPTED);
      const value = begin({ asks, topic, title }, notOurs ? 'silence' : 'phrasing', settled);
      if (!(await memory.saveRecord(TAUGHT, `${first.id}-${first.version}`, value, 0))) return undefined;
      return close(memory, gap, notOurs ? 'not ours' : 'answered');
    },

    async edit(doing, id, fields) {
      const edited = await changeBy(doing, 'edited');
      return change(doing, id, (entry) => ({
        ...entry,
        ...fields,
        // A decision was about this topic and this role alone.
        overrules: entry.overrules && entry.topic === fields.topic && entry.role === fields.role,
        checked: edited.at,
        history: [...entry.history, { ...edited, before: `${roleName(entry.role)}, “${entry.answer}”` }],
      }));
    },

    async confirm(doing, id) {
      const confirmed = await changeBy(doing, 'confirmed');
      return change(doing, id, (entry) => ({
        ...entry,
        checked: confirmed.at,
        history: [...entry.history, confirmed],
      }));
    },

    async withdraw(doing, id) {
      const withdrawn = await changeBy(doing, 'withdrawn');
      const entry = await change(doing, id, (is) => ({ ...is, history: [...is.history, withdrawn] }));
      if (!entry) return undefined;
      const memory = memoryOf(doing);
      const { id: _, ...value } = entry;
      const old = await memory.record(WITHDRAWN, id);
      await memory.saveRecord(WITHDRAWN, id, value, old?.version ?? 0);
      await memory.removeRecords(TAUGHT, [id]);
      return entry;
    },

    async decide(doing, thing, keep) {
      const memory = memoryOf(doing);
      const entries = (await takenHome(memory)).filter(
        (entry) => entry.kind === 'answer' && thingOf(entry) === thing,
      );
      const kept = entries.find(({ id }) => id === keep);
      if (entries.length === 0 || (keep !== '' && !kept)) return false;
      for (const entry of entries) {
        if (entry.id !== keep && entry.role !== kept?.role) await teaching.withdraw(doing, entry.id);
      }
      if (!kept) return true;
      const decided = await changeBy(doing, DECIDED);
      const overrules = topicsNow().has(thing);
      await change(doing, kept.id, (entry) => ({
        ...entry,
        overrules,
        history: [...entry.history, decided],
      }));
      return true;
    },
  };
  return teaching;
}
