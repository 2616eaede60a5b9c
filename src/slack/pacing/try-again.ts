import type { Timer } from '../../time/timer.ts';
import { connectionCodeOf } from '../errors.ts';

/** Errors of a connection that was never made, so that nothing was sent on it. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 4_000;

/**
 * Makes a call, and makes it again after a lost connection, a time-out or a server error. A call that may only arrive
 * once is made again only where it never left this machine.
 */
export async function tryAgain(
  { repeatable, tries }: Pick<Policy, 'repeatable' | 'tries'>,
  timer: Timer,
  call: () => Promise<Response>,
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt >= tries;
    try {
      const response = await call();
      if (response.status < 500 || isLast || !repeatable) return response;
      await response.body?.cancel();
    } catch (error) {
      if (isLast || !(repeatable || wasNeverSent(error))) throw error;
    }
    await timer.sleep(Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), MAX_PAUSE_MS));
  }
}

function wasNeverSent(error: unknown): boolean {
  return NEVER_SENT.has(connectionCodeOf(error) ?? '');
}

/** How a call to Slack is made: for how long, how often, and what a 429 means for it. */
export interface Policy {
  /** Waits for its turn in the queue of its channel, and through a 429. Anything else gives up on a 429 at once. */
  readonly queued: boolean;
  /** A second arrival would do no harm, so a call that may have been lost on its way is made again. */
  readonly repeatable: boolean;
  /** How often it is tried, where trying again is allowed. */
  readonly tries: number;
  /** How long one try may take. */
  readonly timeoutMs: number;
}

/** For a person who waits: four tries within about six seconds. */
const LOOK_UP: Policy = { queued: false, repeatable: true, tries: 4, timeoutMs: 8_000 };

/** A trigger_id lives for three seconds: one try has to do, and people hear in time that it failed. */
const DIALOG: Policy = { queued: false, repeatable: false, tries: 1, timeoutMs: 2_000 };

/** Arrives once. It is sent again only where Slack surely never got it. */
const MESSAGE: Policy = { queued: true, repeatable: false, tries: 4, timeoutMs: 8_000 };

/** Writes to a channel too, but the outcome is the same however often it arrives. */
const REWRITE: Policy = { ...MESSAGE, repeatable: true };

const POLICIES: Readonly<Record<string, Policy>> = {
  'chat.postMessage': MESSAGE,
  'chat.postEphemeral': MESSAGE,
  'chat.update': REWRITE,
  'chat.delete': REWRITE,
  'views.open': DIALOG,
  'views.push': DIALOG,
};

/** The policy of a Web API method. */
export function policyOf(method: string): Policy {
  return POLICIES[method] ?? LOOK_UP;
}
