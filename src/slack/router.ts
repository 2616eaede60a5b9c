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
import { note } from './journal.ts';
import { createRespond, showNotice } from './respond.ts';
import { section } from './ui/blocks.ts';
import { buildNotice } from './ui/modal.ts';

export type PressArgs<Element extends BlockElementAction = ButtonAction> = AllMiddlewareArgs &
  SlackActionMiddlewareArgs<BlockAction<Element>>;
export type SubmitArgs = SlackViewMiddlewareArgs & AllMiddlewareArgs;
type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
type ShortcutArgs<Shortcut extends MessageShortcut | GlobalShortcut> = AllMiddlewareArgs &
  SlackShortcutMiddlewareArgs<Shortcut>;
type EventArgs<Type extends string> = SlackEventMiddlewareArgs<Type> & AllMiddlewareArgs;
type Handle<Args> = (args: Args) => Promise<void>;
/** Handlers by the id of what they answer to, and so by the arguments that they get. */
type Handlers = Map<string, Handle<never>>;

export type Router = ReturnType<typeof createRouter>;

const OLD_BUTTON =
  'This button is from an older message and I no longer know what it was for. Please ask me again.';

const OLD_DIALOG = 'This dialog is from an older version. Please open it again.';

/**
 * Creates the router over a Bolt app: where features say what they answer to. One payload goes to one handler; a second
 * claim to an id throws. Bolt offers every payload to every listener, so there is one listener a kind of
 * payload, with a look-up behind it. Payloads that no feature claims are acknowledged too, or Slack would show an error;
 * whoever pressed or sent them gets a sentence.
 */
export function createRouter(app: App) {
  const presses: Handlers = new Map();
  const submissions: Handlers = new Map();
  const shortcuts: Handlers = new Map();
  const events: Handlers = new Map();
  let answerCommand: Handle<CommandArgs> | undefined;

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
    await handle({ ...args, respond } as never);
  });
  app.view({ type: 'view_submission' }, async (args) => {
    const handle = submissions.get(args.view.callback_id);
    if (handle) return handle(args as never);
    note(args.context, { outcome: 'old dialog' });
    await args.ack({ response_action: 'update', view: buildNotice(OLD_DIALOG) });
  });
  app.shortcut(/^/, async (args) => {
    const handle = shortcuts.get(args.shortcut.callback_id);
    await (handle ? handle(args as never) : args.ack());
  });
  app.event(/^/, async (args) => {
    await events.get(args.event.type)?.(args as never);
  });

  return {
    /** A press or a choice, by the action id up to its first `:`. It is acknowledged before the handler runs. */
    press<Element extends BlockElementAction = ButtonAction>(
      action: string,
      handle: Handle<PressArgs<Element>>,
    ): void {
      claim(presses, action, handle);
    },
    /** A dialog that was sent, by its callback id. The handler acknowledges it, as it may keep the dialog open. */
    submit: (callback: string, handle: Handle<SubmitArgs>) => claim(submissions, callback, handle),
    messageShortcut: (callback: string, handle: Handle<ShortcutArgs<MessageShortcut>>) =>
      claim(shortcuts, callback, handle),
    globalShortcut: (callback: string, handle: Handle<ShortcutArgs<GlobalShortcut>>) =>
      claim(shortcuts, callback, handle),
    /** An event by its type; Bolt acknowledges events itself. */
    event<Type extends string>(type: Type, handle: Handle<EventArgs<Type>>): void {
      claim(events, type, handle);
    },
    /** The slash command, whatever it is called in this workspace. */
    command(handle: Handle<CommandArgs>): void {
      if (answerCommand) throw new Error('Two features answer the command.');
      answerCommand = handle;
    },
  };
}

function claim(handlers: Handlers, id: string, handle: Handle<never>): void {
  if (handlers.has(id)) throw new Error(`Two features answer to “${id}”.`);
  handlers.set(id, handle);
}

/** Says that a button is too old to be understood, to whoever pressed it. */
export async function apologise<Element extends BlockElementAction>({
  client,
  respond,
  body,
  context,
}: Pick<PressArgs<Element>, 'client' | 'respond' | 'body' | 'context'>): Promise<void> {
  note(context, { outcome: 'old button' });
  if (body.view) {
    return showNotice(client, body, { text: OLD_BUTTON, blocks: [section(OLD_BUTTON)] });
  }
  await respond({ response_type: 'ephemeral', replace_original: false, text: OLD_BUTTON });
}
