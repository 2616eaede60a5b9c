import type { Timer } from '../../time/timer.ts';
import { connectionCodeOf } from '../causes.ts';
import type { Policy } from './policies.ts';

/** Errors of a connection that was never made, so that nothing was sent on it. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 4_000;

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
    await timer.sleep(Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE));
  }
}

function wasNeverSent(error: unknown): boolean {
  return NEVER_SENT.has(connectionCodeOf(error) ?? '');
}
