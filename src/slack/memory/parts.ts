import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/types.ts';
import type { Answers } from './answering.ts';
import type { Digests } from './digest.ts';
import type { Entries } from './entries.ts';
import type { Gather } from './gather.ts';
import type { ListGroups } from './groups.ts';
import type { ReadSnapshot } from './here.ts';
import type { Onboarder } from './onboarder.ts';
import type { OpenGaps } from './open-gaps.ts';
import type { People } from './people.ts';
import type { ReplaceMessage } from './replace-message.ts';
import type { Teaching } from './teach.ts';

/** What the doors of the memory need. */
export interface MemoryParts {
  readonly answerer: Answerer;
  readonly store: Store;
  readonly people: People;
  readonly listGroups: ListGroups;
  readonly answers: Answers;
  readonly readSnapshot: ReadSnapshot;
  readonly gather: Gather;
  readonly entries: Entries;
  readonly openGaps: OpenGaps;
  readonly teaching: Teaching;
  readonly digests: Digests;
  readonly replaceMessage: ReplaceMessage;
  readonly log: Log;
  readonly onboarder: Onboarder;
  /** The version of the bot, for people who ask for help. */
  readonly version: string;
}
