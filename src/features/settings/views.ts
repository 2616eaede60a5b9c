import type { types } from '@slack/bolt';
import { plain } from '../../slack/ui/blocks.ts';
import { modal, optionally } from '../../slack/ui/modal.ts';
import { SETTINGS_DIALOG } from './actions.ts';
import type { Settings } from './settings.ts';

/** Builds the dialog with the settings of the workspace, for admins. */
export function buildSettingsDialog(settings: Settings, canGreet: boolean): types.ModalView {
  const changesBy = radio('changesBy', 'Who may set the roles', settings.changesBy, [
    ['everybody', 'Every member'],
    ['admins', 'Admins only'],
  ]);
  const greet = radio('greet', 'Greetings', settings.greet ? 'on' : 'off', [
    ['off', 'Write only to people who ask me to'],
    ['on', 'Greet everybody who joins or is named, once'],
  ]);
  const hint = plain(
    'By direct message, with an offer to show them around, and never to guests or bots. On, every member may name somebody with /whoowns onboard @name; off, admins alone. Whoever switches it on can see whether it was started, finished or declined, and hears of greetings that could not be delivered.',
    2000,
  );
  const blocks: types.KnownBlock[] = [
    changesBy,
    ...(canGreet ? [{ ...greet, hint }] : []),
    {
      type: 'input',
      block_id: 'caretakers',
      optional: true,
      label: plain('Who looks after me, beside the admins', 2000),
      hint: plain('They see what I could not answer, and may teach me.', 2000),
      element: {
        type: 'multi_users_select',
        action_id: 'caretakers',
        placeholder: plain('Nobody', 150),
        ...optionally('initial_users', settings.caretakers),
      },
    },
    radio('keepDays', 'Keep what I could not answer for', String(settings.keepDays), [
      ['0', 'Not at all'],
      ['30', '30 days'],
      ['90', '90 days'],
      ['365', 'A year'],
    ]),
  ];
  return modal({ callback: SETTINGS_DIALOG.change, title: 'Settings', blocks });
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
