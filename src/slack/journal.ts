import type { Context } from '@slack/bolt';

/** What a door tells the log about its work. */
interface Entry {
  readonly outcome: string;
  readonly topic?: string;
}

const KEY = 'whoownsJournal';

/** Notes what came of an event; the line is written when its work has ended. */
export function note(context: Context, entry: Entry): void {
  context[KEY] = entry;
}

/** What was noted; `ignored` where no door took the event up. */
export function readNote(context: Context): Entry {
  return (context[KEY] as Entry | undefined) ?? { outcome: 'ignored' };
}
