import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  BlockElementAction,
  ButtonAction,
  GlobalShortcut,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt';
import { showNotice } from './dialogs.ts';
import { note } from './journal.ts';
import { createRespond } from './respond.ts';
import { section } from './ui/blocks.ts';
import { buildNotice } from './ui/modal.ts';

export type PressArgs<Element extends BlockElementAction = ButtonAction> = SlackActionMiddlewareArgs<
  BlockAction<Element>
> &
  AllMiddlewareArgs;
type SubmitArgs = SlackViewMiddlewareArgs & AllMiddlewareArgs;
type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
type ShortcutArgs<Shortcut extends MessageShortcut | GlobalShortcut> = SlackShortcutMiddlewareArgs<Shortcut> &
  AllMiddlewareArgs;
type EventArgs<Type extends string> = SlackEventMiddlewareArgs<Type> & AllMiddlewareArgs;

/** Where features say what they answer to. One payload goes to one handler; a second claim to an id throws. */
export interface Router {
  /** A press or a choice, by the action id up to its first `:`. It is acknowledged before the handler runs. */
  press<Element extends BlockElementAction = ButtonAction>(
    action: string,
    handle: (args: PressArgs<Element>) => Promise<void>,
  ): void;
  /** A dialog that was sent, by its callback id. The handler acknowledges it, as it may keep the dialog open. */
  submit(callback: string, handle: (args: SubmitArgs) => Promise<void>): void;
  messageShortcut(callback: string, handle: (args: ShortcutArgs<MessageShortcut>) => Promise<void>): void;
  globalShortcut(callback: string, handle: (args: ShortcutArgs<GlobalShortcut>) => Promise<void>): void;
  /** An event by its type; Bolt acknowledges events itself. */
  event<Type extends string>(type: Type, handle: (args: EventArgs<Type>) => Promise<void>): void;
  /** The slash command, whatever it is called in this workspace. */
  command(handle: (args: CommandArgs) => Promise<void>): void;
}

const OLD_BUTTON =
  'This button is from an older message and I no longer know what it was for. Please ask me again.';

const OLD_DIALOG = 'This dialog is from an older version. Please open it again.';

/**
 * Creates the router over a Bolt app. Bolt offers every payload to every listener, so there is one listener a kind of
 * payload, with a look-up behind it. Payloads that no feature claims are acknowledged too, or Slack would show an error;
 * whoever pressed or sent them gets a sentence.
 */
export function createRouter(app: App): Router {
  const presses = new Map<string, (args: PressArgs) => Promise<void>>();
  const submissions = new Map<string, (args: SubmitArgs) => Promise<void>>();
  const shortcuts = new Map<
    string,
    (args: ShortcutArgs<MessageShortcut | GlobalShortcut>) => Promise<void>
  >();
  const events = new Map<string, (args: EventArgs<string>) => Promise<void>>();
  let answerCommand: ((args: CommandArgs) => Promise<void>) | undefined;

  app.command(/^/, async (args) => {
    if (!answerCommand) return args.ack();
    const respond = createRespond(args.client, { user: { id: args.command.user_id } }, args.respond);
    await answerCommand({ ...args, respond });
  });
  app.action<BlockAction>({ type: 'block_actions' }, async (args) => {
    await args.ack();
    const [action = ''] = args.action.action_id.split(':', 1);
    const handle = presses.get(action) ?? apologise;
    const respond = createRespond(args.client, args.body, args.respond);
    await handle({ ...args, respond } as unknown as PressArgs);
  });
  app.view({ type: 'view_submission' }, async (args) => {
    const handle = submissions.get(args.view.callback_id);
    if (handle) return handle(args);
    note(args.context, { outcome: 'old dialog' });
    await args.ack({ response_action: 'update', view: buildNotice(OLD_DIALOG) });
  });
  app.shortcut(/^/, async (args) => {
    const handle = shortcuts.get(args.shortcut.callback_id);
    await (handle ? handle(args) : args.ack());
  });
  app.event(/^/, async (args) => {
    await events.get(args.event.type)?.(args as unknown as EventArgs<string>);
  });

  return {
    press: (action, handle) =>
      claim(presses, action, handle as unknown as (args: PressArgs) => Promise<void>),
    submit: (callback, handle) => claim(submissions, callback, handle),
    messageShortcut: (callback, handle) =>
      claim(shortcuts, callback, (args) => handle(args as ShortcutArgs<MessageShortcut>)),
    globalShortcut: (callback, handle) =>
      claim(shortcuts, callback, (args) => handle(args as ShortcutArgs<GlobalShortcut>)),
    event: (type, handle) =>
      claim(events, type, handle as unknown as (args: EventArgs<string>) => Promise<void>),
    command(handle) {
      if (answerCommand) throw new Error('Two features answer the command.');
      answerCommand = handle;
    },
  };
}

function claim<Handle>(handlers: Map<string, Handle>, id: string, handle: Handle): void {
  if (handlers.has(id)) throw new Error(`Two features answer to “${id}”.`);
  handlers.set(id, handle);
}

/** Says that a button is too old to be understood, to whoever pressed it. */
export async function apologise({ client, respond, body, context }: PressArgs): Promise<void> {
  note(context, { outcome: 'old button' });
  if (body.view) {
    return showNotice(client, body, { text: OLD_BUTTON, blocks: [section(OLD_BUTTON)] });
  }
  await respond({ response_type: 'ephemeral', replace_original: false, text: OLD_BUTTON });
}
