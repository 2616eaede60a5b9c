import { findRefusals } from './limits.ts';

/** A message as the stand-in keeps it. */
export interface Posted {
  channel: string;
  ts: string;
  text: string;
  blocks: readonly Readonly<Record<string, unknown>>[];
  thread_ts?: string | undefined;
  /** The only person who sees it, for ephemeral messages. */
  only?: string | undefined;
}

/** A call that the bot made: a method of the Web API, or `response_url`. */
interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly response: Readonly<Record<string, unknown>>;
}

/** A Slack in memory: what the bot calls, and the messages that come of it. */
export interface StandIn {
  /** Takes the place of the real fetch. */
  readonly fetch: typeof fetch;
  readonly calls: Call[];
  readonly messages: Posted[];
  /** Called with every message that is new or has changed. */
  onMessage: (message: Posted, change: 'new' | 'changed' | 'deleted') => void;
  /** A response_url for what a person did in a channel: five uses in half an hour, as in Slack. */
  createResponseUrl(spot: { channel: string; user: string; message?: Posted | undefined }): string;
  /** Keeps what came in the acknowledgement of a command. */
  acceptAck(body: unknown, spot: { channel: string; user: string }): void;
}

/** The people, the channels and the tokens of the stand-in's one workspace. */
export const WORKSPACE = {
  team: 'T0LOCAL01',
  bot: { user: 'U0WHOOWNS', bot: 'B0WHOOWNS', token: 'xoxb-local-stand-in' },
  person: { id: 'U0NEWHIRE', name: 'you' },
  channel: { id: 'C0GENERAL', name: 'general' },
  direct: { id: 'D0NEWHIRE', name: 'directmessage' },
} as const;

const API = 'https://slack.com/api/';
const HOOK = 'https://hooks.slack.com/actions/';
const USES = 5;
const HALF_HOUR = 30 * 60 * 1000;

interface Hook {
  readonly channel: string;
  readonly user: string;
  readonly message: Posted | undefined;
  readonly until: number;
  uses: number;
}

/** Creates a stand-in. `now` gives milliseconds. */
export function createStandIn({
  apiUrl = API,
  now = Date.now,
}: {
  apiUrl?: string;
  now?: () => number;
} = {}): StandIn {
  const hooks = new Map<string, Hook>();
  let count = 0;
  const nextTs = () => `${Math.floor(now() / 1000)}.${String(++count).padStart(6, '0')}`;
  const knownChannels = new Set<string>([WORKSPACE.channel.id, WORKSPACE.direct.id]);

  const post = (message: Omit<Posted, 'ts'>): Posted => {
    const posted = { ...message, ts: nextTs() };
    standIn.messages.push(posted);
    standIn.onMessage(posted, 'new');
    return posted;
  };
  const replace = (message: Posted, body: Readonly<Record<string, unknown>>) => {
    message.text = String(body.text ?? '');
    message.blocks = readBlocks(body.blocks);
    standIn.onMessage(message, 'changed');
  };

  const methods: Record<string, (args: Readonly<Record<string, unknown>>) => Record<string, unknown>> = {
    'auth.test': () => ({
      ok: true,
      url: 'https://local.slack.com/',
      team: 'Local',
      team_id: WORKSPACE.team,
      user: 'whoowns',
      user_id: WORKSPACE.bot.user,
      bot_id: WORKSPACE.bot.bot,
    }),
    'chat.postMessage': (args) => {
      if (!knownChannels.has(String(args.channel))) return { ok: false, error: 'channel_not_found' };
      const posted = post(readMessage(args));
      return { ok: true, channel: posted.channel, ts: posted.ts, message: { text: posted.text } };
    },
    'chat.postEphemeral': (args) => {
      if (!knownChannels.has(String(args.channel))) return { ok: false, error: 'channel_not_found' };
      const posted = post({ ...readMessage(args), only: String(args.user) });
      return { ok: true, message_ts: posted.ts };
    },
  };

  const callMethod = (method: string, args: Readonly<Record<string, unknown>>) => {
    const run = methods[method];
    if (!run) return { ok: false, error: 'unknown_method' };
    const refusals = method.startsWith('chat.') ? findRefusals(args) : [];
    if (refusals.length > 0) {
      return {
        ok: false,
        error: 'invalid_blocks',
        response_metadata: { messages: refusals.map((r) => `[ERROR] ${r}`) },
      };
    }
    return run(args);
  };

  const useHook = (
    url: string,
    body: Readonly<Record<string, unknown>>,
  ): [number, Record<string, unknown>] => {
    const hook = hooks.get(url);
    if (!hook || now() > hook.until) return [404, { ok: false, error: 'expired_url' }];
    if (hook.uses >= USES) return [404, { ok: false, error: 'used_url' }];
    hook.uses++;
    if (body.delete_original === true && hook.message) {
      standIn.messages.splice(standIn.messages.indexOf(hook.message), 1);
      standIn.onMessage(hook.message, 'deleted');
      return [200, { ok: true }];
    }
    const refusals = findRefusals(body);
    if (refusals.length > 0) return [400, { ok: false, error: 'invalid_blocks', refusals }];
    if (body.replace_original === true && hook.message) replace(hook.message, body);
    else {
      const only = body.response_type === 'in_channel' ? undefined : hook.user;
      post({ ...readMessage({ ...body, channel: hook.channel }), only });
    }
    return [200, { ok: true }];
  };

  const standIn: StandIn = {
    calls: [],
    messages: [],
    onMessage: () => {},
    async fetch(input, init) {
      const url = input instanceof Request ? input.url : String(input);
      const raw = typeof init?.body === 'string' ? init.body : '';
      const [method, args, status, response] = url.startsWith(apiUrl)
        ? (() => {
            const name = url.slice(apiUrl.length);
            const fields = readForm(raw);
            return [name, fields, 200, callMethod(name, fields)] as const;
          })()
        : (() => {
            const fields = JSON.parse(raw) as Record<string, unknown>;
            return ['response_url', fields, ...useHook(url, fields)] as const;
          })();
      standIn.calls.push({ method, args, status, response });
      return Response.json(response, { status });
    },
    createResponseUrl({ channel, user, message }) {
      const url = `${HOOK}${WORKSPACE.team}/${++count}/${crypto.randomUUID()}`;
      hooks.set(url, { channel, user, message, until: now() + HALF_HOUR, uses: 0 });
      return url;
    },
    acceptAck(body, { channel, user }) {
      if (body === undefined || body === '') return;
      const args = typeof body === 'string' ? { text: body } : (body as Record<string, unknown>);
      const refusals = findRefusals(args);
      const response = refusals.length > 0 ? { ok: false, refusals } : { ok: true };
      standIn.calls.push({ method: 'ack', args, status: 200, response });
      if (refusals.length > 0) return;
      post({
        ...readMessage({ ...args, channel }),
        only: args.response_type === 'in_channel' ? undefined : user,
      });
    },
  };
  return standIn;
}

function readMessage(args: Readonly<Record<string, unknown>>): Omit<Posted, 'ts'> {
  const thread = args.thread_ts;
  return {
    channel: String(args.channel),
    text: String(args.text ?? ''),
    blocks: readBlocks(args.blocks),
    ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
  };
}

function readBlocks(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}

/** The web client sends forms, with JSON in the fields that are not plain. */
function readForm(raw: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([key, value]) => [key, key === 'blocks' ? JSON.parse(value) : value]),
  );
}
