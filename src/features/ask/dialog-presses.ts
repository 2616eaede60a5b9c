import type { Answer } from '../../answer/types.ts';
import type { Caller } from '../../slack/caller.ts';
import { cannotPost, isArchived } from '../../slack/errors.ts';
import { note } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
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

/** Shows again what a dialog shows, as things are now. A question about a person stays one. */
export async function showCarried(
  answers: Answers,
  { client, context, user }: Caller,
  { question, message, subject, isPerson, channel }: DialogCarried,
  isPublic = false,
): Promise<Pick<Answering, 'answer' | 'facts'>> {
  const asked = { client, channel: message?.channel ?? 'D', user, carried: channel, isPublic };
  if (!subject) return answers.to(context, question, asked);
  const { answer, facts } = await answers.show(context, subject, asked);
  return { answer: isPerson === true ? asPerson(answer) : answer, facts };
}

function asPerson(answer: Answer): Answer {
  switch (answer.kind) {
    case 'role':
      return { kind: 'who', cards: [answer.card], confidence: 1 };
    case 'comparison':
      return { kind: 'who', cards: answer.sides, confidence: 1 };
    default:
      return answer;
  }
}

interface Dependencies {
  readonly answers: Answers;
  readonly seen: Seen;
  readonly onPicked: OnPicked;
}

/** The dialog with an answer: what its buttons lead to, and "Reply in thread". */
export function registerAnswerDialog(router: Router, { answers, seen, onPicked }: Dependencies): void {
  // A related topic, or a choice of "Did you mean", replaces what the dialog shows.
  router.press(ASK_ACTION.look, async ({ action, body, client, context }) => {
    const carried = unpackValue(action.value);
    const { view } = body;
    if (!carried || !view) return;
    const { question, message, isOthersText } = readCarried(view.private_metadata);
    const asked = { client, channel: message?.channel ?? 'D', user: body.user.id };
    const { answer, facts } = await answers.show(context, carried.subject, asked);
    noteAnswer(context, answer);
    await client.views.update({
      view_id: view.id,
      view: buildAnswerDialog(answer, { question, message, isOthersText, isNextStep: true }, facts),
    });
    if (!isOthersText) await onPicked(context, carried);
  });

  router.submit(ASK_DIALOG.answer, async ({ ack, view, body, client, context }) => {
    const carried = readCarried(view.private_metadata);
    const { message } = carried;
    if (!message) return void (await ack());
    const user = body.user.id;
    const caller = { client, context, user };
    const { answer, facts } = await showCarried(answers, caller, carried);
    if (!canReply(answer, facts)) {
      note(context, { outcome: 'no answer any more' });
      return void (await ack({ response_action: 'update', view: buildNotice(COPY.reply.noAnswer) }));
    }
    await ack();
    const key = `reply:${view.id}`;
    if (!(await seen.first(context, key))) return note(context, { outcome: 'sent before' });
    try {
      const open = await showCarried(answers, caller, carried, true);
      const reply = buildReply(open.answer, user, open.facts);
      await post(client, { channel: message.channel, thread_ts: message.ts, ...reply });
      note(context, { outcome: 'replied in thread' });
    } catch (error) {
      await seen.forget(context, key);
      if (!cannotPost(error)) throw error;
      note(context, { outcome: 'not in channel' });
      // The dialog is closed by now, so this goes to their direct messages.
      const why = isArchived(error) ? COPY.reply.archived : COPY.reply.absent;
      const text = COPY.reply.failed(message.channel, why);
      await post(client, { channel: user, text });
    }
  });
}
