import type { Answerer } from '../answer/answerer.ts';
import type { Log } from '../log.ts';
import type { ListGroups } from '../slack/directory/groups.ts';
import type { People } from '../slack/directory/people.ts';
import type { ReadSnapshot } from '../slack/read-snapshot.ts';
import type { ReplaceMessage } from '../slack/replace-message.ts';
import type { Store } from '../store/types.ts';
import type { Answers } from './ask/answers.ts';
import type { Digests } from './learning/digest.ts';
import type { Entries } from './learning/entries.ts';
import type { OpenGaps } from './learning/open-gaps.ts';
import type { Gather } from './learning/question-log.ts';
import type { Teaching } from './learning/teaching.ts';
import type { Onboarder } from './onboarding/onboarder.ts';

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
