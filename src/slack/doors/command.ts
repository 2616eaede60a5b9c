import type { AllMiddlewareArgs, App, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { localise } from '../../answer/here.ts';
import { readQuestion } from '../../answer/read-question.ts';
import { makeSheet } from '../../answer/sheet.ts';
import { StoreError } from '../../store/errors.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { buildSheet } from '../blocks/sheet.ts';
import { note, noteAnswer } from '../journal.ts';
import { readNewcomer } from '../memory/begin.ts';
import { forgetPerson } from '../memory/forget.ts';
import { invite, showInvited } from '../memory/invite.ts';
import { type Change, openDialog, sayTrouble } from '../memory/open-dialog.ts';
import type { MemoryParts } from '../memory/parts.ts';
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
      case 'new here':
      case 'stop':
        return newcomer(args, parts);
    }
  });
}

/** The answer goes inside the acknowledgement itself, to save a round trip. */
async function answer({ command, ack, context }: Args, { answerer, readHere }: MemoryParts): Promise<void> {
  const { answer } = answerer.answer(command.text ?? '');
  noteAnswer(context, answer);
  const question = readQuestion(command.text ?? '');
  const named = answer.kind === 'who' ? answer.place : undefined;
  const here = await readHere(context, { channel: command.channel_id, user: command.user_id, named });
  const local = localise(answer, here, answerer.known().roles);
  await ack({
    response_type: 'ephemeral',
    ...buildAnswer(answer, { audience: 'private', question, local }),
  });
}

async function openFor(kind: Change['kind'], args: Args, parts: MemoryParts): Promise<void> {
  const { command, ack, client, context, respond } = args;
  await ack();
  const channel = { id: command.channel_id, name: command.channel_name };
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

async function sheet({ ack, context }: Args, { answerer }: MemoryParts): Promise<void> {
  note(context, { outcome: 'sheet' });
  const { roles, groups } = answerer.known();
  await ack({ response_type: 'ephemeral', ...buildSheet(makeSheet(roles, groups)) });
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
