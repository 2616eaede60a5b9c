import { StoreError } from '../store/errors.ts';
import { note } from './journal.ts';
import { post } from './post.ts';
import type { PressArgs } from './router.ts';
import { sayUnchanged } from './store-trouble.ts';
import type { WordReply } from './typed-words.ts';

/**
 * After a press: opens the dialog that `build` makes, or says why there is none, to whoever pressed. Where the button
 * stands in a dialog or on the home tab there is no message to answer below, so that goes into their direct messages.
 */
export async function showReply(
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
