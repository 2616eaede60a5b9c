import { LRUCache } from 'lru-cache';
import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { ReplaceMessage } from '../../slack/respond.ts';
import type { PressArgs, Router } from '../../slack/router.ts';
import { sayUnchanged } from '../../slack/store.ts';
import { say } from '../../slack/ui/blocks.ts';
import { escapeText } from '../../slack/ui/text.ts';
import { StoreError } from '../../store/errors.ts';
import type { Answers } from '../ask/answers.ts';
import { LEARNING_DIALOG } from './actions.ts';
import { COPY } from './copy.ts';
import { isMaintainer, type MaintainerParts, showGaps } from './maintainers.ts';
import { idsOf } from './open-gaps.ts';
import { readTeachFields } from './read-teach-dialog.ts';
import { tellWaiting } from './tell-waiting.ts';
import { buildTeachDialog, readTeachMetadata, type TeachShown } from './views/teach-dialog.ts';

/** A response URL holds for half an hour, and some people open many dialogs in it. */
const REMEMBERED = { max: 500, ttl: 30 * 60_000 };

/** Opens the dialogs in which gaps are answered and entries edited. */
export type TeachDialogs = ReturnType<typeof createTeachDialogs>;

/**
 * Creates it. The list that a dialog was opened from is remembered in this process alone, as its address is nothing to
 * send around: after a restart, or where another instance hears of the dialog, the list stays as it was.
 */
export function createTeachDialogs({ answerer }: { readonly answerer: Pick<Answerer, 'known'> }) {
  const openedFrom = new LRUCache<string, { readonly responseUrl: string; readonly page: number }>(
    REMEMBERED,
  );
  return {
    /** After a press; `page` where that was in the list of gaps, which is renewed later. */
    async open({ client, body }: PressArgs, shown: TeachShown, page?: number): Promise<void> {
      const { roles, groups } = answerer.known();
      const view = buildTeachDialog(shown, roles, groups);
      const opened = await client.views.open({ trigger_id: body.trigger_id, view });
      if (page === undefined || opened.view?.id === undefined) return;
      openedFrom.set(opened.view.id, { responseUrl: body.response_url, page });
    },
    /** The list that a dialog was opened from, as far as it is known. */
    listOf: (viewId: string) => openedFrom.get(viewId),
  };
}

interface Parts extends MaintainerParts {
  readonly answerer: Answerer;
  readonly answers: Answers;
  readonly teachDialogs: TeachDialogs;
  readonly replaceMessage: ReplaceMessage;
  readonly log: Log;
}

/** The dialog in which somebody answers what people asked in vain, or edits what was taught, was sent. */
export function registerTeach(router: Router, parts: Parts): void {
  const { answerer, store, teaching, entries, teachDialogs, replaceMessage } = parts;

  /** What came of it; a sentence where it is refused. */
  const save = async (
    caller: Caller,
    { question, entry: edited, version }: ReturnType<typeof readTeachMetadata>,
    read: Exclude<ReturnType<typeof readTeachFields>, { errors: unknown }>,
  ) => {
    const isTheirs = edited !== undefined && (await entries.find(caller, edited))?.entry.by === caller.user;
    if (!isTheirs && !(await isMaintainer(parts, caller))) return COPY.maintainersOnly;
    if ('accept' in read) {
      const gap = await teaching.settle(caller, question, { topic: read.accept }, read.asks);
      return gap ? { gap } : COPY.gone;
    }
    const saved =
      edited === undefined
        ? await teaching.answer(caller, question, read.fields)
        : await entries.edit(caller, edited, read.fields, version);
    if (saved === 'changed') return COPY.teach.changed;
    if (!saved) return COPY.gone;
    const done = 'entry' in saved ? saved : { entry: saved };
    const { by: id, byName: name } = done.entry;
    if (id !== undefined && name !== undefined) {
      await store.workspace(workspaceOf(caller.context)).keepNames([{ id, name }]);
    }
    return done;
  };

  router.submit(LEARNING_DIALOG.teach, async ({ ack, view, body, client, context }) => {
    const caller = { client, context, user: body.user.id };
    const metadata = readTeachMetadata(view.private_metadata);
    const read = readTeachFields(view, answerer.known(), metadata.entry !== undefined);
    if ('errors' in read) return void (await ack({ response_action: 'errors', errors: read.errors }));
    const refuse = (text: string) =>
      ack({ response_action: 'errors', errors: { role: text.replace(/`([^`]*)`/g, '“$1”') } });
    const saved = await save(caller, metadata, read).catch((error: unknown) => {
      if (!(error instanceof StoreError)) throw error;
      return sayUnchanged(error);
    });
    if (typeof saved === 'string') return refuse(saved);
    await ack();
    note(context, {
      outcome: 'entry' in saved ? (metadata.entry === undefined ? 'taught' : 'edited') : 'accepted',
    });
    // Those who wait first: they were promised it.
    if ('gap' in saved) await tellWaiting(parts, caller, idsOf(saved.gap));
    if ('entry' in saved) {
      const text = COPY.teach.live(escapeText(saved.entry.title));
      await post(client, { channel: caller.user, ...say(text) });
    }
    const list = teachDialogs.listOf(view.id);
    if (list) await replaceMessage(list.responseUrl, () => showGaps(parts, caller, list.page));
  });
}
