import { findViewRefusals } from '../limits.ts';
import { done, type Reply, refused } from './call.ts';
import { type Data, readBlocks } from './messages.ts';
import { WORKSPACE } from './world.ts';

/** A dialog or a home tab that a person has. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  hash: string;
  /** As the bot sent it, with an id for each block. */
  view: Data;
  /** Why its last submission was refused, by block id. */
  errors: Readonly<Record<string, string>>;
}

export type Views = ReturnType<typeof createViews>;

const TRIGGER_LIFETIME_MS = 3000;
const MAX_STACK = 3;

/** Creates the workspace's dialogs and home tabs. `changed` is told whose are different. */
export function createViews(changed: (user: string, what: 'dialogs' | 'home') => void, now: () => number) {
  const triggers = new Map<string, { user: string; until: number; used: boolean }>();
  const dialogs = new Map<string, OpenView[]>();
  const homes = new Map<string, OpenView>();
  let count = 0;
  const stackOf = (user: string): readonly OpenView[] => dialogs.get(user) ?? [];
  const setStack = (user: string, stack: OpenView[]) => {
    dialogs.set(user, stack);
    changed(user, 'dialogs');
  };
  const create = (user: string, view: unknown, below?: OpenView): OpenView => {
    const id = `V${String(++count).padStart(8, '0')}`;
    const rootId = below?.rootId ?? id;
    const previousId = below?.id ?? null;
    return { id, user, rootId, previousId, hash: `${now()}.${count}`, view: readView(view), errors: {} };
  };
  const rewrite = (open: OpenView, view: unknown) => {
    open.view = readView(view);
    open.hash = `${now()}.${++count}`;
    open.errors = {};
    changed(open.user, open.view.type === 'home' ? 'home' : 'dialogs');
  };
  const refuse = (view: OpenView, errors: OpenView['errors']) => {
    view.errors = errors;
    changed(view.user, 'dialogs');
  };
  const close = ({ user, id }: OpenView) =>
    setStack(user, [...stackOf(user).filter((open) => open.id !== id)]);
  const push = (user: string, view: unknown): OpenView | undefined => {
    const stack = stackOf(user);
    if (stack.length >= MAX_STACK) return undefined;
    const open = create(user, view, stack.at(-1));
    setStack(user, [...stack, open]);
    return open;
  };

  const opened = (open: OpenView) => done({ view: describeView(open) });
  const checked = (view: unknown, type: string, then: () => Reply): Reply => {
    const refusals = findViewRefusals(view);
    if (refusals.length > 0) return refused('invalid_arguments', refusals);
    return (view as Data).type === type ? then() : refused('invalid_arguments');
  };
  /** Runs for the person of a trigger that is still valid, and uses it up. */
  const withTrigger = ({ trigger_id, view }: Data, then: (user: string) => Reply) =>
    checked(view, 'modal', () => {
      const trigger = triggers.get(String(trigger_id));
      if (!trigger) return refused('invalid_trigger_id');
      if (now() > trigger.until) return refused('expired_trigger_id');
      if (trigger.used) return refused('exchanged_trigger_id');
      trigger.used = true;
      return then(trigger.user);
    });

  return {
    createTrigger(user: string): string {
      const id = `${++count}.${WORKSPACE.team}.${crypto.randomUUID()}`;
      triggers.set(id, { user, until: now() + TRIGGER_LIFETIME_MS, used: false });
      return id;
    },
    /** The dialogs of a person, the one on top last. */
    dialogsOf: stackOf,
    homeOf: (user: string): OpenView | undefined => homes.get(user),
    close,
    /** Shows what is wrong with fields, by block id; nothing clears it. */
    refuse,
    open: (args: Data): Reply =>
      withTrigger(args, (user) => {
        const open = create(user, args.view);
        setStack(user, [open]);
        return opened(open);
      }),
    push: (args: Data): Reply =>
      withTrigger(args, (user) => {
        const open = push(user, args.view);
        return open ? opened(open) : refused('push_limit_reached');
      }),
    update: ({ view_id, external_id, hash, view }: Data): Reply =>
      checked(view, 'modal', () => {
        const open = [...homes.values(), ...[...dialogs.values()].flat()].find(
          (entry) =>
            entry.id === view_id || (external_id !== undefined && entry.view.external_id === external_id),
        );
        if (!open) return refused('not_found');
        if (hash !== undefined && hash !== open.hash) return refused('hash_conflict');
        rewrite(open, view);
        return opened(open);
      }),
    publish: ({ user_id, hash, view }: Data): Reply =>
      checked(view, 'home', () => {
        const user = String(user_id);
        const known = homes.get(user);
        if (known && hash !== undefined && hash !== known.hash) return refused('hash_conflict');
        const open = known ?? create(user, view);
        homes.set(user, open);
        rewrite(open, view);
        return opened(open);
      }),
    /** Does what the acknowledgement of a submission asks for. Returns what Slack would refuse. */
    acceptSubmission(view: OpenView, body: unknown): readonly string[] {
      const { response_action: action, view: next, errors } = (body ?? {}) as Data;
      if (action === 'errors') {
        refuse(view, errors as OpenView['errors']);
        const ids = new Set((view.view.blocks as Data[]).map((block) => block.block_id));
        return Object.keys(view.errors).flatMap((id) => (ids.has(id) ? [] : [`errors: no block ${id}`]));
      }
      if (action === 'clear') setStack(view.user, []);
      else if (action === 'update' || action === 'push') {
        const refusals = findViewRefusals(next);
        if (refusals.length > 0) return refusals;
        if (action === 'update') rewrite(view, next);
        else if (!push(view.user, next)) return ['push_limit_reached'];
      } else close(view);
      return [];
    },
  };
}

function readView(view: unknown): Data {
  const data = view as Data;
  return { ...data, blocks: readBlocks(data.blocks) };
}

/** A view as Slack describes it, with the values of its fields. */
export function describeView(open: OpenView, values: Data = {}): Record<string, unknown> {
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
