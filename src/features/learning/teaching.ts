import type { Answerer } from '../../answer/answerer.ts';
import { type TaughtEntry, thingOf } from '../../answer/taught-entry.ts';
import type { Caller } from '../../slack/caller.ts';
import { type Entries, topicsOf } from './entries.ts';
import { type Choice, type Conflict, type Gap, listConflicts } from './gaps.ts';
import type { OpenGaps } from './open-gaps.ts';
import type { TaughtFields } from './read-taught.ts';

const ACCEPTED = 'accepted as a way to ask';

/** From what people asked in vain to what is known. All throw a StoreError. */
export interface Teaching {
  /** All that is to be settled. */
  open(caller: Caller): Promise<{
    readonly gaps: readonly Gap[];
    readonly conflicts: readonly Conflict[];
    readonly entries: readonly TaughtEntry[];
  }>;
  /** Answers a gap. Undefined where it is no longer open. */
  answer(
    caller: Caller,
    question: string,
    fields: TaughtFields,
  ): Promise<{ readonly entry: TaughtEntry; readonly gap: Gap } | undefined>;
  /**
   * The words of a gap, or those given, are not ours, or ask for a topic or for what was taught. Undefined where it is
   * no longer open.
   */
  settle(
    caller: Caller,
    question: string,
    as: Choice | 'not ours',
    asks?: readonly string[],
  ): Promise<Gap | undefined>;
  /** Decides a conflict for an entry, or for the document where `keep` is empty. False where there is none any more. */
  decide(caller: Caller, thing: string, keep: string): Promise<boolean>;
}

/** Creates it over what was taught, and what is open. */
export function createTeaching({
  answerer,
  entries,
  openGaps,
}: {
  readonly answerer: Answerer;
  readonly entries: Entries;
  readonly openGaps: OpenGaps;
}): Teaching {
  // Named by the question and its version: of two who settle it at once, one does.
  const idOf = ({ questions: [first] }: Gap) => `${first.id}-${first.version}`;
  /** Somebody has settled it in the same moment, or was interrupted before the questions were closed. */
  const closeAfter = async (caller: Caller, gap: Gap): Promise<undefined> => {
    const there = await entries.one(caller, idOf(gap));
    if (!there) return;
    const { kind, topic } = there.entry;
    const by = kind === 'phrasing' && topic !== undefined ? { topic } : { taught: there.entry.id };
    await openGaps.close(caller, gap, kind === 'silence' ? 'not ours' : by);
  };

  return {
    async open(caller) {
      const known = await entries.list(caller);
      const conflicts = listConflicts(known, topicsOf(answerer));
      return { gaps: await openGaps.list(caller), conflicts, entries: known };
    },

    async answer(caller, question, fields) {
      const gap = await openGaps.of(caller, question);
      if (!gap) return undefined;
      const entry = await entries.add(caller, idOf(gap), 'answer', fields, 'taught');
      if (!entry) return closeAfter(caller, gap);
      await openGaps.close(caller, gap, { taught: entry.id });
      return { entry, gap };
    },

    async settle(caller, question, as, given) {
      const gap = await openGaps.of(caller, question);
      if (!gap) return undefined;
      const asks = given ?? [...new Set(gap.questions.map(({ text }) => text))];
      if (as !== 'not ours' && 'taught' in as) {
        if (!(await entries.widen(caller, as.taught, asks, ACCEPTED))) return undefined;
      } else {
        const added =
          as === 'not ours'
            ? await entries.add(caller, idOf(gap), 'silence', { asks }, 'said not to be ours')
            : await entries.add(
                caller,
                idOf(gap),
                'phrasing',
                { asks, topic: as.topic, title: topicsOf(answerer).get(as.topic)?.title ?? '' },
                ACCEPTED,
              );
        if (!added) return closeAfter(caller, gap);
      }
      await openGaps.close(caller, gap, as);
      return gap;
    },

    async decide(caller, thing, keep) {
      const said = (await entries.list(caller)).filter(
        (entry) => entry.kind === 'answer' && thingOf(entry) === thing,
      );
      const kept = said.find(({ id }) => id === keep);
      if (said.length === 0 || (keep !== '' && !kept)) return false;
      for (const { id, role } of said) {
        if (id !== keep && role !== kept?.role) await entries.withdraw(caller, id);
      }
      if (kept) await entries.rule(caller, kept.id, topicsOf(answerer).has(thing));
      return true;
    },
  };
}
