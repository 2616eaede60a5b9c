import type { AllMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { StoreError } from '../store/errors.ts';
import { within } from '../time/deadline.ts';
import { note } from './journal.ts';
import { sayUnchanged } from './store-trouble.ts';

type Submission = Pick<SlackViewMiddlewareArgs & AllMiddlewareArgs, 'ack' | 'context'>;

/** What came of a dialog that was sent. */
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
  'I could not save this in time: my memory or Slack is slow just now. Please wait a moment, and press Save again.';
/** So long what came too late for the dialog may still come, in milliseconds. */
const GRACE = 30_000;

/**
 * Closes a dialog when its work is done, or keeps it open with a sentence in `block`. Slack waits three seconds, and
 * people then read that something went wrong: so work that takes longer is spoken of before.
 */
export async function settleDialog(
  { ack, context }: Submission,
  block: string,
  work: Promise<Settlement>,
): Promise<void> {
  const refuse = (errors: Readonly<Record<string, string>>) =>
    ack({ response_action: 'errors', errors: { ...errors } });
  let late = false;
  try {
    let settled = await within(work);
    if (settled === 'late') {
      late = true;
      note(context, { outcome: 'late' });
      await refuse({ [block]: LATE });
      settled = await within(work, GRACE);
    }
    if (settled === 'late') return;
    if ('errors' in settled) {
      note(context, { outcome: 'refused' });
      return late ? undefined : await refuse(settled.errors);
    }
    const { outcome, topic, after } = settled;
    if (!late) await ack();
    note(context, { outcome, ...(topic === undefined ? {} : { topic }) });
    await after?.();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (!late) await refuse({ [block]: sayUnchanged(error) });
  }
}
