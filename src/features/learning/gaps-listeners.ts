import { z } from 'zod';
import type { Caller } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW } from '../../slack/post.ts';
import type { PressArgs, Router } from '../../slack/router.ts';
import { sayUnchanged } from '../../slack/store.ts';
import { type Message, readJson } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import type { Answers } from '../ask/answers.ts';
import { COPY } from './copy.ts';
import {
  isMaintainer,
  type MaintainerDependencies,
  mayChangeEntry,
  showGaps,
  showTaught,
} from './maintainers.ts';
import { idsOf, type OpenGaps } from './open-gaps.ts';
import type { TeachDialogs } from './teach-listeners.ts';
import { tellWaiting } from './tell-waiting.ts';
import { GAPS_ACTION } from './views/gaps.ts';
import { buildHistory, buildSettled, REVIEW_BLOCK, TAUGHT_ACTION } from './views/taught-list.ts';

interface Dependencies extends MaintainerDependencies {
  readonly answers: Answers;
  readonly openGaps: OpenGaps;
  readonly teachDialogs: TeachDialogs;
}

/** A press, with whoever pressed and what the button carries. */
interface Press {
  readonly args: PressArgs;
  readonly caller: Caller;
  readonly value: string;
}
/** Gives what to say to whoever pressed, if anything. */
type Handle = (press: Press) => Promise<string | undefined>;

const text = z.string().catch('');
const carried = z.object({
  id: text,
  page: z.number().catch(0),
  topic: text,
  taught: text,
  thing: text,
  keep: text,
});
const readCarried = (value: string) => readJson(carried, value) ?? carried.parse({});
const isReview = ({ action }: PressArgs) => action.block_id === REVIEW_BLOCK;

/** The presses in the lists of what people could not be told, and of what was taught. */
export function registerGaps(router: Router, deps: Dependencies): void {
  const { answerer, teaching, openGaps, entries, teachDialogs } = deps;

  const replace = async ({ respond }: PressArgs, message: Message) => {
    await respond({ replace_original: true, ...NO_PREVIEW, ...message });
  };
  const onPress = (action: string, handle: Handle) =>
    router.press(action, async (args) => {
      const { action: pressed, body, client, context, respond } = args;
      const tell = (said: string) =>
        respond({ response_type: 'ephemeral', replace_original: false, text: said });
      try {
        const caller = { client, context, user: body.user.id };
        const said = await handle({ args, caller, value: pressed.value ?? '' });
        if (said !== undefined) await tell(said);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await tell(sayUnchanged(error));
      }
    });

  /** A press that is for maintainers. */
  const onList = (action: string, outcome: string, handle: Handle) =>
    onPress(action, async (press) => {
      if (!(await isMaintainer(deps, press.caller))) return COPY.maintainersOnly;
      note(press.args.context, { outcome });
      return handle(press);
    });

  /** One that settles something: the list is shown anew. `settle` gives undefined where somebody was faster. */
  const onSettle = (
    action: string,
    outcome: string,
    settle: (
      caller: Caller,
      carried: ReturnType<typeof readCarried>,
    ) => Promise<{ readonly said: string; readonly answered?: readonly string[] } | undefined>,
  ) =>
    onList(action, outcome, async ({ args, caller, value }) => {
      const read = readCarried(value);
      const settled = await settle(caller, read);
      if (!settled) return COPY.gone;
      await replace(args, await showGaps(deps, caller, read.page));
      if (settled.answered) await tellWaiting(deps, caller, settled.answered);
      return settled.said;
    });

  /** One on an entry, for whoever taught it and for maintainers. */
  const onEntry = (action: string, outcome: string, handle: Handle) =>
    onPress(action, async (press) => {
      const { args, caller, value } = press;
      if (isReview(args) && !(await entries.list(caller)).some(({ id }) => id === value)) {
        note(args.context, { outcome: 'settled before' });
        const old = (await entries.find(caller, value))?.entry;
        return void (await replace(args, buildSettled(old, answerer.known(), COPY.review.settled)));
      }
      if (!(await mayChangeEntry(deps, caller, value))) return COPY.maintainersOnly;
      note(args.context, { outcome });
      return handle(press);
    });

  const onPage = (
    action: string,
    outcome: string,
    show: (from: Dependencies, caller: Caller, page: number) => Promise<Message>,
  ) =>
    onList(action, outcome, async ({ args, caller, value }) => {
      return void (await replace(args, await show(deps, caller, Number(value) || 0)));
    });
  onPage(GAPS_ACTION.page, 'gaps', showGaps);
  onPage(TAUGHT_ACTION.page, 'taught', showTaught);

  onList(GAPS_ACTION.answer, 'dialog', async ({ args, caller, value }) => {
    const { id, page } = readCarried(value);
    const gap = await openGaps.find(caller, id);
    if (!gap) return COPY.gone;
    const asks = [...new Set(gap.questions.map((question) => question.text))];
    return void (await teachDialogs.open(args, { question: id, asks }, page));
  });

  onSettle(GAPS_ACTION.notOurs, 'not ours', async (caller, { id }) => {
    const gap = await teaching.settle(caller, id, 'not ours');
    return gap && { said: COPY.gaps.nowNotOurs };
  });

  onSettle(GAPS_ACTION.accept, 'accepted', async (caller, { id, topic, taught }) => {
    const gap = await teaching.settle(caller, id, taught === '' ? { topic } : { taught });
    return gap && { said: COPY.gaps.nowAccepted, answered: idsOf(gap) };
  });

  onSettle(GAPS_ACTION.decide, 'decided', async (caller, { thing, keep }) =>
    (await teaching.decide(caller, thing, keep)) ? { said: COPY.gaps.nowDecided } : undefined,
  );

  onEntry(TAUGHT_ACTION.edit, 'dialog', async ({ args, caller, value }) => {
    const found = await entries.find(caller, value);
    if (!found) return COPY.gone;
    return void (await teachDialogs.open(args, { ...found, asks: found.entry.asks }));
  });

  /** A review reminder makes room for what came of it. */
  const onChange = (action: string, outcome: string, change: typeof entries.withdraw, said: string) =>
    onEntry(action, outcome, async ({ args, caller, value }) => {
      const entry = await change(caller, value);
      if (!entry) return COPY.gone;
      if (!isReview(args)) return said;
      return void (await replace(args, buildSettled(entry, answerer.known(), said)));
    });
  onChange(TAUGHT_ACTION.withdraw, 'withdrawn', entries.withdraw, COPY.taught.nowWithdrawn);
  onChange(TAUGHT_ACTION.confirm, 'confirmed', entries.confirm, COPY.taught.nowConfirmed);

  onEntry(TAUGHT_ACTION.history, 'history', async ({ args, caller, value }) => {
    const found = await entries.find(caller, value);
    if (!found) return COPY.gone;
    const history = buildHistory(found.entry, answerer.known());
    await args.respond({ response_type: 'ephemeral', replace_original: false, ...history });
    return undefined;
  });
}
