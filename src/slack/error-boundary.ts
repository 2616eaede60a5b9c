import { randomUUID } from 'node:crypto';
import { type AllMiddlewareArgs, type AnyMiddlewareArgs, type App, ErrorCode } from '@slack/bolt';
import { describeError, type Log } from '../log.ts';
import { StoreError } from '../store/errors.ts';
import { slackErrorOf } from './errors.ts';
import type { InFlight } from './in-flight.ts';
import { readNote } from './journal.ts';
import { post, redirect } from './post.ts';
import { isFromPerson } from './read-message.ts';
import { createRespond } from './respond.ts';
import type { Seen } from './store.ts';

interface Dependencies {
  readonly log: Log;
  readonly seen: Seen;
  readonly inFlight: InFlight;
}

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

/**
 * Wraps all listeners: drops what Slack delivers twice, counts the work in flight, logs one line about it, and is the one
 * place where errors end. The user then gets a calm sentence with a reference that is also in the log.
 */
export function spreadNet(app: App, { log, seen, inFlight }: Dependencies): void {
  app.use(async (args) => {
    const body = args.body as unknown as Record<string, unknown>;
    const eventId = typeof body.event_id === 'string' ? body.event_id : undefined;
    const start = performance.now();
    const entry = { event: nameOf(args), workspace: args.context.teamId, event_id: eventId };
    const milliseconds = () => Math.round((performance.now() - start) * 10) / 10;
    const concernsUs = isOurs(body.event as Data | undefined, args.context.botUserId);
    if (eventId !== undefined && concernsUs && !(await seen.first(args.context, `event:${eventId}`))) {
      log.info({ ...entry, outcome: 'redelivered', ms: milliseconds() });
      return;
    }
    await inFlight.track(async () => {
      try {
        await args.next();
        log.info({ ...entry, ...readNote(args.context), ms: milliseconds() });
      } catch (error) {
        const reference = randomUUID().slice(0, 8);
        const direct = directAnswer(args, error);
        const ended = { ...entry, reference, ms: milliseconds() };
        if (direct) log.warn({ ...ended, outcome: 'answered directly', slack: slackErrorOf(error) });
        else log.error({ ...ended, outcome: 'error', error: describeError(error) });
        log.debug({ ...entry, reference, message: String(error) });
        // Slack delivers the event again, and the store may be back by then.
        if (eventId !== undefined && error instanceof StoreError) {
          await seen.forget(args.context, `event:${eventId}`);
        }
        const telling = direct ? post(args.client, direct) : apologise(args, reference, error);
        await telling.catch((second: unknown) => {
          log.warn({ ...entry, outcome: 'apology failed', reference, error: describeError(second) });
        });
      }
    });
  });

  // Errors before any listener, such as in authorize: nobody can be told.
  app.error(async (error) => {
    log.error({ event: 'bolt', outcome: 'error', error: describeError(error) });
  });
}

type Data = Readonly<Record<string, unknown>>;

/** Whether an event may lead to anything: of the others there are many, and nothing is read or written for them. */
function isOurs(event: Data | undefined, botUserId: string | undefined): boolean {
  switch (event?.type) {
    case 'member_joined_channel':
      return event.user === botUserId;
    case 'message':
      return event.channel_type === 'im' && isFromPerson(event);
    case 'app_home_opened':
      return event.tab === 'home';
    default:
      return true;
  }
}

function nameOf(args: Args): string {
  const body = args.body as unknown as { type?: string; command?: string };
  if ('event' in args && args.event) return args.event.type;
  return body.command ?? body.type ?? 'unknown';
}

/** Who asked, and where; undefined where nobody did, such as where the bot itself came somewhere. */
function askerOf(args: Args) {
  const { user, user_id } = args.body as unknown as { user?: { id?: unknown }; user_id?: unknown };
  const event = 'event' in args && args.event;
  const { channel, thread_ts, ts, ...rest } = (event || {}) as Record<string, unknown>;
  const id = event ? rest.user : (user?.id ?? user_id);
  if (typeof id !== 'string' || id === args.context.botUserId) return undefined;
  if (typeof channel !== 'string') return event ? undefined : { id };
  const thread = thread_ts ?? (channel.startsWith('D') ? undefined : ts);
  return { id, where: { channel, ...(typeof thread === 'string' && { thread_ts: thread }) } };
}

/** The answer for the asker's direct messages, where that is why it failed: its channel did not take it. */
function directAnswer(args: Args, error: unknown) {
  const asker = askerOf(args);
  return asker?.where && redirect(error, asker.id);
}

/** Tells the person who asked that something failed, by whatever way Slack leaves open. */
async function apologise(args: Args, reference: string, error: unknown): Promise<void> {
  const asker = askerOf(args);
  if (!asker) return;
  const text = `Sorry, something went wrong and I couldn't answer. Please try again in a minute. If it keeps happening, give my maintainers this reference: ${reference}.`;
  if (asker.where) {
    await post(args.client, { ...asker.where, text }).catch((refused: unknown) => {
      const direct = redirect(refused, asker.id);
      if (!direct) throw refused;
      return post(args.client, direct);
    });
    return;
  }
  // With the socket gone there is no acknowledging; the address that came with the command still works.
  if ('command' in args && args.command && !codeOf(error).startsWith('slack_socket_mode')) {
    // Without words: whether it was acknowledged before is not to be seen, and over a socket a second one is dropped.
    await args.ack().catch((second: unknown) => {
      if (codeOf(second) !== ErrorCode.ReceiverMultipleAckError) throw second;
    });
  }
  // Of a dialog, the home tab, or a shortcut from the search box there is no message to answer below.
  const given = 'respond' in args && typeof args.respond === 'function' ? args.respond : undefined;
  const respond = createRespond(args.client, { ...(args.body as object), user: asker }, given);
  await respond({ response_type: 'ephemeral', replace_original: false, text });
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}
