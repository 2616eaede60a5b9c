import type { Context } from '@slack/bolt';
import type { Answer } from '../../answer/types.ts';
import { note } from '../../slack/journal.ts';
import { cannotPost, isArchived, post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import type { Seen } from '../../slack/store.ts';
import { buildNotice } from '../../slack/ui/modal.ts';
import { ASK_ACTION, ASK_DIALOG } from './actions.ts';
import { type Answering, type Answers, noteAnswer } from './answers.ts';
import { COPY } from './copy.ts';
import type { OnPicked } from './presses.ts';
import {
  buildAnswerDialog,
  buildReply,
  canReply,
  type DialogCarried,
  readCarried,
} from './views/answer-dialog.ts';
import { unpackValue } from './views/buttons.ts';

/** Shows again what a dialog shows, as things are now. What was asked after a person stays a question after a person. */
export async function showCarried(
  answers: Answers,
  context: Context,
  { question, about, shown, who, channel }: DialogCarried,
  user: string,
): Promise<Pick<Answering, 'answer' | 'local'>> {
  const asked = { channel: about?.channel ?? 'D', user, meant: channel };
  if (!shown) return answers.to(context, question, asked);
  const { answer, local } = await answers.show(context, shown, asked);
  return { answer: who === true ? asWho(answer) : answer, local };
}

function asWho(answer: Answer): Answer {
  switch (answer.kind) {
    case 'role':
      return { kind: 'who', cards: [answer.card], confidence: 1 };
    case 'comparison':
      return { kind: 'who', cards: answer.sides, confidence: 1 };
    default:
      return answer;
  }
}

interface Parts {
  readonly answers: Answers;
  readonly seen: Seen;
  readonly onPicked: OnPicked;
}

/** The dialog with an answer: what its buttons lead to, and "Reply in thread". */
export function registerAnswerDialog(router: Router, { answers, seen, onPicked }: Parts): void {
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
    if (!theirs) await onPicked(context, carried);
  });

  router.submit(ASK_DIALOG.answer, async ({ ack, view, body, client, context }) => {
    const carried = readCarried(view.private_metadata);
    const { about } = carried;
    if (!about) return void (await ack());
    const user = body.user.id;
    const { answer, local } = await showCarried(answers, context, carried, user);
    if (!canReply(answer, local)) {
      note(context, { outcome: 'no answer any more' });
      return void (await ack({ response_action: 'update', view: buildNotice(COPY.reply.noAnswer) }));
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
      if (!cannotPost(error)) throw error;
      note(context, { outcome: 'not in channel' });
      // The dialog is closed by now.
      const why = isArchived(error) ? COPY.reply.archived : COPY.reply.absent;
      const text = COPY.reply.failed(about.channel, why);
      await post(client, { channel: user, text });
    }
  });
}
