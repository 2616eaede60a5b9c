import { describeError, type Log } from './log.ts';
import { withTimeout } from './time/with-timeout.ts';

/** For so long `/health` says after SIGTERM that the bot stops, so that whatever stands before it sends no more. */
const NOTICE_MS = 1_000;
/** Whoever presses Ctrl+C waits before the terminal, and a process that failed should be gone soon. */
const SHORT_MS = 3_000;

/** How a process ends: once, and with what is under way finished where that is possible. */
export interface Ending {
  /** Ends with code 1; what the error says to people goes to standard error. */
  fail(message: string): void;
}

/**
 * Ends the process at a signal with code 0, and after an error that nobody has caught with code 1. `close` gets the
 * milliseconds for which to give notice, and says whether all work was finished.
 */
export function endWell(log: Log, close: (notice: number) => Promise<boolean>): Ending {
  let ending = false;
  const end = async (code: 0 | 1, notice: number, atMostMs?: number): Promise<void> => {
    if (ending) return;
    ending = true;
    const closed = close(notice).catch((error: unknown) => {
      log.error({ event: 'stop', outcome: 'error', error: describeError(error) });
      return false;
    });
    const finished = await (atMostMs === undefined ? closed : withTimeout(closed, atMostMs, () => false));
    log.info({ event: 'stop', outcome: finished ? 'finished' : 'work left behind' });
    process.exit(code);
  };
  for (const [signal, notice] of [
    ['SIGTERM', NOTICE_MS],
    ['SIGINT', 0],
  ] as const) {
    process.on(signal, () => {
      log.info({ event: 'stop', signal });
      void end(0, notice);
    });
  }
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ event: 'process', outcome: event, error: describeError(error) });
      void end(1, 0, SHORT_MS);
    });
  }
  return {
    fail(message) {
      process.stderr.write(`${message}\n`);
      void end(1, 0, SHORT_MS);
    },
  };
}
