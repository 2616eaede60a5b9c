import type { Caller } from '../../slack/caller.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { sayUnchanged } from '../../slack/store-trouble.ts';
import { section } from '../../slack/ui/blocks.ts';
import { escapeText } from '../../slack/ui/text.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { LEARNING_DIALOG } from './actions.ts';
import { GONE, mayCare, NOT_YOURS, showGaps } from './maintainers.ts';
import { idsOf } from './open-gaps.ts';
import { readTaughtFields } from './read-taught.ts';
import { tellWaiting } from './tell-waiting.ts';
import { readTeachMetadata } from './views/teach-dialog.ts';

const CHANGED =
  'Somebody has changed this while you were writing. Copy what you wrote, close this, and open it again from `/whoowns taught`.';

/** The dialog in which somebody answers what people asked in vain, or edits what was taught. */
export function registerTeach(router: Router, parts: MemoryParts): void {
  const { answerer, store, teaching, entries, replaceMessage } = parts;

  /** What came of it; a sentence where it is refused. */
  const save = async (
    caller: Caller,
    { question, entry: edited, version }: ReturnType<typeof readTeachMetadata>,
    read: Exclude<ReturnType<typeof readTaughtFields>, { errors: unknown }>,
  ) => {
    const own = edited !== undefined && (await entries.one(caller, edited))?.entry.by === caller.user;
    if (!own && !(await mayCare(parts, caller))) return NOT_YOURS;
    if ('accept' in read) {
      const gap = await teaching.settle(caller, question, { topic: read.accept }, read.asks);
      return gap ? { gap } : GONE;
    }
    const saved =
      edited === undefined
        ? await teaching.answer(caller, question, read.fields)
        : await entries.edit(caller, edited, read.fields, version);
    if (saved === 'changed') return CHANGED;
    if (!saved) return GONE;
    const done = 'entry' in saved ? saved : { entry: saved };
    const { by: id, byName: name } = done.entry;
    if (id !== undefined && name !== undefined) {
      await store.workspace(workspaceOf(caller.context)).keepNames([{ id, name }]);
    }
    return done;
  };

  router.submit(LEARNING_DIALOG.teach, async ({ ack, view, body, client, context }) => {
    const caller = { client, context, user: body.user.id };
    const about = readTeachMetadata(view.private_metadata);
    const read = readTaughtFields(view, answerer.known(), about.entry !== undefined);
    if ('errors' in read) return void (await ack({ response_action: 'errors', errors: read.errors }));
    const refuse = (text: string) =>
      ack({ response_action: 'errors', errors: { role: text.replace(/`([^`]*)`/g, '“$1”') } });
    let done: Exclude<Awaited<ReturnType<typeof save>>, string>;
    try {
      const saved = await save(caller, about, read);
      if (typeof saved === 'string') return await refuse(saved);
      done = saved;
    } catch (error) {
      if (error instanceof StoreError) return refuse(sayUnchanged(error));
      throw error;
    }
    await ack();
    note(context, {
      outcome: 'entry' in done ? (about.entry === undefined ? 'taught' : 'edited') : 'accepted',
    });
    // Those who wait first: they were promised it.
    if ('gap' in done) await tellWaiting(parts, caller, idsOf(done.gap));
    if ('entry' in done) {
      const { entry } = done;
      const text = `Thank you. “${escapeText(entry.title)}” is live here from the next question on. In ninety days I ask whether it still holds.`;
      await post(client, { channel: caller.user, text, blocks: [section(text)] });
    }
    const { list } = about;
    // It is saved: where the list cannot be renewed, it stays as it was.
    if (list) await replaceMessage(list.url, () => showGaps(parts, caller, list.page));
  });
}
