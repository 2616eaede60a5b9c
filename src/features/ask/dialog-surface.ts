import type { types, webApi } from '@slack/bolt';
import { buildNotice } from '../../slack/ui/modal.ts';
import { COPY } from './copy.ts';

/**
 * A dialog to reply in. Slack waits three seconds for it, so whatever takes time is preceded by a notice, in whose place
 * the reply comes. `open` shows the first view and gives its id.
 */
export function createDialogSurface(
  client: webApi.WebClient,
  open: (view: types.ModalView) => Promise<string | undefined>,
) {
  let shown: string | undefined;
  const show = async (view: types.ModalView): Promise<void> => {
    if (shown === undefined) shown = await open(view);
    else await client.views.update({ view_id: shown, view });
  };
  return {
    show,
    isDialog: true,
    acknowledge: () => show(buildNotice(COPY.oneMoment)),
    showMessage: ({ blocks }: { readonly blocks: types.KnownBlock[] }) => show(buildNotice(blocks)),
    openDialog: show,
  };
}
