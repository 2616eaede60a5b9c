import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import type { People } from '../../slack/directory/people.ts';
import type { Store } from '../../store/open-store.ts';

/** What this feature is built on. */
export interface Platform {
  readonly answerer: Answerer;
  readonly store: Store;
  readonly people: People;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
