import { App, HTTPReceiver } from '@slack/bolt';

/** The least that a Bolt app can be: one command, answered within its acknowledgement. Others are held against it. */
const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? '' });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-floor', botUserId: 'U0FLOOR', botId: 'B0FLOOR' }),
});
app.command('/whoowns', async ({ ack }) => {
  await ack({ response_type: 'ephemeral', text: 'The Product Owner prioritizes the backlog.' });
});
await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });
