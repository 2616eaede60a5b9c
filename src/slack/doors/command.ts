import type { AllMiddlewareArgs, App, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { StoreError } from '../../store/errors.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { note, noteAnswer } from '../journal.ts';
import { readNewcomer } from '../memory/begin.ts';
import { mayCare, showGaps, showTaught } from '../memory/care.ts';
import { channelName } from '../memory/channel-name.ts';
import { forgetPerson } from '../memory/forget.ts';
import { invite, showInvited } from '../memory/invite.ts';
import { type Change, openDialog, sayTrouble } from '../memory/open-dialog.ts';
import type { MemoryParts } from '../memory/parts.ts';
import { sendSheet } from '../memory/send-sheet.ts';
import { showTeam } from '../memory/show-team.ts';
import { readCommand, readPeople } from '../read-command.ts';

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

const IN_A_CHANNEL = 'Type that in the channel that it is for, please: here there are only the two of us.';

/** `/whoowns …`: a private answer, or one of the bot's own words. */
export function registerCommand(app: App, parts: MemoryParts): void {
  app.command('/whoowns', async (args) => {
    const wish = readCommand(args.command.text ?? '');
    switch (wish) {
      case 'answer':
        return answer(args, parts);
      case 'assign':
      case 'rule':
      case 'settings':
        return openFor(wish, args, parts);
      case 'team':
        return team(args, parts);
      case 'forget':
        return forget(args, parts);
      case 'sheet':
        return sheet(args, parts);
      case 'onboard':
        return onboard(args, parts);
      case 'gaps':
      case 'taught':
      case 'digest':
        return care(wish, args, parts);
      case 'new here':
      case 'stop':
        return newcomer(args, parts);
    }
  });
}

/** The answer goes inside the acknowledgement itself, to save a round trip. */
async function answer(
  { command, ack, client, context }: Args,
  { answers, gather, digests }: MemoryParts,
): Promise<void> {
  const asked = { channel: command.channel_id, user: command.user_id };
  const answering = await answers.to(context, command.text ?? '', asked);
  const { answer, question, local, id } = answering;
  noteAnswer(context, answer);
  const place = { audience: 'private', question, local, id } as const;
  await ack({ response_type: 'ephemeral', ...buildAnswer(answer, place) });
  await gather.asked(context, answering);
  await digests.refresh({ client, context, user: command.user_id });
}

async function openFor(kind: Change['kind'], args: Args, parts: MemoryParts): Promise<void> {
  const { command, ack, client, context, respond } = args;
  await ack();
  const channel = { id: command.channel_id, name: channelName(command.channel_name) };
  if (kind !== 'settings' && channel.id.startsWith('D')) return void (await respond(IN_A_CHANNEL));
  const change: Change = kind === 'settings' ? { kind } : { kind, channel };
  const doing = { client, context, user: command.user_id };
  const refusal = await openDialog(parts, doing, command.trigger_id, change);
  note(context, { outcome: refusal === undefined ? 'dialog' : 'refused' });
  if (refusal !== undefined) await respond(refusal);
}

async function team({ command, ack, client, context, respond }: Args, parts: MemoryParts): Promise<void> {
  await ack();
  note(context, { outcome: 'team' });
  const doing = { client, context, user: command.user_id };
  await respond({ response_type: 'ephemeral', ...(await showTeam(parts, doing, command.channel_id)) });
}

async function forget({ command, ack, client, context, respond }: Args, parts: MemoryParts): Promise<void> {
  await ack();
  note(context, { outcome: 'forgotten' });
  await respond(await forgetPerson(parts, { client, context, user: command.user_id }));
}

/** Not inside the acknowledgement, of which Slack does not say what it refuses. */
async function sheet({ ack, context, respond }: Args, parts: MemoryParts): Promise<void> {
  await ack();
  note(context, { outcome: 'sheet' });
  await sendSheet(parts, (message) => respond({ response_type: 'ephemeral', ...message }));
}

const NAME_THEM =
  'Type @ and choose the person from Slack’s list, as in `/whoowns onboard @name`: I could not tell whom you mean.';

async function onboard({ command, ack, client, context, respond }: Args, parts: MemoryParts): Promise<void> {
  await ack();
  note(context, { outcome: 'onboard' });
  const doing = { client, context, user: command.user_id };
  const people = readPeople(command.text ?? '');
  const isAlone = /^\s*onboard\W*$/i.test(command.text ?? '');
  if (people.length === 0 && !isAlone) return void (await respond(NAME_THEM));
  try {
    const message = isAlone ? await showInvited(parts, doing) : await invite(parts, doing, people);
    await respond({ response_type: 'ephemeral', ...message });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    await respond(sayTrouble(error));
  }
}

/** They are new, or have had enough: the tour is in direct messages. */
async function newcomer(args: Args, parts: MemoryParts): Promise<void> {
  const { command, ack, client, context, respond } = args;
  const doing = { client, context, user: command.user_id };
  if (!parts.answerer.known().onboarding) return answer(args, parts);
  await ack();
  note(context, { outcome: 'newcomer' });
  const message = await readNewcomer(parts, doing, command.text ?? '');
  if (!message) return;
  if (readCommand(command.text ?? '') === 'stop') {
    await respond({ response_type: 'ephemeral', ...message });
    return;
  }
  await client.chat.postMessage({ channel: doing.user, unfurl_links: false, ...message });
  if (!command.channel_id.startsWith('D')) await respond('I have written to you directly.');
}

const CARETAKERS_ONLY = 'That is for those who look after me. An admin names them in `/whoowns settings`.';

const DIGEST_ON = 'The weekly digest is on: it comes on Mondays at nine, by direct message.';

/** What could not be answered, what was taught, and the weekly digest: for those who look after the bot. */
async function care(wish: 'gaps' | 'taught' | 'digest', args: Args, parts: MemoryParts): Promise<void> {
  const { command, ack, client, context, respond } = args;
  await ack();
  note(context, { outcome: wish });
  const doing = { client, context, user: command.user_id };
  try {
    if (!(await mayCare(parts, doing))) return void (await respond(CARETAKERS_ONLY));
    if (wish === 'digest') {
      const on = await parts.digests.toggle(doing);
      return void (await respond(on ? DIGEST_ON : 'The weekly digest is off.'));
    }
    const message = await (wish === 'gaps' ? showGaps : showTaught)(parts, doing, 0);
    await respond({ response_type: 'ephemeral', ...message });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    await respond(sayTrouble(error));
  }
}
