import type { App, ViewOutput } from '@slack/bolt';
import type { TaughtEntry } from '../../answer/taught-entry.ts';
import { StoreError } from '../../store/errors.ts';
import { DIALOG } from '../blocks/dialogs.ts';
import { section } from '../blocks/parts.ts';
import { escapeText } from '../blocks/text.ts';
import { note } from '../journal.ts';
import { GONE, mayCare, NOT_YOURS } from '../memory/care.ts';
import { sayTrouble } from '../memory/open-dialog.ts';
import type { MemoryParts } from '../memory/parts.ts';
import type { TaughtFields, Waiting } from '../memory/teach.ts';
import { tellWaiting } from '../memory/tell-waiting.ts';
import { workspaceOf } from '../memory/workspace.ts';

/** The dialog in which somebody answers what people asked in vain, or edits what was taught. */
export function registerTeach(app: App, parts: MemoryParts): void {
  const { answerer, answers, store, teaching, checks, log } = parts;

  app.view(DIALOG.teach, async ({ ack, view, body, client, context }) => {
    const doing = { client, context, user: body.user.id };
    const { question, entry: edited } = readMetadata(view.private_metadata);
    const read = readFields(view, answerer.known());
    if ('errors' in read) return void (await ack({ response_action: 'errors', errors: read.errors }));
    const refuse = (text: string) => ack({ response_action: 'errors', errors: { role: text } });
    let done:
      | {
          readonly entry: TaughtEntry;
          readonly waiting: readonly Waiting[];
        }
      | undefined;
    try {
      const own = edited !== undefined && (await teaching.entry(doing, edited))?.by === doing.user;
      if (!own && !(await mayCare(parts, doing))) return await refuse(NOT_YOURS.replaceAll('`', '“'));
      if (edited !== undefined) {
        const entry = await teaching.edit(doing, edited, read.fields);
        done = entry && { entry, waiting: [] };
      } else done = await teaching.answer(doing, question, read.fields);
      if (!done) return await refuse(GONE);
      const { entry } = done;
      if (entry.by !== undefined && entry.byName !== undefined) {
        await store.workspace(workspaceOf(context)).keepNames([{ id: entry.by, name: entry.byName }]);
      }
    } catch (error) {
      if (error instanceof StoreError) return refuse(sayTrouble(error));
      throw error;
    }
    await ack();
    note(context, { outcome: edited === undefined ? 'taught' : 'edited' });
    const { entry, waiting } = done;
    const text = `Thank you. “${escapeText(entry.title)}” is live here from the next question on. In ninety days I ask you whether it still holds.`;
    // Those who wait first: they were promised it.
    await tellWaiting({ answers, log }, doing, waiting, { taught: entry.id });
    const { channel } = await client.chat.postMessage({ channel: doing.user, text, blocks: [section(text)] });
    await checks.schedule(doing, entry, channel ?? doing.user);
  });
}

function readMetadata(metadata: string): { readonly question: string; readonly entry: string | undefined } {
  try {
    const { question, entry } = JSON.parse(metadata) as Record<string, unknown>;
    return {
      question: typeof question === 'string' ? question : '',
      entry: typeof entry === 'string' ? entry : undefined,
    };
  } catch {
    return { question: '', entry: undefined }; // a dialog of another version
  }
}

const MOST_ASKS = 50;
const LONGEST_ASK = 400;

/** Reads what was filled in, or says what is missing. */
function readFields(
  { state: { values } }: ViewOutput,
  { roles, groups }: ReturnType<MemoryParts['answerer']['known']>,
): { readonly fields: TaughtFields } | { readonly errors: Record<string, string> } {
  const textOf = (name: string) => values[name]?.[name]?.value?.trim() ?? '';
  const role = values.role?.role?.selected_option?.value ?? '';
  const topicId = values.topic?.topic?.selected_option?.value;
  const topic = groups.flatMap(({ topics }) => topics).find(({ id }) => id === topicId);
  const asks = [
    ...new Set(
      textOf('asks')
        .split('\n')
        .map((line) => line.trim().slice(0, LONGEST_ASK))
        .filter((line) => line !== ''),
    ),
  ];
  const title = topic?.title ?? textOf('title');
  const errors: Record<string, string> = {
    ...(roles.some(({ id }) => id === role) ? {} : { role: 'I do not know this role any more.' }),
    ...(topicId !== undefined && !topic ? { topic: 'I do not know this topic any more.' } : {}),
    ...(title === '' ? { title: 'Say in a few words what it is, or choose a topic above.' } : {}),
    ...(asks.length === 0 ? { asks: 'I need at least one way in which people ask for it.' } : {}),
    ...(asks.length > MOST_ASKS ? { asks: `At most ${MOST_ASKS} ways, please.` } : {}),
    ...(textOf('answer') === '' ? { answer: 'Please write the answer.' } : {}),
    ...(textOf('source') === '' ? { source: 'Please say where that is written.' } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    fields: { role, topic: topic?.id, title, answer: textOf('answer'), source: textOf('source'), asks },
  };
}
