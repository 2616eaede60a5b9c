import { HOLDS_FOR, type TaughtEntry } from '../../answer/taught-entry.ts';
import { isWorkingHour } from '../../onboarding/working-days.ts';
import type { WorkspaceStore } from '../../store/types.ts';
import { buildStillHolds } from '../blocks/taught-list.ts';
import { post } from '../post.ts';
import { knownNow } from './care.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import type { Person } from './people.ts';
import { looksAfter } from './rights.ts';
import { readSettings } from './settings.ts';
import { slackErrorOf } from './slack-error.ts';
import { workspaceOf } from './workspace.ts';

type Parts = Pick<MemoryParts, 'store' | 'people' | 'answerer' | 'entries' | 'log'> & {
  readonly now?: () => number;
};

/** The kind of its records: when somebody was last asked about an entry, by the entry's id. */
const CHECK = 'check';
/** So many questions a person gets in one run, which comes once an hour: whoever taught a hundred things is not swamped. */
const AT_ONCE = 3;

/**
 * Asks those who taught something ninety days ago, or were asked so long ago and did not say, whether it still holds:
 * on a working day, by day, each question once among all instances. Where the author has left, or was forgotten, one
 * who looks after the bot is asked; where nobody is known, the answer says by itself that it is old. Throws a StoreError.
 */
export async function askWhetherItHolds(parts: Parts, doing: Doing): Promise<void> {
  const { store, entries, log, now = Date.now } = parts;
  const memory = store.workspace(workspaceOf(doing.context));
  const taught = (await entries.list(doing)).filter(({ kind }) => kind === 'answer');
  const checks = new Map((await memory.records(CHECK)).map((record) => [record.id, record] as const));
  await clear(memory, taught, [...checks.keys()]);
  const asked = new Map<string, number>();
  for (const entry of taught) {
    const check = checks.get(entry.id);
    if (now() < Math.max(entry.checked, askedAt(check?.value)) + HOLDS_FOR) continue;
    const person = await findWhom(parts, doing, entry);
    if (!person || !isWorkingHour(now(), person.zone)) continue;
    const count = (asked.get(person.id) ?? 0) + 1;
    if (count > AT_ONCE) continue;
    const claim = { asked: now() };
    const version = check?.version ?? 0;
    // Of two instances that come to this at once, one asks.
    if (!(await memory.saveRecord(CHECK, entry.id, claim, version))) continue;
    asked.set(person.id, count);
    try {
      const message = buildStillHolds(entry, knownNow(parts), person.id);
      await post(doing.client, { channel: person.id, ...message });
    } catch (error) {
      log.warn({ event: 'taught', outcome: 'not asked', slack: slackErrorOf(error) });
      // The next run tries again.
      await memory.saveRecord(CHECK, entry.id, check?.value ?? {}, version + 1);
    }
  }
}

const askedAt = (value: unknown): number => {
  const { asked } = (value ?? {}) as Record<string, unknown>;
  return typeof asked === 'number' ? asked : 0;
};

/** What was withdrawn, or is in the knowledge files by now, is not asked about. */
async function clear(
  memory: WorkspaceStore,
  taught: readonly TaughtEntry[],
  ids: readonly string[],
): Promise<void> {
  const there = new Set(taught.map(({ id }) => id));
  const old = ids.filter((id) => !there.has(id));
  if (old.length > 0) await memory.removeRecords(CHECK, old);
}

/** The author, else one who looks after the bot: of those who are named in the settings, or have had to do with the entry. */
async function findWhom(
  { people, store }: Parts,
  { client, context }: Doing,
  { by, history }: TaughtEntry,
): Promise<Person | undefined> {
  const workspace = workspaceOf(context);
  const settings = readSettings(await store.workspace(workspace).snapshot());
  const others = history.flatMap((change) => change.by ?? []).reverse();
  const candidates = new Set([...(by === undefined ? [] : [by]), ...settings.caretakers, ...others]);
  for (const id of candidates) {
    const person = await people.find(client, id, workspace);
    // Slack does not tell just now: nobody else is asked in their place.
    if (!person) return undefined;
    if (!person.gone && (id === by ? !person.outside : looksAfter(person, settings))) return person;
  }
  return undefined;
}
