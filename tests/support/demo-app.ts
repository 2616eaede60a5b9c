import { App } from '@slack/bolt';
import { LocalReceiver } from '../../src/playground/fake-slack/receiver.ts';
import { WORKSPACE } from '../../src/playground/fake-slack/world.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** The manifest of the demo app. */
export const DEMO_MANIFEST = {
  features: {
    app_home: { home_tab_enabled: true },
    slash_commands: [{ command: '/demo', description: 'Opens a dialog.', usage_hint: '[anything]' }],
    shortcuts: [
      { name: 'Look at this', type: 'message', callback_id: 'look' },
      { name: 'Start the demo', type: 'global', callback_id: 'begin' },
    ],
  },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'team_join', 'member_joined_channel'] },
  },
};

const DIALOG = {
  type: 'modal' as const,
  callback_id: 'demo',
  title: plain('Who holds it?'),
  submit: plain('Save'),
  close: plain('Not now'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'note',
      label: plain('A note'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input' as const,
      block_id: 'role',
      optional: true,
      label: plain('The role'),
      element: {
        type: 'static_select' as const,
        action_id: 'pick',
        options: [
          { text: plain('Product Owner'), value: 'po' },
          { text: plain('Product Manager'), value: 'pm' },
        ],
      },
    },
    {
      type: 'input' as const,
      block_id: 'people',
      optional: true,
      label: plain('People'),
      element: { type: 'multi_users_select' as const, action_id: 'who' },
    },
  ],
};

/** A small app with one of everything that the page can show: dialogs, menus, shortcuts, a home tab. */
export function createDemoApp(fetch: typeof globalThis.fetch): LocalReceiver {
  const receiver = new LocalReceiver();
  const { user, bot, token } = WORKSPACE.bot;
  const app = new App({
    receiver,
    convoStore: false,
    authorize: async () => ({ botToken: token, botUserId: user, botId: bot }),
    clientOptions: { fetch, retryConfig: { retries: 0 } },
  });
  app.command('/demo', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: DIALOG });
  });
  app.shortcut('begin', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: DIALOG });
  });
  app.shortcut({ type: 'message_action', callback_id: 'look' }, async ({ ack, shortcut, respond }) => {
    await ack();
    await respond({ response_type: 'ephemeral', text: `You looked at: ${shortcut.message.text}` });
  });
  app.view('demo', async ({ ack, body, view, client }) => {
    const { note, role, people } = view.state.values;
    const text = note?.text?.value ?? '';
    if (text.length < 3) {
      await ack({ response_action: 'errors', errors: { note: 'A little longer, please.' } });
      return;
    }
    await ack();
    await client.chat.postMessage({
      channel: body.user.id,
      text: 'Saved.',
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: `Saved: ${text}, ${role?.pick?.selected_option?.value ?? 'nobody'}, ${(people?.who?.selected_users ?? []).length} people`,
          },
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'static_select',
              action_id: 'again',
              placeholder: plain('How often'),
              options: [
                { text: plain('Once'), value: 'once' },
                { text: plain('Every week'), value: 'weekly' },
              ],
            },
            {
              type: 'button',
              action_id: 'drop',
              text: plain('Drop it'),
              style: 'danger',
              confirm: {
                title: plain('Drop it?'),
                text: plain('It is gone then.'),
                confirm: plain('Drop'),
                deny: plain('Keep'),
              },
            },
          ],
        },
        {
          type: 'context_actions',
          elements: [
            {
              type: 'feedback_buttons',
              action_id: 'helpful',
              positive_button: { text: plain('Helpful'), value: 'yes' },
              negative_button: { text: plain('Not helpful'), value: 'no' },
            },
          ],
        },
      ],
    });
  });
  app.action('again', async ({ ack, action, respond }) => {
    await ack();
    const { selected_option } = action as { selected_option?: { value: string } };
    await respond({
      replace_original: false,
      response_type: 'in_channel',
      text: `Again: ${selected_option?.value}`,
    });
  });
  app.action('drop', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'Dropped.' });
  });
  app.action('helpful', async ({ ack, action, respond }) => {
    await ack();
    const { value } = action as { value?: string };
    await respond({ replace_original: false, text: `Helpful: ${value}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: plain('At home') },
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'home.go', text: plain('Ask at home') }],
          },
        ],
      },
    });
  });
  app.action('home.go', async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'Asked at home.' });
    // More than Slack takes: the panel shall say so.
    await client.chat
      .postMessage({
        channel: body.user.id,
        text: 'a',
        blocks: [{ type: 'header', text: plain('a'.repeat(151)) }],
      })
      .catch(() => {});
  });
  app.event('team_join', async ({ event, client }) => {
    const { id } = event.user as { id: string };
    await client.chat.postMessage({ channel: id, text: `Welcome, <@${id}>.` });
  });
  return receiver;
}
