import { type Context, type Logger, LogLevel } from '@slack/bolt';
import { describeError, type Log } from '../log.ts';

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

/**
 * Sentences of Bolt's own. All others may repeat what Slack or a proxy has answered, and people's words with it: those are
 * for the level `debug`.
 */
const OWN_WORDS =
  /^(?:An incoming event was not acknowledged within 3 seconds|http request failed|Unhandled \w+|Failed to \w+)/;

/** Lets Bolt and its clients write into our log. Raw pino lacks what `new App` asks of a logger. */
export function createBoltLogger(log: Log): Logger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      // Bolt writes a dozen such lines for each reply.
      if (!log.isLevelEnabled(level)) return;
      const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
      const errors = parts.filter((part) => part instanceof Error);
      const error = errors.length > 0 ? { error: describeError(errors[0]) } : {};
      log[level](
        { event: 'bolt', ...error },
        level === 'debug' ? text : (OWN_WORDS.exec(text)?.[0] ?? 'see the level debug'),
      );
      if (level !== 'debug') log.debug({ event: 'bolt' }, text);
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
