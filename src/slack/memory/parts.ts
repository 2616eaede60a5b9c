import type { Answerer } from '../../answer/answerer.ts';
import type { Store } from '../../store/types.ts';
import type { ListGroups } from './groups.ts';
import type { ReadHere } from './here.ts';
import type { Onboarder } from './onboarder.ts';
import type { People } from './people.ts';

/** What the doors of the memory need. */
export interface MemoryParts {
  readonly answerer: Answerer;
  readonly store: Store;
  readonly people: People;
  readonly listGroups: ListGroups;
  readonly readHere: ReadHere;
  readonly onboarder: Onboarder;
  /** The version of the bot, for people who ask for help. */
  readonly version: string;
}
