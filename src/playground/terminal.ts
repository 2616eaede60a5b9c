import { createInterface } from 'node:readline';
import type { Answerer } from '../answer/answerer.ts';
import type { Log } from '../log.ts';
import { createApp } from '../slack/app.ts';
import { createInFlight } from '../slack/in-flight.ts';
import { createSeen } from '../slack/seen.ts';
import { commandPayload, directMessageEvent, eventPayload, mentionEvent, pressPayload } from './payloads.ts';
import { LocalReceiver } from './receiver.ts';
import { type Choice, renderText } from './render-text.ts';
import { createStandIn, type Posted, WORKSPACE } from './stand-in.ts';

const INTRO = `whoowns is running on this machine alone, without Slack. Try one of these:

  /whoowns backlog                     the slash command, answered to you alone
  @whoowns who signs off a story?      a mention in #general
  who makes the roadmap?               a direct message to the bot

A number presses the button of that number. Ctrl+D ends.
`;

/**
 * A chat in the terminal: each line goes through the real Bolt app, as the payload that Slack would send, and
 * the calls that come out are shown. Resolves when the input has ended and the last line is answered.
 */
export async function runTerminal(parts: {
  answerer: Answerer;
  log: Log;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream & { isTTY?: boolean };
  signal: AbortSignal;
}): Promise<void> {
  const { output } = parts;
  const slack = createStandIn();
  const receiver = new LocalReceiver();
  createApp({
    ...parts,
    receiver,
    seen: createSeen(),
    inFlight: createInFlight(),
    identity: { botToken: WORKSPACE.bot.token, botUserId: WORKSPACE.bot.user, botId: WORKSPACE.bot.bot },
    clientOptions: { fetch: slack.fetch, retryConfig: { retries: 0 } },
  });
  const bold = (text: string) => (output.isTTY ? `\u001b[1m${text}\u001b[22m` : text);
  let offered: { message: Posted; choices: readonly Choice[] } | undefined;
  slack.onMessage = (message) => {
    const { lines, choices } = renderText(message, bold);
    offered = { message, choices };
    const indented = lines.map((line) => `  ${line}`).join('\n');
    const buttons = choices.map((choice, i) => `  [${i + 1}] ${choice.label}`).join('\n');
    output.write(
      `\n${bold('whoowns')} ${whereOf(message)}\n${indented}\n${buttons === '' ? '' : `${buttons}\n`}\n`,
    );
  };

  const handle = async (line: string) => {
    const user = WORKSPACE.person.id;
    const inChannel = { user, channel: WORKSPACE.channel.id };
    const choice = /^\d{1,2}$/.test(line) ? offered?.choices[Number(line) - 1] : undefined;
    if (/^\d{1,2}$/.test(line) && !choice) {
      output.write('  There is no button of that number under the last message.\n');
    } else if (choice && offered) {
      await receiver.deliver(pressPayload(offered.message, choice.element, { user }, slack));
    } else if (/^\/whoowns(?:\s|$)/i.test(line)) {
      const body = commandPayload(line.slice('/whoowns'.length).trim(), inChannel, slack);
      slack.acceptAck(await receiver.deliver(body), inChannel);
    } else if (line.startsWith('/')) {
      output.write('  Slack knows no such command here. Try /whoowns help\n');
    } else if (/^@whoowns\b/i.test(line)) {
      const text = line.replace(/^@whoowns\b/i, `<@${WORKSPACE.bot.user}>`);
      await receiver.deliver(eventPayload(mentionEvent(text, inChannel)));
    } else {
      const direct = { user, channel: WORKSPACE.direct.id };
      await receiver.deliver(eventPayload(directMessageEvent(line, direct)));
    }
  };

  output.write(`${INTRO}\n`);
  const lines = createInterface({
    input: parts.input,
    output,
    terminal: output.isTTY === true,
    prompt: '> ',
  });
  parts.signal.addEventListener('abort', () => lines.close());
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== '') await handle(line.trim());
    lines.prompt();
  }
  output.write('\n');
}

function whereOf(message: Posted): string {
  if (message.only !== undefined) return '(only visible to you)';
  if (message.channel.startsWith('D')) return '(direct message)';
  return message.thread_ts === undefined ? 'in #general' : 'in a thread of #general';
}
