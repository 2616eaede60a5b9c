import { readQuestion } from '../../answer/read-question.ts';
import { note, noteAnswer } from '../../slack/journal.ts';
import { readMessage } from '../../slack/read-message.ts';
import type { Router } from '../../slack/router.ts';
import { buildNotice } from '../../slack/ui/notice.ts';
import { beginInstead } from '../onboarding/begin.ts';
import type { MemoryParts } from '../parts.ts';
import { ASK_DIALOG } from './actions.ts';
import { buildAnswerDialog, buildAskDialog } from './views/answer-dialog.ts';

/** What the shortcuts are called in manifest.json. */
export const SHORTCUT = { message: 'message.who', ask: 'ask.open' } as const;

const NOTHING_TO_READ = 'There is no text in that message that I could read.';

/** "Who owns this?" on any message, and "Ask who owns…" from the search box. */
export function registerShortcuts(router: Router, parts: MemoryParts): void {
  const { answers, gather } = parts;

  router.messageShortcut(SHORTCUT.message, async (args) => {
    const { ack, shortcut, client, context } = args;
    await ack();
    const { ts, thread_ts } = shortcut.message as { ts: string; thread_ts?: string };
    const { id: channel, name } = shortcut.channel;
    const asked = { channel, user: shortcut.user.id };
    const answering = await answers.to(context, readMessage(shortcut.message), asked);
    const { answer, question, local, id } = answering;
    noteAnswer(context, answer);
    const about = canBeIn(channel, name) ? { channel, ts: thread_ts ?? ts } : undefined;
    const view =
      question === ''
        ? buildNotice(NOTHING_TO_READ)
        : buildAnswerDialog(answer, { question, id, about, theirs: true }, local);
    await client.views.open({ trigger_id: shortcut.trigger_id, view });
    // What others may have written in private is counted alone: its text is kept where somebody asks to be told.
    await gather.asked(context, { ...answering, id: undefined });
  });

  router.globalShortcut(SHORTCUT.ask, async ({ ack, shortcut, client, context }) => {
    await ack();
    note(context, { outcome: 'dialog' });
    await client.views.open({ trigger_id: shortcut.trigger_id, view: buildAskDialog() });
  });

  router.submit(ASK_DIALOG.ask, async ({ ack, view, body, client, context }) => {
    const text = view.state.values.question?.question?.value ?? '';
    const caller = { client, context, user: body.user.id };
    const tell = (said: string) => ack({ response_action: 'update', view: buildNotice(said) });
    if (await beginInstead(parts, caller, readQuestion(text), tell)) return;
    const answering = await answers.to(context, text, { channel: 'D', user: body.user.id });
    const { answer, question, local, id } = answering;
    noteAnswer(context, answer);
    await ack({ response_action: 'update', view: buildAnswerDialog(answer, { question, id }, local) });
    await gather.asked(context, answering);
  });
}

/** The bot is never in the direct messages of others; in its own, everybody there has read the answer already. */
function canBeIn(channel: string, name: string): boolean {
  return !channel.startsWith('D') && !name.startsWith('mpdm-');
}
