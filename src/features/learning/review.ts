import { HOLDS_FOR, type TaughtEntry } from '../../answer/taught-entry.ts';
import type { Caller } from '../../slack/caller.ts';
import { post } from '../../slack/post.ts';
import { slackErrorOf } from '../../slack/slack-error.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import type { KeptRecord, WorkspaceStore } from '../../store/types.ts';
import { isWorkingHour } from '../../time/working-days.ts';
import type { MemoryParts } from '../parts.ts';
import { readSettings } from '../settings/settings.ts';
import { knownNow } from './maintainers.ts';
import { createWhomToAsk } from './reviewer.ts';
import { buildStillHolds } from './views/taught-list.ts';

type Parts = Pick<MemoryParts, 'store' | 'people' | 'answerer' | 'entries' | 'log'> & {
  readonly now?: () => number;
};

/** The kind of its records: what was done last about an entry, by the entry's id. */
const CHECK = 'check';
/** So many questions a person gets in one run, which comes once an hour: whoever taught a hundred things is not swamped. */
const AT_ONCE = 3;
/** So many are tried in one run, for all people together. */
const IN_ONE_RUN = 30;
/** Whoever has begun to ask is left to it for so long: then they have failed, or were stopped. */
const UNDER_WAY = 10 * 60_000;
/** For so long Slack may not know of the author until somebody else is asked. */
const PATIENCE = 7 * 24 * 60 * 60 * 1000;

/** What was done about an entry. */
interface Check {
  /** When somebody was last asked, and whether that was the author. */
  readonly asked: number;
  readonly author: boolean;
  /** When it was last tried. */
  readonly tried: number;
  readonly version: number;
}

const NEVER: Check = { asked: 0, author: false, tried: 0, version: 0 };

/**
 * Asks those who taught something ninety days ago, or were asked so long ago and did not say, whether it still holds:
 * on a working day, by day, each question once among all instances. Where the author has left, or was forgotten, one
 * who looks after the bot is asked, at once where the author had been asked and did not say; where nobody is known, the
 * answer says by itself that it is old. Throws a StoreError.
 */
export async function askWhetherItHolds(parts: Parts, caller: Caller): Promise<void> {
  const { store, people, entries, log, now = Date.now } = parts;
  const memory = store.workspace(workspaceOf(caller.context));
  const taught = (await entries.list(caller)).filter(({ kind }) => kind === 'answer');
  const checks = new Map((await memory.records(CHECK)).map((record) => [record.id, readCheck(record)]));
  await clear(memory, taught, [...checks.keys()]);
  const whomToAsk = createWhomToAsk(people, caller, readSettings(await memory.snapshot()));
  const counts = new Map<string, number>();
  let tries = 0;
  for (const { entry, check } of listOld(taught, checks, now())) {
    if (tries >= IN_ONE_RUN) return;
    const due = Math.max(entry.checked, check.asked) + HOLDS_FOR;
    const person = await whomToAsk(entry, now() < due + PATIENCE);
    if (!person || !isWorkingHour(now(), person.zone)) continue;
    const isAuthor = person.id === entry.by;
    // It was asked of the author, who is there to say.
    if (now() < due && isAuthor) continue;
    const count = (counts.get(person.id) ?? 0) + 1;
    if (count > AT_ONCE) continue;
    // Of two instances that come to this at once, one asks; where that fails, a later run tries again.
    const { version, ...before } = check;
    const claimed = await memory.update(CHECK, entry.id, (_, record) =>
      (record?.version ?? 0) === version ? { ...before, tried: now() } : undefined,
    );
    if (!claimed) continue;
    counts.set(person.id, count);
    tries += 1;
    try {
      const message = buildStillHolds(entry, knownNow(parts), person.id);
      await post(caller.client, { channel: person.id, ...message });
    } catch (error) {
      log.warn({ event: 'taught', outcome: 'not asked', slack: slackErrorOf(error) });
      continue;
    }
    const done = { asked: now(), author: isAuthor, tried: now() };
    await memory.update(CHECK, entry.id, () => done);
  }
}

/**
 * What nobody has confirmed for so long and is not being asked about: what may be due by now, or was asked of an author
 * who may have left. What was tried last comes last, so that nothing stands in the way of the others.
 */
function listOld(taught: readonly TaughtEntry[], checks: ReadonlyMap<string, Check>, now: number) {
  return taught
    .map((entry) => ({ entry, check: checks.get(entry.id) ?? NEVER }))
    .filter(
      ({ entry, check }) =>
        now >= entry.checked + HOLDS_FOR &&
        now >= check.tried + UNDER_WAY &&
        (check.author || now >= check.asked + HOLDS_FOR),
    )
    .sort((one, other) => one.check.tried - other.check.tried);
}

function readCheck({ value, version }: KeptRecord): Check {
  const { asked, author, tried } = (value ?? {}) as Record<string, unknown>;
  const numberOf = (read: unknown) => (typeof read === 'number' ? read : 0);
  return { asked: numberOf(asked), author: author === true, tried: numberOf(tried), version };
}

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
