import type { TaughtEntry } from '../../answer/taught-entry.ts';
import type { Caller } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW } from '../../slack/post.ts';
import type { PressArgs, Router } from '../../slack/router.ts';
import { sayUnchanged } from '../../slack/store-trouble.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { LEARNING_ACTION } from './actions.ts';
import { GONE, knownNow, mayCare, NOT_YOURS, SETTLED, showGaps, showTaught } from './maintainers.ts';
import { idsOf } from './open-gaps.ts';
import { tellWaiting } from './tell-waiting.ts';
import { buildHistory, buildSettled, STILL_HOLDS } from './views/taught-list.ts';
import { buildTeachDialog } from './views/teach-dialog.ts';

/** What people could not be told, and what somebody teaches: the presses. */
export function registerGaps(router: Router, parts: MemoryParts): void {
  const { answerer, teaching, openGaps, entries } = parts;

  const replace = async ({ respond }: PressArgs, message: object) => {
    await respond({ replace_original: true, ...NO_PREVIEW, ...message });
  };

  /** A press of somebody who looks after the bot, or whose entry it is. */
  const on = (
    id: string,
    work: (args: PressArgs, caller: Caller, value: string) => Promise<string | undefined>,
  ) => {
    router.press(id, async (args) => {
      const { action, body, client, context, respond } = args;
      const caller = { client, context, user: body.user.id };
      const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, text });
      try {
        const value = action.value ?? '';
        const isQuestion = action.block_id === STILL_HOLDS;
        if (isQuestion && !(await entries.list(caller)).some((entry) => entry.id === value)) {
          note(context, { outcome: 'settled before' });
          const old = (await entries.one(caller, value))?.entry;
          return await replace(args, buildSettled(old, knownNow(parts), SETTLED));
        }
        const own = id.startsWith('taught.') && (await entries.one(caller, value))?.entry.by === caller.user;
        if (!own && !(await mayCare(parts, caller))) return void (await tell(NOT_YOURS));
        const said = await work(args, caller, value);
        if (said !== undefined) await tell(said);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await tell(sayUnchanged(error));
      }
    });
  };

  on(LEARNING_ACTION.gapsPage, async (args, caller, value) => {
    note(args.context, { outcome: 'gaps' });
    await replace(args, await showGaps(parts, caller, Number(value) || 0));
    return undefined;
  });

  on(LEARNING_ACTION.gapsAnswer, async ({ body, client, context }, caller, value) => {
    note(context, { outcome: 'dialog' });
    const { id = '', page = '' } = readValues(value);
    const gap = await openGaps.of(caller, id);
    if (!gap) return GONE;
    const { roles, groups } = answerer.known();
    const asks = [...new Set(gap.questions.map(({ text }) => text))];
    const list = { url: body.response_url, page: Number(page) || 0 };
    const view = buildTeachDialog({ question: id, asks, list }, roles, groups);
    await client.views.open({ trigger_id: body.trigger_id, view });
    return undefined;
  });

  on(LEARNING_ACTION.gapsNotOurs, async (args, caller, value) => {
    note(args.context, { outcome: 'not ours' });
    const { id = '', page = '' } = readValues(value);
    if (!(await teaching.settle(caller, id, 'not ours'))) return GONE;
    await replace(args, await showGaps(parts, caller, Number(page) || 0));
    return 'Noted: I stay silent on that, and gather it no more. `/whoowns taught` takes it back.';
  });

  on(LEARNING_ACTION.gapsAccept, async (args, caller, value) => {
    note(args.context, { outcome: 'accepted' });
    const { id = '', page = '', topic = '', taught = '' } = readValues(value);
    const gap = await teaching.settle(caller, id, taught === '' ? { topic } : { taught });
    if (!gap) return GONE;
    await replace(args, await showGaps(parts, caller, Number(page) || 0));
    await tellWaiting(parts, caller, idsOf(gap));
    return 'Noted: from now on I take that for a way to ask for it.';
  });

  on(LEARNING_ACTION.gapsDecide, async (args, caller, value) => {
    note(args.context, { outcome: 'decided' });
    const { thing = '', keep = '', page = '' } = readValues(value);
    if (!(await teaching.decide(caller, thing, keep))) return GONE;
    await replace(args, await showGaps(parts, caller, Number(page) || 0));
    return 'Decided. From the next question on I answer so.';
  });

  on(LEARNING_ACTION.taughtPage, async (args, caller, value) => {
    note(args.context, { outcome: 'taught' });
    await replace(args, await showTaught(parts, caller, Number(value) || 0));
    return undefined;
  });

  on(LEARNING_ACTION.taughtEdit, async ({ body, client, context }, caller, value) => {
    note(context, { outcome: 'dialog' });
    const found = await entries.one(caller, value);
    if (!found) return GONE;
    const { roles, groups } = answerer.known();
    const view = buildTeachDialog({ ...found, asks: found.entry.asks }, roles, groups);
    await client.views.open({ trigger_id: body.trigger_id, view });
    return undefined;
  });

  /** Where the bot had asked whether it still holds, the question makes place for what was said. */
  const settle = async (args: PressArgs, entry: TaughtEntry, said: string): Promise<string | undefined> => {
    if (args.action.block_id !== STILL_HOLDS) return said;
    await replace(args, buildSettled(entry, knownNow(parts), said));
    return undefined;
  };

  on(LEARNING_ACTION.taughtWithdraw, async (args, caller, value) => {
    note(args.context, { outcome: 'withdrawn' });
    const entry = await entries.withdraw(caller, value);
    if (!entry) return GONE;
    return settle(
      args,
      entry,
      'Withdrawn. From the next question on I answer without it; its history stays with `/whoowns taught`.',
    );
  });

  on(LEARNING_ACTION.taughtHistory, async ({ context, respond }, caller, value) => {
    note(context, { outcome: 'history' });
    const found = await entries.one(caller, value);
    if (!found) return GONE;
    const message = buildHistory(found.entry, knownNow(parts));
    await respond({ response_type: 'ephemeral', replace_original: false, ...message });
    return undefined;
  });

  on(LEARNING_ACTION.taughtHolds, async (args, caller, value) => {
    note(args.context, { outcome: 'confirmed' });
    const entry = await entries.confirm(caller, value);
    if (!entry) return GONE;
    return settle(args, entry, 'Thank you, it still holds. I ask again in ninety days.');
  });
}

/** Reads what a button carries; nothing where it is one of another version. */
function readValues(value: string): Readonly<Record<string, string>> {
  try {
    const read = JSON.parse(value) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(read ?? {}).map(([name, part]) => [name, String(part)]));
  } catch {
    return {};
  }
}
