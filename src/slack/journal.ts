import { type Context, type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/** What a listener tells the log about its work. */
interface Entry {
  readonly outcome: string;
  readonly topic?: string;
}

const KEY = 'whoownsJournal';

/** Notes what came of an event; the line is written when its work has ended. */
export function note(context: Context, entry: Entry): void {
  context[KEY] = entry;
}

/** What was noted; `ignored` where no listener took the event up. */
export function readNote(context: Context): Entry {
  return (context[KEY] as Entry | undefined) ?? { outcome: 'ignored' };
}

/** Lets Bolt and its clients write into our log. Raw pino lacks what `new App` asks of a logger. */
export function createBoltLogger(log: Log): Logger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      // Bolt writes a dozen such lines for each reply.
      if (!log.isLevelEnabled(level)) return;
      log[level](
        { event: 'bolt' },
        parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '),
      );
    };
  return {
    debug: write('debug'),
    // What Bolt finds worth an info line ("Now connected to Slack") we say ourselves.
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    setName: () => {},
    getLevel: () => (log.isLevelEnabled('debug') ? LogLevel.DEBUG : LogLevel.INFO),
  };
}
