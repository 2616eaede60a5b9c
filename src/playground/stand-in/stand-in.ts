import { findRefusals } from '../limits.ts';
import { readBody } from './body.ts';
import { createMessages, type Data, type Messages, type Posted, readMessage } from './messages.ts';
import { createRateLimit } from './rate-limit.ts';
import { type Reply, refused } from './reply.ts';
import { createResponseUrls, type Spot } from './response-urls.ts';
import { createViews, type OpenView, type Views } from './views.ts';
import { createWebApi } from './web-api.ts';
import { createWorld, WORKSPACE, type World } from './world.ts';

/** A call that the bot made: a method of the Web API, `response_url`, or `ack` for what an acknowledgement held. */
export interface Call {
  readonly method: string;
  readonly args: Data;
  readonly status: number;
  readonly response: Data;
  /** What Slack would not have taken, in words. */
  readonly refusals: readonly string[];
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** How the next call of a method is answered instead. */
type Failure =
  | { readonly error: string }
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly page: string }
  /** It is done, and the answer is lost on its way. */
  | { readonly lost: true };

/** A Slack in memory: what the bot calls, and what comes of it. */
export interface StandIn {
  readonly world: World;
  /** Takes the place of the real fetch. */
  readonly fetch: typeof fetch;
  readonly calls: Call[];
  readonly messages: Posted[];
  readonly views: Views;
  /** Hears of every call, and of every message or view that is new, different or gone. */
  listen(listener: Listener): void;
  /** Posts what a person, or Slack itself, wrote. */
  post: Messages['post'];
  nextTs(): string;
  createResponseUrl(spot: Spot): string;
  /** Keeps what came in the acknowledgement of a command. */
  acceptAck(body: unknown, spot: Spot): void;
  /** Does what the acknowledgement of a submitted dialog asks for. */
  acceptSubmission(view: OpenView, body: unknown): void;
  /** Lets the next call of a method fail. */
  failNext(method: string, failure: Failure): void;
  /** Whether the next call of a method is to fail. */
  willFail(method: string): boolean;
}

interface Listener {
  message?(message: Posted, change: 'new' | 'changed' | 'deleted'): void;
  view?(user: string, what: 'dialogs' | 'home'): void;
  call?(call: Call): void;
}

const API = 'https://slack.com/api/';

/**
 * Creates a stand-in. `now` gives milliseconds. With `rateLimit` a channel takes one message a second after a burst of
 * that many, as Slack does; tests go without.
 */
export function createStandIn({
  apiUrl = API,
  botToken = WORKSPACE.bot.token,
  now = Date.now,
  rateLimit = Number.POSITIVE_INFINITY,
}: {
  apiUrl?: string;
  botToken?: string;
  now?: () => number;
  rateLimit?: number;
} = {}): StandIn {
  const listeners: Listener[] = [];
  const messages = createMessages((message, change) => {
    for (const listener of listeners) listener.message?.(message, change);
  }, now);
  const views = createViews((user, what) => {
    for (const listener of listeners) listener.view?.(user, what);
  }, now);
  const world = createWorld();
  const methods = createWebApi(world, messages, views);
  const urls = createResponseUrls(messages, now);
  const limit = createRateLimit(rateLimit, now);
  const failures = new Map<string, Failure[]>();
  const calls: Call[] = [];
  const noteCall = (method: string, args: Data, reply: Reply, start: number) => {
    const { status, response, refusals = [] } = reply;
    const call = { method, args, status, response, refusals, ms: performance.now() - start };
    calls.push(call);
    for (const listener of listeners) listener.call?.(call);
  };

  const callMethod = (method: string, args: Data, authorization: string | null): Reply => {
    const run = methods[method];
    if (!run) return refused('unknown_method');
    if (authorization !== `Bearer ${botToken}`) {
      return refused(authorization === null ? 'not_authed' : 'invalid_auth');
    }
    const wait = method === 'chat.postMessage' ? limit(String(args.channel)) : 0;
    return wait > 0 ? answerFailure({ status: 429, retryAfter: wait }) : run(args);
  };

  return {
    world,
    calls,
    messages: messages.list,
    views,
    post: messages.post,
    nextTs: messages.nextTs,
    listen: (listener) => void listeners.push(listener),
    createResponseUrl: urls.create,
    failNext(method, failure) {
      failures.set(method, [...(failures.get(method) ?? []), failure]);
    },
    willFail: (method) => (failures.get(method) ?? []).length > 0,
    async fetch(input, init) {
      const start = performance.now();
      const request = input instanceof Request ? input : undefined;
      const url = request?.url ?? String(input);
      const raw = typeof init?.body === 'string' ? init.body : ((await request?.text()) ?? '');
      const isMethod = url.startsWith(apiUrl);
      const method = isMethod ? url.slice(apiUrl.length) : 'response_url';
      const args = readBody(raw);
      const failure = failures.get(method)?.shift();
      const headers = new Headers(init?.headers ?? request?.headers);
      const isLost = failure !== undefined && 'lost' in failure;
      const reply =
        failure && !isLost
          ? answerFailure(failure)
          : isMethod
            ? callMethod(method, args, headers.get('authorization'))
            : urls.use(url, args);
      noteCall(method, args, reply, start);
      if (isLost) throw new TypeError('fetch failed');
      if (failure && 'page' in failure) {
        return new Response(failure.page, { headers: { 'content-type': 'text/html' } });
      }
      return Response.json(reply.response, { status: reply.status, headers: reply.headers ?? {} });
    },
    acceptAck(body, { channel, user }) {
      if (body === undefined || body === '') return;
      const args = typeof body === 'string' ? { text: body } : (body as Data);
      const refusals = findRefusals(args);
      const response = { ok: refusals.length === 0 };
      noteCall('ack', args, { status: 200, response, refusals }, performance.now());
      if (refusals.length > 0) return;
      const only = args.response_type === 'in_channel' ? undefined : user;
      messages.post({ ...readMessage({ ...args, channel }), only });
    },
    acceptSubmission(view, body) {
      const refusals = views.acceptSubmission(view, body);
      if (body === undefined || body === '') return;
      const response = { ok: refusals.length === 0 };
      noteCall('ack', body as Data, { status: 200, response, refusals }, performance.now());
    },
  };
}

function answerFailure(failure: Exclude<Failure, { lost: true }>): Reply {
  if ('error' in failure) return refused(failure.error);
  if ('page' in failure) return { status: 200, response: { page: failure.page } };
  const { status, retryAfter } = failure;
  return {
    status,
    response: { ok: false, ...(status === 429 ? { error: 'ratelimited' } : {}) },
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  };
}
