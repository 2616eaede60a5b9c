import { findRefusals } from '../limits.ts';
import { type Call, type Reply, readBody, refused } from './call.ts';
import { createMessages, type Data, type Posted, readMessage } from './messages.ts';
import { createResponseUrls, type ReplyTarget } from './response-urls.ts';
import { createViews, type OpenView } from './views.ts';
import { createWebApi } from './web-api.ts';
import { createWorld, WORKSPACE } from './world.ts';

/** How the next call of a method is answered instead. `lost`: it is done, but the answer never arrives. */
type Failure =
  | { readonly error: string }
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly page: string }
  | { readonly lost: true };

interface Listener {
  message?(message: Posted, change: 'new' | 'changed' | 'deleted'): void;
  view?(user: string, what: 'dialogs' | 'home'): void;
  call?(call: Call): void;
}

export type FakeSlack = ReturnType<typeof createFakeSlack>;

/**
 * Creates a Slack in memory: its `fetch` takes the calls of a bot. `now` gives milliseconds. With `rateLimit` a channel
 * takes one message a second after a burst of that many, as Slack does; tests go without.
 */
export function createFakeSlack({
  apiUrl = 'https://slack.com/api/',
  botToken = WORKSPACE.bot.token as string,
  now = Date.now,
  rateLimit = Number.POSITIVE_INFINITY,
} = {}) {
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
  const mayPost = createRateLimit(rateLimit, now);
  const failures = new Map<string, Failure[]>();
  const calls: Call[] = [];
  const addCall = (method: string, args: Data, reply: Reply, start: number) => {
    const { status, response, refusals = [] } = reply;
    const call = { method, args, status, response, refusals, ms: performance.now() - start };
    calls.push(call);
    for (const listener of listeners) listener.call?.(call);
  };
  const addAck = (args: Data, refusals: readonly string[]) =>
    addCall(
      'ack',
      args,
      { status: 200, response: { ok: refusals.length === 0 }, refusals },
      performance.now(),
    );
  const callMethod = (method: string, args: Data, authorization: string | null): Reply => {
    const run = methods[method];
    if (!run) return refused('unknown_method');
    if (authorization !== `Bearer ${botToken}`) {
      return refused(authorization === null ? 'not_authed' : 'invalid_auth');
    }
    const isAllowed = method !== 'chat.postMessage' || mayPost(String(args.channel));
    return isAllowed ? run(args) : failureReply({ status: 429, retryAfter: 1 });
  };
  const fakeFetch: typeof fetch = async (input, init) => {
    const start = performance.now();
    const request = input instanceof Request ? input : undefined;
    const url = request?.url ?? String(input);
    const raw = typeof init?.body === 'string' ? init.body : ((await request?.text()) ?? '');
    const isMethod = url.startsWith(apiUrl);
    const method = isMethod ? url.slice(apiUrl.length) : 'response_url';
    const args = readBody(raw);
    const failure = failures.get(method)?.shift();
    const { headers = request?.headers } = init ?? {};
    const isLost = failure !== undefined && 'lost' in failure;
    const reply =
      failure && !isLost
        ? failureReply(failure)
        : isMethod
          ? callMethod(method, args, new Headers(headers).get('authorization'))
          : urls.use(url, args);
    addCall(method, args, reply, start);
    if (isLost) throw new TypeError('fetch failed');
    if (failure && 'page' in failure) {
      return new Response(failure.page, { headers: { 'content-type': 'text/html' } });
    }
    return Response.json(reply.response, { status: reply.status, headers: reply.headers ?? {} });
  };

  return {
    world,
    calls,
    messages: messages.list,
    views,
    fetch: fakeFetch,
    /** Posts what a person, or Slack itself, wrote. */
    post: messages.post,
    nextTs: messages.nextTs,
    createResponseUrl: urls.create,
    /** The listener hears of every call, and of every message or view that is new, different or gone. */
    listen: (listener: Listener) => void listeners.push(listener),
    /** Lets the next call of a method fail. */
    failNext(method: string, failure: Failure): void {
      failures.set(method, [...(failures.get(method) ?? []), failure]);
    },
    willFail: (method: string) => (failures.get(method) ?? []).length > 0,
    /** Posts the content of a slash command's acknowledgement, if it has any. */
    acceptAck(body: unknown, { channel, user }: ReplyTarget): void {
      if (body === undefined || body === '') return;
      const args = typeof body === 'string' ? { text: body } : (body as Data);
      const refusals = findRefusals(args);
      addAck(args, refusals);
      if (refusals.length > 0) return;
      const only = args.response_type === 'in_channel' ? undefined : user;
      messages.post({ ...readMessage({ ...args, channel }), only });
    },
    /** Does what the acknowledgement of a submitted dialog asks for. */
    acceptSubmission(view: OpenView, body: unknown): void {
      const refusals = views.acceptSubmission(view, body);
      if (body !== undefined && body !== '') addAck(body as Data, refusals);
    },
  };
}

function failureReply(failure: Exclude<Failure, { lost: true }>): Reply {
  if ('error' in failure) return refused(failure.error);
  if ('page' in failure) return { status: 200, response: { page: failure.page } };
  const { status, retryAfter } = failure;
  return {
    status,
    response: { ok: false, ...(status === 429 ? { error: 'ratelimited' } : {}) },
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  };
}

/**
 * Slack takes about one message a second a channel, and short bursts above that
 * (docs.slack.dev/apis/web-api/rate-limits). Returns a function that says whether a channel takes one more now.
 */
function createRateLimit(burst: number, now: () => number): (channel: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (channel) => {
    const bucket = buckets.get(channel) ?? { left: burst, at: now() };
    const left = Math.min(burst, bucket.left + (now() - bucket.at) / 1000);
    buckets.set(channel, { left: left >= 1 ? left - 1 : left, at: now() });
    return left >= 1;
  };
}
