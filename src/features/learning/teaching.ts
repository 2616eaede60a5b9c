import type { Answerer } from '../../answer/answerer.ts';
import { type TaughtEntry, thingOf } from '../../answer/taught-entry.ts';
import type { Caller } from '../../slack/caller.ts';
import type { Entries } from './entries.ts';
import { type Gap, listConflicts } from './gaps.ts';
import type { Choice } from './logged-question.ts';
import type { OpenGaps } from './open-gaps.ts';
import type { TaughtFields } from './read-teach-dialog.ts';

const ACCEPTED = 'accepted as a way to ask';

/** Turns gaps into answers, ways to ask, or what is not ours; and decides conflicts. */
export type Teaching = ReturnType<typeof createTeaching>;

/** Creates it. All of it throws a StoreError. */
export function createTeaching({
  answerer,
  entries,
  openGaps,
}: {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly entries: Entries;
  readonly openGaps: OpenGaps;
}) {
  // Named by the question and its version: of two who settle it at once, one does.
  const idFor = ({ questions: [first] }: Gap) => `${first.id}-${first.version}`;
  /** Somebody has settled it in the same moment, or was interrupted before the questions were closed. */
  const closeAfterOther = async (caller: Caller, gap: Gap): Promise<undefined> => {
    const found = await entries.find(caller, idFor(gap));
    if (!found) return;
    const { kind, topic, id } = found.entry;
    const by = kind === 'phrasing' && topic !== undefined ? { topic } : { taught: id };
    await openGaps.close(caller, gap, kind === 'silence' ? 'not ours' : by);
  };

  return {
    /** The open gaps and conflicts, with all that was taught. */
    async listToSettle(caller: Caller) {
      const taught = await entries.list(caller);
      const conflicts = listConflicts(taught, answerer.known().topics);
      return { gaps: await openGaps.list(caller), conflicts, entries: taught };
    },

    /** Answers a gap. Undefined where it is no longer open. */
    async answer(
      caller: Caller,
      question: string,
      fields: TaughtFields,
    ): Promise<{ readonly entry: TaughtEntry; readonly gap: Gap } | undefined> {
      const gap = await openGaps.find(caller, question);
      if (!gap) return undefined;
      const entry = await entries.add(caller, idFor(gap), 'answer', fields, 'taught');
      if (!entry) return closeAfterOther(caller, gap);
      await openGaps.close(caller, gap, { taught: entry.id });
      return { entry, gap };
    },

    /**
     * The words of a gap, or those given, are not ours, or ask for a topic or for what was taught. Undefined where it is
     * no longer open.
     */
    async settle(
      caller: Caller,
      question: string,
      as: Choice | 'not ours',
      given?: readonly string[],
    ): Promise<Gap | undefined> {
      const gap = await openGaps.find(caller, question);
      if (!gap) return undefined;
      const asks = given ?? [...new Set(gap.questions.map(({ text }) => text))];
      const id = idFor(gap);
      if (as === 'not ours') {
        const added = await entries.add(caller, id, 'silence', { asks }, 'said not to be ours');
        if (!added) return closeAfterOther(caller, gap);
      } else if ('topic' in as) {
        const title = answerer.known().topics.get(as.topic)?.title ?? '';
        const added = await entries.add(caller, id, 'phrasing', { asks, topic: as.topic, title }, ACCEPTED);
        if (!added) return closeAfterOther(caller, gap);
      } else if (!(await entries.addAsks(caller, as.taught, asks, ACCEPTED))) return undefined;
      await openGaps.close(caller, gap, as);
      return gap;
    },

    /** Decides a conflict for an entry, or for the document where `winner` is empty. False where there is none any more. */
    async decide(caller: Caller, thing: string, winner: string): Promise<boolean> {
      const said = (await entries.list(caller)).filter(
        (entry) => entry.kind === 'answer' && thingOf(entry) === thing,
      );
      const chosen = said.find(({ id }) => id === winner);
      if (said.length === 0 || (winner !== '' && !chosen)) return false;
      for (const { id, role } of said) {
        if (id !== winner && role !== chosen?.role) await entries.withdraw(caller, id);
      }
      if (chosen) await entries.decide(caller, chosen.id, answerer.known().topics.has(thing));
      return true;
    },
  };
}
