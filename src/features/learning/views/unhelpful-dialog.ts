import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Topic } from '../../../knowledge/types.ts';
import { plain, readJson, section } from '../../../slack/ui/blocks.ts';
import { input, option, textInput } from '../../../slack/ui/modal.ts';
import { type Judged, readJudged } from '../../ask/views/feedback.ts';
import { COPY } from '../copy.ts';

/** The dialog that asks why an answer did not help. */
export const UNHELPFUL_DIALOG = 'feedback.not';

/** Whether the question is kept with the press, is kept once the dialog is sent, or is not kept at all. */
export type Keeping = keyof typeof COPY.feedback.whoSees;

/** Builds the dialog that asks, in one optional line, why an answer did not help; with what came second. */
export function buildUnhelpfulDialog(
  { question, subject }: Judged,
  runnersUp: readonly Topic[],
  keeping: Keeping,
): types.ModalView {
  const instead = input<types.RadioButtons>(
    'instead',
    { label: COPY.feedback.instead, optional: true },
    { type: 'radio_buttons', options: runnersUp.map(({ id, title }) => option(title, id)) },
  );
  const reason = textInput('reason', { label: COPY.feedback.reason, optional: true }, { max: 200 });
  const inputs = [
    ...(runnersUp.length > 0 ? [instead] : []),
    // Nobody would read it where nothing is kept.
    ...(keeping === 'never' ? [] : [reason]),
  ];
  return {
    type: 'modal',
    callback_id: UNHELPFUL_DIALOG,
    title: plain(COPY.feedback.title, 24),
    ...(inputs.length > 0 ? { submit: plain(COPY.feedback.send, 24) } : {}),
    close: plain(COPY.feedback.close, 24),
    private_metadata: JSON.stringify({ q: question, s: subject, k: keeping }),
    blocks: [section(COPY.feedback.whoSees[keeping]), ...inputs],
  };
}

/** In a dialog of another version, nothing is kept yet. */
const metadata = z.object({ k: z.enum(['at once', 'when sent', 'never']).catch('when sent') });

/** Reads what that dialog carries; undefined where it cannot be used. */
export function readUnhelpfulMetadata(text: string): (Judged & { readonly keeping: Keeping }) | undefined {
  const judged = readJudged(text);
  const keeping = readJson(metadata, text)?.k;
  return judged && keeping && { ...judged, keeping };
}
