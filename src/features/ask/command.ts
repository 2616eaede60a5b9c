import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { channelName } from '../../slack/channel-name.ts';
import { note, noteAnswer } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { readNewcomer } from '../onboarding/begin.ts';
import type { MemoryParts } from '../parts.ts';
import { sendSheet } from '../sheet/send-sheet.ts';
import { type Change, openDialog } from '../team/open-dialog.ts';
import { fulfil, type Plain } from './fulfil.ts';
import { readCommand } from './read-command.ts';
import { buildAnswer } from './views/answer.ts';

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

const IN_A_CHANNEL = 'Type that in the channel that it is for, please: here there are only the two of us.';

/** `/whoowns …`: a private answer, or one of the bot's own words. */
export function registerCommand(router: Router, parts: MemoryParts): void {
  router.command(async (args) => {
    const wish = readCommand(args.command.text ?? '');
    switch (wish) {
      case 'answer':
        return answer(args, parts);
      case 'assign':
      case 'rule':
      case 'settings':
        return openFor(wish, args, parts);
      case 'sheet':
        return sheet(args, parts);
      case 'team':
      case 'forget':
      case 'onboard':
      case 'gaps':
      case 'taught':
      case 'digest':
        return work(wish, args, parts);
      case 'new here':
      case 'stop':
        return newcomer(args, parts);
    }
  });
}

/** The answer goes inside the acknowledgement itself, to save a round trip. */
async function answer({ command, ack, context }: Args, { answers, gather }: MemoryParts): Promise<void> {
  const asked = { channel: command.channel_id, name: command.channel_name, user: command.user_id };
  const answering = await answers.to(context, command.text ?? '', asked);
  const { answer, question, local, id } = answering;
  noteAnswer(context, answer);
  const place = { audience: 'private', question, local, id } as const;
  await ack({ response_type: 'ephemeral', ...buildAnswer(answer, place) });
  await gather.asked(context, answering);
}

async function openFor(kind: Change['kind'], args: Args, parts: MemoryParts): Promise<void> {
  const { command, ack, client, context, respond } = args;
  await ack();
  const channel = { id: command.channel_id, name: channelName(command.channel_name) };
  if (kind !== 'settings' && channel.id.startsWith('D')) return void (await respond(IN_A_CHANNEL));
  const change: Change = kind === 'settings' ? { kind } : { kind, channel };
  const caller = { client, context, user: command.user_id };
  const refusal = await openDialog(parts, caller, command.trigger_id, change);
  note(context, { outcome: refusal === undefined ? 'dialog' : 'refused' });
  if (refusal !== undefined) await respond(refusal);
}

/** Not inside the acknowledgement, of which Slack does not say what it refuses. */
async function sheet({ ack, context, respond }: Args, parts: MemoryParts): Promise<void> {
  await ack();
  note(context, { outcome: 'sheet' });
  await sendSheet(parts, (message) => respond({ response_type: 'ephemeral', ...message }));
}

async function work(wish: Plain, args: Args, parts: MemoryParts): Promise<void> {
  const { command, ack, client, context, respond } = args;
  await ack();
  note(context, { outcome: wish === 'forget' ? 'forgotten' : wish });
  const caller = { client, context, user: command.user_id };
  const typed = { text: command.text ?? '', channel: command.channel_id };
  await respond({ response_type: 'ephemeral', ...(await fulfil(parts, caller, wish, typed)) });
}

/** They are new, or have had enough: the tour is in direct messages. */
async function newcomer(args: Args, parts: MemoryParts): Promise<void> {
  const { command, ack, client, context, respond } = args;
  const caller = { client, context, user: command.user_id };
  if (!parts.answerer.known().onboarding) return answer(args, parts);
  await ack();
  note(context, { outcome: 'newcomer' });
  const message = await readNewcomer(parts, caller, command.text ?? '');
  if (!message) return;
  if (readCommand(command.text ?? '') === 'stop') {
    await respond({ response_type: 'ephemeral', ...message });
    return;
  }
  await post(client, { channel: caller.user, ...message });
  if (!command.channel_id.startsWith('D')) await respond('I have written to you directly.');
}
