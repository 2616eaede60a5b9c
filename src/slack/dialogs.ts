import { StoreError } from '../store/errors.ts';
import { withTimeout } from '../time/with-timeout.ts';
import { note } from './journal.ts';
import { post } from './post.ts';
import type { PressArgs, SubmitArgs } from './router.ts';
import { DIALOG_MS, sayUnchanged } from './store.ts';
import type { WordReply } from './typed-words.ts';

/**
 * After a press: opens the dialog that `build` makes, or says why there is none, to whoever pressed. Where the button
 * stands in a dialog or on the home tab there is no message to answer below, so that goes into their direct messages.
 */
export async function openDialogOrTell(
  { client, context, body, respond }: Pick<PressArgs, 'client' | 'context' | 'body' | 'respond'>,
  build: () => Promise<WordReply>,
): Promise<void> {
  const tell = async (text: string) => {
    note(context, { outcome: 'refused' });
    if (body.view) await post(client, { channel: body.user.id, text });
    else await respond({ replace_original: false, response_type: 'ephemeral', text });
  };
  try {
    const reply = await build();
    if (!('dialog' in reply)) return await tell(reply.message.text);
    await client.views.open({ trigger_id: body.trigger_id, view: reply.dialog });
    note(context, { outcome: 'dialog' });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    await tell(sayUnchanged(error));
  }
}

/** What came of a submitted dialog. */
export type Settlement =
  /** It stays open, and says what is wrong, by block. */
  | { readonly errors: Readonly<Record<string, string>> }
  | {
      readonly outcome: string;
      readonly topic?: string;
      /** What is left to do once the dialog is closed. */
      readonly after?: () => Promise<void>;
    };

const LATE =
  "I couldn't save this in time: my database or Slack is slow right now. Please wait a moment, then press Save again.";
/** Work that came too late for the dialog may still finish, and be announced, for this long. */
const GRACE_MS = 30_000;

/**
 * Closes a dialog when its work is done, or keeps it open with a sentence in `block`. Slack waits three seconds, and
 * people then read that something went wrong: so slow work is admitted before that.
 */
export async function settleDialog(
  { ack, context }: Pick<SubmitArgs, 'ack' | 'context'>,
  block: string,
  work: Promise<Settlement>,
): Promise<void> {
  const refuse = (errors: Readonly<Record<string, string>>) =>
    ack({ response_action: 'errors', errors: { ...errors } });
  let late = false;
  try {
    const admit = async () => {
      late = true;
      note(context, { outcome: 'late' });
      await refuse({ [block]: LATE });
      return withTimeout(work, GRACE_MS, () => undefined);
    };
    const settled = await withTimeout(work, DIALOG_MS, admit);
    if (!settled) return;
    if ('errors' in settled) {
      note(context, { outcome: 'refused' });
      return late ? undefined : await refuse(settled.errors);
    }
    const { after, ...entry } = settled;
    if (!late) await ack();
    note(context, entry);
    await after?.();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (!late) await refuse({ [block]: sayUnchanged(error) });
  }
}
