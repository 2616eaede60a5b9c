import { z } from 'zod';
import type { TaughtEntry } from '../../answer/taught-entry.ts';
import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW } from '../../slack/post.ts';
import type { PressArgs, Router } from '../../slack/router.ts';
import { sayUnchanged } from '../../slack/store.ts';
import type { Message } from '../../slack/ui/blocks.ts';
import { readJson } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import type { Answers } from '../ask/answers.ts';
import { LEARNING_ACTION } from './actions.ts';
import { COPY } from './copy.ts';
import { isMaintainer, type MaintainerParts, showGaps, showTaught } from './maintainers.ts';
import { idsOf, type OpenGaps } from './open-gaps.ts';
import type { TeachDialogs } from './teach-listeners.ts';
import { tellWaiting } from './tell-waiting.ts';
import { buildHistory, buildSettled, REVIEW_BLOCK } from './views/taught-list.ts';

interface Parts extends MaintainerParts {
  readonly answers: Answers;
  readonly openGaps: OpenGaps;
  readonly teachDialogs: TeachDialogs;
  readonly log: Log;
}

const text = z.string().catch('');
/** What the buttons carry. */
const pressed = z.object({
  id: text,
  page: z.number().catch(0),
  topic: text,
  taught: text,
  thing: text,
  keep: text,
});
const NOTHING = pressed.parse({});

/** What people could not be told, and what somebody taught: the presses. */
export function registerGaps(router: Router, parts: Parts): void {
  const { answerer, teaching, openGaps, entries, teachDialogs } = parts;

  const replace = async ({ respond }: PressArgs, message: Message) => {
    await respond({ replace_original: true, ...NO_PREVIEW, ...message });
  };

  /** A press of a maintainer, or of whoever taught the entry; `work` gives what to say, if anything. */
  const on = (
    id: string,
    work: (args: PressArgs, caller: Caller, value: string) => Promise<string | undefined>,
  ) => {
    router.press(id, async (args) => {
      const { action, body, client, context, respond } = args;
      const caller = { client, context, user: body.user.id };
      const tell = (said: string) =>
        respond({ response_type: 'ephemeral', replace_original: false, text: said });
      try {
        const value = action.value ?? '';
        const isReview = action.block_id === REVIEW_BLOCK;
        if (isReview && !(await entries.list(caller)).some((entry) => entry.id === value)) {
          note(context, { outcome: 'settled before' });
          const old = (await entries.find(caller, value))?.entry;
          return await replace(args, buildSettled(old, answerer.known(), COPY.review.settled));
        }
        const isTheirs =
          id.startsWith('taught.') && (await entries.find(caller, value))?.entry.by === caller.user;
        if (!isTheirs && !(await isMaintainer(parts, caller))) return void (await tell(COPY.maintainersOnly));
        const said = await work(args, caller, value);
        if (said !== undefined) await tell(said);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await tell(sayUnchanged(error));
      }
    });
  };
  const readPressed = (value: string) => readJson(pressed, value) ?? NOTHING;

  on(LEARNING_ACTION.gapsPage, async (args, caller, value) => {
    note(args.context, { outcome: 'gaps' });
    await replace(args, await showGaps(parts, caller, Number(value) || 0));
    return undefined;
  });

  on(LEARNING_ACTION.gapsAnswer, async (args, caller, value) => {
    note(args.context, { outcome: 'dialog' });
    const { id, page } = readPressed(value);
    const gap = await openGaps.find(caller, id);
    if (!gap) return COPY.gone;
    const asks = [...new Set(gap.questions.map((question) => question.text))];
    await teachDialogs.open(args, { question: id, asks }, page);
    return undefined;
  });

  on(LEARNING_ACTION.gapsNotOurs, async (args, caller, value) => {
    note(args.context, { outcome: 'not ours' });
    const { id, page } = readPressed(value);
    if (!(await teaching.settle(caller, id, 'not ours'))) return COPY.gone;
    await replace(args, await showGaps(parts, caller, page));
    return COPY.gaps.nowNotOurs;
  });

  on(LEARNING_ACTION.gapsAccept, async (args, caller, value) => {
    note(args.context, { outcome: 'accepted' });
    const { id, page, topic, taught } = readPressed(value);
    const gap = await teaching.settle(caller, id, taught === '' ? { topic } : { taught });
    if (!gap) return COPY.gone;
    await replace(args, await showGaps(parts, caller, page));
    await tellWaiting(parts, caller, idsOf(gap));
    return COPY.gaps.nowAccepted;
  });

  on(LEARNING_ACTION.gapsDecide, async (args, caller, value) => {
    note(args.context, { outcome: 'decided' });
    const { thing, keep, page } = readPressed(value);
    if (!(await teaching.decide(caller, thing, keep))) return COPY.gone;
    await replace(args, await showGaps(parts, caller, page));
    return COPY.gaps.nowDecided;
  });

  on(LEARNING_ACTION.taughtPage, async (args, caller, value) => {
    note(args.context, { outcome: 'taught' });
    await replace(args, await showTaught(parts, caller, Number(value) || 0));
    return undefined;
  });

  on(LEARNING_ACTION.taughtEdit, async (args, caller, value) => {
    note(args.context, { outcome: 'dialog' });
    const found = await entries.find(caller, value);
    if (!found) return COPY.gone;
    await teachDialogs.open(args, { ...found, asks: found.entry.asks });
    return undefined;
  });

  /** A review reminder makes place for what was said. */
  const settle = async (args: PressArgs, entry: TaughtEntry, said: string): Promise<string | undefined> => {
    if (args.action.block_id !== REVIEW_BLOCK) return said;
    await replace(args, buildSettled(entry, answerer.known(), said));
    return undefined;
  };

  on(LEARNING_ACTION.taughtWithdraw, async (args, caller, value) => {
    note(args.context, { outcome: 'withdrawn' });
    const entry = await entries.withdraw(caller, value);
    return entry ? settle(args, entry, COPY.taught.nowWithdrawn) : COPY.gone;
  });

  on(LEARNING_ACTION.taughtHistory, async ({ context, respond }, caller, value) => {
    note(context, { outcome: 'history' });
    const found = await entries.find(caller, value);
    if (!found) return COPY.gone;
    const message = buildHistory(found.entry, answerer.known());
    await respond({ response_type: 'ephemeral', replace_original: false, ...message });
    return undefined;
  });

  on(LEARNING_ACTION.taughtHolds, async (args, caller, value) => {
    note(args.context, { outcome: 'confirmed' });
    const entry = await entries.confirm(caller, value);
    return entry ? settle(args, entry, COPY.taught.nowConfirmed) : COPY.gone;
  });
}
