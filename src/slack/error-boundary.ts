import { randomUUID } from 'node:crypto';
import { type AllMiddlewareArgs, type AnyMiddlewareArgs, type App, ErrorCode } from '@slack/bolt';
import type { Log } from '../log.ts';
import { StoreError } from '../store/errors.ts';
import type { InFlight } from './in-flight.ts';
import { readNote } from './journal.ts';
import { rateLimitOf } from './pacing/rate-limit.ts';
import { post } from './post.ts';
import type { Seen } from './store.ts';

interface Parts {
  readonly log: Log;
  readonly seen: Seen;
  readonly inFlight: InFlight;
}

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

/**
 * Wraps all listeners: drops what Slack delivers twice, counts the work in flight, logs one line about it, and is the one
 * place where errors end. The user then gets a calm sentence with a reference that is also in the log.
 */
export function spreadNet(app: App, { log, seen, inFlight }: Parts): void {
  app.use(async (args) => {
    const body = args.body as unknown as Record<string, unknown>;
    const eventId = typeof body.event_id === 'string' ? body.event_id : undefined;
    const start = performance.now();
    const about = { event: nameOf(args), workspace: args.context.teamId, event_id: eventId };
    const milliseconds = () => Math.round((performance.now() - start) * 10) / 10;
    if (eventId !== undefined && !(await seen.first(args.context, `event:${eventId}`))) {
      log.info({ ...about, outcome: 'redelivered', ms: milliseconds() });
      return;
    }
    await inFlight.track(async () => {
      try {
        await args.next();
        log.info({ ...about, ...readNote(args.context), ms: milliseconds() });
      } catch (error) {
        const reference = randomUUID().slice(0, 8);
        log.error({ ...about, outcome: 'error', reference, ms: milliseconds(), error: describe(error) });
        // Slack delivers the event again, and the store may be back by then.
        if (eventId !== undefined && error instanceof StoreError) {
          await seen.forget(args.context, `event:${eventId}`);
        }
        await apologise(args, reference, error).catch((second: unknown) => {
          log.warn({ ...about, outcome: 'apology failed', reference, error: describe(second) });
        });
      }
    });
  });

  // Errors before any listener, such as in authorize: nobody can be told.
  app.error(async (error) => {
    log.error({ event: 'bolt', outcome: 'error', error: describe(error) });
  });
}

/** An error as data for the log: names, codes and stack, never what people wrote. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  const data = (error as { data?: { error?: unknown } }).data?.error;
  return {
    name: error.name,
    code,
    slack: typeof data === 'string' ? data.slice(0, 200) : undefined,
    message: error.message.slice(0, 500),
    // A reply of Slack's that is no JSON stands in the message whole, and so in the stack.
    stack: error.stack?.slice(0, 2000),
  };
}

function nameOf(args: Args): string {
  const body = args.body as unknown as { type?: string; command?: string };
  if ('event' in args && args.event) return args.event.type;
  return body.command ?? body.type ?? 'unknown';
}

/** Tells the person who asked that something failed, by whatever way Slack leaves open. */
async function apologise(args: Args, reference: string, error: unknown): Promise<void> {
  const body = args.body as unknown as { user?: { id?: unknown } };
  const text = `Sorry, something went wrong and I couldn't answer. Please try again in a minute. If it keeps happening, give my maintainers this reference: ${reference}.`;
  if ('event' in args && args.event) {
    const event = args.event as { channel?: unknown; thread_ts?: unknown; ts?: unknown; user?: unknown };
    if (typeof event.channel !== 'string' || typeof event.user !== 'string') return;
    // The bot itself joined a channel, so nobody is waiting.
    if (event.user === args.context.botUserId) return;
    // The channel is rate-limited, and an apology is one more message.
    if (rateLimitOf(error)?.channel === event.channel) return;
    const thread = event.thread_ts ?? (event.channel.startsWith('D') ? undefined : event.ts);
    const where = { channel: event.channel, ...(typeof thread === 'string' ? { thread_ts: thread } : {}) };
    await post(args.client, { ...where, text });
    return;
  }
  const reply = { response_type: 'ephemeral' as const, replace_original: false, text };
  // With the socket gone there is no acknowledging; the address that came with the command still works.
  if ('command' in args && args.command && !codeOf(error).startsWith('slack_socket_mode')) {
    // Without words: whether it was acknowledged before is not to be seen, and over a socket a second one is dropped.
    await args.ack().catch((second: unknown) => {
      if (codeOf(second) !== ErrorCode.ReceiverMultipleAckError) throw second;
    });
  }
  if ('respond' in args && typeof args.respond === 'function') await args.respond(reply);
  // A dialog, the home tab, or a shortcut from the search box: there is no message to answer below.
  else if (typeof body.user?.id === 'string') await post(args.client, { channel: body.user.id, text });
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}
