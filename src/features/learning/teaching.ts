import type { Answerer } from '../../answer/answerer.ts';
import { type TaughtEntry, thingOf } from '../../answer/taught-entry.ts';
import type { Doing } from '../../slack/caller.ts';
import { type Entries, topicsOf } from './entries.ts';
import { type Choice, type Conflict, type Gap, listConflicts } from './gaps.ts';
import type { OpenGaps } from './open-gaps.ts';
import type { TaughtFields } from './read-taught.ts';

const ACCEPTED = 'accepted as a way to ask';

/** From what people asked in vain to what is known. All throw a StoreError. */
export interface Teaching {
  /** All that is to be settled. */
  open(doing: Doing): Promise<{
    readonly gaps: readonly Gap[];
    readonly conflicts: readonly Conflict[];
    readonly entries: readonly TaughtEntry[];
  }>;
  /** Answers a gap. Undefined where it is no longer open. */
  answer(
    doing: Doing,
    question: string,
    fields: TaughtFields,
  ): Promise<{ readonly entry: TaughtEntry; readonly gap: Gap } | undefined>;
  /**
   * The words of a gap, or those given, are not ours, or ask for a topic or for what was taught. Undefined where it is
   * no longer open.
   */
  settle(
    doing: Doing,
    question: string,
    as: Choice | 'not ours',
    asks?: readonly string[],
  ): Promise<Gap | undefined>;
  /** Decides a conflict for an entry, or for the document where `keep` is empty. False where there is none any more. */
  decide(doing: Doing, thing: string, keep: string): Promise<boolean>;
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
  const closeAfter = async (doing: Doing, gap: Gap): Promise<undefined> => {
    const there = await entries.one(doing, idOf(gap));
    if (!there) return;
    const { kind, topic } = there.entry;
    const by = kind === 'phrasing' && topic !== undefined ? { topic } : { taught: there.entry.id };
    await openGaps.close(doing, gap, kind === 'silence' ? 'not ours' : by);
  };

  return {
    async open(doing) {
      const known = await entries.list(doing);
      const conflicts = listConflicts(known, topicsOf(answerer));
      return { gaps: await openGaps.list(doing), conflicts, entries: known };
    },

    async answer(doing, question, fields) {
      const gap = await openGaps.of(doing, question);
      if (!gap) return undefined;
      const entry = await entries.add(doing, idOf(gap), 'answer', fields, 'taught');
      if (!entry) return closeAfter(doing, gap);
      await openGaps.close(doing, gap, { taught: entry.id });
      return { entry, gap };
    },

    async settle(doing, question, as, given) {
      const gap = await openGaps.of(doing, question);
      if (!gap) return undefined;
      const asks = given ?? [...new Set(gap.questions.map(({ text }) => text))];
      if (as !== 'not ours' && 'taught' in as) {
        if (!(await entries.widen(doing, as.taught, asks, ACCEPTED))) return undefined;
      } else {
        const added =
          as === 'not ours'
            ? await entries.add(doing, idOf(gap), 'silence', { asks }, 'said not to be ours')
            : await entries.add(
                doing,
                idOf(gap),
                'phrasing',
                { asks, topic: as.topic, title: topicsOf(answerer).get(as.topic)?.title ?? '' },
                ACCEPTED,
              );
        if (!added) return closeAfter(doing, gap);
      }
      await openGaps.close(doing, gap, as);
      return gap;
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
      if (kept) await entries.rule(doing, kept.id, topicsOf(answerer).has(thing));
      return true;
    },
  };
}
