import { isAbsent, isArchived } from '../../slack/announce.ts';
import { note, noteAnswer } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/seen.ts';
import { buildNotice } from '../../slack/ui/notice.ts';
import { keepChoice } from '../learning/keep-choice.ts';
import type { MemoryParts } from '../parts.ts';
import { ASK_ACTION, ASK_DIALOG } from './actions.ts';
import { showCarried } from './show-carried.ts';
import { buildAnswerDialog, buildReply, canReply, readCarried } from './views/answer-dialog.ts';
import { unpackValue } from './views/buttons.ts';

const NO_ANSWER =
  'I no longer have an answer to that: what I know has changed since. Please ask again. I posted nothing.';
const ABSENT = 'I am not in that channel. Type `/invite @whoowns` in it, and try again.';
const ARCHIVED = 'That channel is archived, so nothing can be posted there any more.';

/** The dialog with an answer: what its buttons lead to, and "Reply in thread". */
export function registerAnswerDialog(
  router: Router,
  { answers, gather, seen }: MemoryParts & { seen: Seen },
): void {
  // A related topic, or one of "Did you mean", takes the place of what the dialog shows.
  router.press(ASK_ACTION.look, async ({ action, body, client, context }) => {
    const carried = unpackValue(action.value);
    const { view } = body;
    if (!carried || !view) return;
    const { question, about, theirs } = readCarried(view.private_metadata);
    const asked = { channel: about?.channel ?? 'D', user: body.user.id };
    const { answer, local } = await answers.show(context, carried.subject, asked);
    noteAnswer(context, answer);
    await client.views.update({
      view_id: view.id,
      view: buildAnswerDialog(answer, { question, about, theirs, led: true }, local),
    });
    if (!theirs) await keepChoice(gather, context, carried);
  });

  router.submit(ASK_DIALOG.answer, async ({ ack, view, body, client, context }) => {
    const carried = readCarried(view.private_metadata);
    const { about } = carried;
    if (!about) return void (await ack());
    const user = body.user.id;
    const { answer, local } = await showCarried(answers, context, carried, user);
    if (!canReply(answer, local)) {
      note(context, { outcome: 'no answer any more' });
      return void (await ack({ response_action: 'update', view: buildNotice(NO_ANSWER) }));
    }
    await ack();
    const key = `reply:${view.id}`;
    if (!(await seen.first(context, key))) return note(context, { outcome: 'sent before' });
    try {
      const message = buildReply(answer, user, local);
      await post(client, { channel: about.channel, thread_ts: about.ts, ...message });
      note(context, { outcome: 'replied in thread' });
    } catch (error) {
      await seen.forget(context, key);
      if (!isAbsent(error)) throw error;
      note(context, { outcome: 'not in channel' });
      // The dialog is closed by now.
      const why = isArchived(error) ? ARCHIVED : ABSENT;
      const text = `I could not reply in <#${about.channel}>. ${why}`;
      await post(client, { channel: user, text });
    }
  });
}
