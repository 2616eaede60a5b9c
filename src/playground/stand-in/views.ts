import { findViewRefusals } from '../limits.ts';
import { type Data, readBlocks } from './messages.ts';
import { done, type Reply, refused } from './reply.ts';
import { WORKSPACE } from './world.ts';

/** A dialog or a home tab as the stand-in keeps it. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  hash: string;
  /** What the bot sent, its blocks with ids. */
  view: Data;
  /** What the last attempt to send it was refused with, by block id. */
  errors: Readonly<Record<string, string>>;
}

/** The dialogs and home tabs of everybody. */
export interface Views {
  /** A trigger for a person: valid once, for three seconds. */
  createTrigger(user: string): string;
  /** The dialogs of a person, the one on top last. */
  dialogsOf(user: string): readonly OpenView[];
  homeOf(user: string): OpenView | undefined;
  find(id: string): OpenView | undefined;
  close(view: OpenView): void;
  /** Shows what is wrong with fields, by block id; none clears it. */
  refuse(view: OpenView, errors: Readonly<Record<string, string>>): void;
  open(args: Data): Reply;
  push(args: Data): Reply;
  update(args: Data): Reply;
  publish(args: Data): Reply;
  /** Does what the acknowledgement of a submission asks for; gives what Slack would not take. */
  acceptSubmission(view: OpenView, body: unknown): readonly string[];
}

const TRIGGER_LIFE = 3000;
const HIGHEST_STACK = 3;

/** Creates the views of a workspace without any. `changed` hears whose dialogs or home tab are different. */
export function createViews(
  changed: (user: string, what: 'dialogs' | 'home') => void,
  now: () => number,
): Views {
  const triggers = new Map<string, { user: string; until: number; used: boolean }>();
  const dialogs = new Map<string, OpenView[]>();
  const homes = new Map<string, OpenView>();
  let count = 0;
  const stackOf = (user: string) => dialogs.get(user) ?? [];
  const setStack = (user: string, stack: OpenView[]) => {
    dialogs.set(user, stack);
    changed(user, 'dialogs');
  };
  const create = (user: string, view: unknown, below?: OpenView): OpenView => {
    const id = `V${String(++count).padStart(8, '0')}`;
    return {
      id,
      user,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      hash: `${now()}.${count}`,
      view: readView(view),
      errors: {},
    };
  };
  const rewrite = (open: OpenView, view: unknown) => {
    open.view = readView(view);
    open.hash = `${now()}.${++count}`;
    open.errors = {};
    changed(open.user, open.view.type === 'home' ? 'home' : 'dialogs');
  };
  const all = () => [...homes.values(), ...[...dialogs.values()].flat()];

  /** Whose trigger it is; as Slack refuses it where it is of no use any more. */
  const spend = (id: unknown): { user: string } | Reply => {
    const trigger = triggers.get(String(id));
    if (!trigger) return refused('invalid_trigger_id');
    if (now() > trigger.until) return refused('expired_trigger_id');
    if (trigger.used) return refused('exchanged_trigger_id');
    trigger.used = true;
    return { user: trigger.user };
  };
  const checked = (view: unknown, type: string, then: () => Reply): Reply => {
    const refusals = findViewRefusals(view as Data);
    if (refusals.length > 0) return refused('invalid_arguments', refusals);
    return (view as Data).type === type ? then() : refused('invalid_arguments');
  };
  const opened = (open: OpenView) => done({ view: describeView(open) });

  const views: Views = {
    createTrigger(user) {
      const id = `${++count}.${WORKSPACE.team}.${crypto.randomUUID()}`;
      triggers.set(id, { user, until: now() + TRIGGER_LIFE, used: false });
      return id;
    },
    dialogsOf: stackOf,
    homeOf: (user) => homes.get(user),
    find: (id) => all().find((view) => view.id === id),
    close(view) {
      setStack(
        view.user,
        stackOf(view.user).filter((open) => open !== view),
      );
    },
    refuse(view, errors) {
      view.errors = errors;
      changed(view.user, 'dialogs');
    },
    open: ({ trigger_id, view }) =>
      checked(view, 'modal', () => {
        const spent = spend(trigger_id);
        if ('status' in spent) return spent;
        const open = create(spent.user, view);
        setStack(spent.user, [open]);
        return opened(open);
      }),
    push: ({ trigger_id, view }) =>
      checked(view, 'modal', () => {
        const spent = spend(trigger_id);
        if ('status' in spent) return spent;
        const stack = stackOf(spent.user);
        if (stack.length >= HIGHEST_STACK) return refused('push_limit_reached');
        const open = create(spent.user, view, stack.at(-1));
        setStack(spent.user, [...stack, open]);
        return opened(open);
      }),
    update: ({ view_id, external_id, hash, view }) =>
      checked(view, 'modal', () => {
        const open = all().find(
          (entry) =>
            entry.id === view_id || (external_id !== undefined && entry.view.external_id === external_id),
        );
        if (!open) return refused('not_found');
        if (hash !== undefined && hash !== open.hash) return refused('hash_conflict');
        rewrite(open, view);
        return opened(open);
      }),
    publish: ({ user_id, hash, view }) =>
      checked(view, 'home', () => {
        const user = String(user_id);
        const open = homes.get(user);
        if (!open) {
          const home = create(user, view);
          homes.set(user, home);
          changed(user, 'home');
          return opened(home);
        }
        if (hash !== undefined && hash !== open.hash) return refused('hash_conflict');
        rewrite(open, view);
        return opened(open);
      }),
    acceptSubmission(view, body) {
      const { response_action: action, view: next, errors } = (body ?? {}) as Data;
      if (action === 'errors') {
        views.refuse(view, errors as Record<string, string>);
        const ids = new Set((view.view.blocks as Data[]).map((block) => block.block_id));
        return Object.keys(view.errors).flatMap((id) => (ids.has(id) ? [] : [`errors: no block ${id}`]));
      }
      if (action === 'clear') setStack(view.user, []);
      else if (action === 'update' || action === 'push') {
        const refusals = findViewRefusals(next as Data);
        if (refusals.length > 0) return refusals;
        const stack = stackOf(view.user);
        if (action === 'update') rewrite(view, next);
        else if (stack.length >= HIGHEST_STACK) return ['push_limit_reached'];
        else setStack(view.user, [...stack, create(view.user, next, view)]);
      } else views.close(view);
      return [];
    },
  };
  return views;
}

function readView(view: unknown): Data {
  const data = view as Data;
  return { ...data, blocks: readBlocks(data.blocks) };
}

/** A view as Slack describes it, with what was put into its fields. */
export function describeView(
  open: OpenView,
  values: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id: open.id,
    team_id: WORKSPACE.team,
    app_id: WORKSPACE.app,
    bot_id: WORKSPACE.bot.bot,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...open.view,
    hash: open.hash,
    root_view_id: open.rootId,
    previous_view_id: open.previousId,
    state: { values },
  };
}
