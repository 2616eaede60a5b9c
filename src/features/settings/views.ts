import type { types } from '@slack/bolt';
import { type Message, plain, section } from '../../slack/ui/blocks.ts';
import { modal, optionally } from '../../slack/ui/modal.ts';
import { SETTINGS_ACTION, SETTINGS_DIALOG } from './actions.ts';
import { COPY } from './copy.ts';
import type { Settings } from './settings.ts';

const { dialog: DIALOG } = COPY;

/** Builds the dialog with the settings of the workspace, for admins. */
export function buildSettingsDialog(settings: Settings, canGreet: boolean): types.ModalView {
  const changesBy = radio('changesBy', DIALOG.changesBy, settings.changesBy, [
    ['everybody', DIALOG.everybody],
    ['admins', DIALOG.admins],
  ]);
  const greet = radio('greet', DIALOG.greet, settings.greet ? 'on' : 'off', [
    ['off', DIALOG.greetOff],
    ['on', DIALOG.greetOn],
  ]);
  const hint = plain(DIALOG.greetHint, 2000);
  const blocks: types.KnownBlock[] = [
    changesBy,
    ...(canGreet ? [{ ...greet, hint }] : []),
    {
      type: 'input',
      block_id: 'caretakers',
      optional: true,
      label: plain(DIALOG.maintainers, 2000),
      hint: plain(DIALOG.maintainersHint, 2000),
      element: {
        type: 'multi_users_select',
        action_id: 'caretakers',
        placeholder: plain(DIALOG.noMaintainers, 150),
        ...optionally('initial_users', settings.maintainers),
      },
    },
    radio('keepDays', DIALOG.keepDays, String(settings.keepDays), Object.entries(DIALOG.days)),
  ];
  return modal({ callback: SETTINGS_DIALOG.change, title: DIALOG.title, blocks });
}

function radio(
  name: string,
  label: string,
  chosen: string,
  choices: readonly (readonly [string, string])[],
): types.InputBlock {
  const options = choices.map(([value, text]) => ({ text: plain(text, 75), value }));
  const initial_option = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: name,
    label: plain(label, 2000),
    element: {
      type: 'radio_buttons',
      action_id: name,
      options,
      ...(initial_option ? { initial_option } : {}),
    },
  };
}

/** Builds the button that opens the settings, where no dialog can be opened on the spot. */
export function buildSettingsButton(): Message {
  const button = {
    type: 'button' as const,
    action_id: SETTINGS_ACTION.open,
    text: plain(COPY.buttonLabel, 75),
  };
  return { text: COPY.button, blocks: [section(COPY.button), { type: 'actions', elements: [button] }] };
}
