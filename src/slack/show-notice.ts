import type { Caller } from './caller.ts';
import type { Message } from './ui/message.ts';
import { buildNotice } from './ui/notice.ts';

/** What was pressed in a dialog or on the home tab. */
interface Pressed {
  readonly trigger_id: string;
  readonly view?: { readonly type: string } | undefined;
}

/** Shows a message above the view in which something was pressed, where there is nothing to answer below. */
export async function showNotice(
  client: Caller['client'],
  { trigger_id, view }: Pressed,
  { blocks }: Message,
): Promise<void> {
  const notice = { trigger_id, view: buildNotice(blocks) };
  // Slack lays dialogs above dialogs alone.
  await (view?.type === 'home' ? client.views.open(notice) : client.views.push(notice));
}
