import { LRUCache } from 'lru-cache';
import type { Answerer } from '../../answer/answerer.ts';
import type { TaughtEntry } from '../../answer/taught-entry.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { type Settlement, settleDialog } from '../../slack/dialogs.ts';
import { post } from '../../slack/post.ts';
import type { ReplaceMessage } from '../../slack/respond.ts';
import type { PressArgs, Router } from '../../slack/router.ts';
import { say } from '../../slack/ui/blocks.ts';
import { escapeText } from '../../slack/ui/text.ts';
import type { Answers } from '../ask/answers.ts';
import { COPY } from './copy.ts';
import type { Gap } from './gaps.ts';
import { isMaintainer, type MaintainerDependencies, mayChangeEntry, showGaps } from './maintainers.ts';
import { idsOf } from './open-gaps.ts';
import { readTeachFields } from './read-teach-dialog.ts';
import { tellWaiting } from './tell-waiting.ts';
import { buildTeachDialog, readTeachMetadata, TEACH_DIALOG, type TeachShown } from './views/teach-dialog.ts';

/** A response URL holds for half an hour, and some people open many dialogs in it. */
const OPENED_FROM = { max: 500, ttl: 30 * 60_000 };

/** Opens the dialogs in which gaps are answered and entries edited. */
export type TeachDialogs = ReturnType<typeof createTeachDialogs>;

/**
 * Creates it. The list that a dialog was opened from is remembered in this process alone, as its address is nothing to
 * send around: after a restart, or where another instance hears of the dialog, the list stays as it was.
 */
export function createTeachDialogs({ answerer }: { readonly answerer: Pick<Answerer, 'known'> }) {
  const openedFrom = new LRUCache<string, { responseUrl: string; page: number }>(OPENED_FROM);
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

interface Dependencies extends MaintainerDependencies {
  readonly answers: Answers;
  readonly teachDialogs: TeachDialogs;
  readonly replaceMessage: ReplaceMessage;
}

/** Takes in the dialog in which somebody answers a gap, or edits what was taught. */
export function registerTeach(router: Router, deps: Dependencies): void {
  const { answerer, store, teaching, entries, teachDialogs, replaceMessage } = deps;

  const refuse = (why: string) => ({ errors: { role: why.replace(/`([^`]*)`/g, '“$1”') } });
  const save = async (
    viewId: string,
    caller: Caller,
    { question, entry: edited, version }: ReturnType<typeof readTeachMetadata>,
    read: Exclude<ReturnType<typeof readTeachFields>, { errors: unknown }>,
  ): Promise<Settlement> => {
    const isAllowed =
      edited === undefined ? isMaintainer(deps, caller) : mayChangeEntry(deps, caller, edited);
    if (!(await isAllowed)) return refuse(COPY.maintainersOnly);
    const done = (outcome: string, { gap, entry }: { gap?: Gap; entry?: TaughtEntry }) => ({
      outcome,
      after: async () => {
        // Those who wait first: they were promised it.
        if (gap) await tellWaiting(deps, caller, idsOf(gap));
        if (entry) {
          await post(caller.client, {
            channel: caller.user,
            ...say(COPY.teach.live(escapeText(entry.title))),
          });
        }
        const list = teachDialogs.listOf(viewId);
        if (list) await replaceMessage(list.responseUrl, () => showGaps(deps, caller, list.page));
      },
    });
    if ('accept' in read) {
      const gap = await teaching.settle(caller, question, { topic: read.accept }, read.asks);
      return gap ? done('accepted', { gap }) : refuse(COPY.gone);
    }
    const saved =
      edited === undefined
        ? await teaching.answer(caller, question, read.fields)
        : await entries.edit(caller, edited, read.fields, version);
    if (!saved) return refuse(COPY.gone);
    if (saved === 'changed') return refuse(COPY.teach.changed);
    const taught = 'entry' in saved ? saved : { entry: saved };
    const { by: id, byName: name } = taught.entry;
    if (id !== undefined && name !== undefined) {
      await store.workspace(workspaceOf(caller.context)).keepNames([{ id, name }]);
    }
    return done(edited === undefined ? 'taught' : 'edited', taught);
  };

  router.submit(TEACH_DIALOG, async (args) => {
    const { view, body, client, context } = args;
    const metadata = readTeachMetadata(view.private_metadata);
    const read = readTeachFields(view, answerer.known(), metadata.entry !== undefined);
    const caller = { client, context, user: body.user.id };
    const saving = 'errors' in read ? Promise.resolve(read) : save(view.id, caller, metadata, read);
    await settleDialog(args, 'role', saving);
  });
}
