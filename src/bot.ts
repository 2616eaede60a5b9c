import { App, type Receiver, webApi } from '@slack/bolt';
import type { Answerer } from './answer/answerer.ts';
import { createAnswers } from './features/ask/answering.ts';
import { registerButtons } from './features/ask/button-listeners.ts';
import { registerCommand } from './features/ask/command.ts';
import { registerAnswerDialog } from './features/ask/dialog-listeners.ts';
import { registerDirectMessage } from './features/ask/direct-message.ts';
import { registerMention } from './features/ask/mention.ts';
import { registerShortcuts } from './features/ask/shortcuts.ts';
import { registerHomeTab } from './features/home/listeners.ts';
import { registerHomeChannel } from './features/home/pick-channel.ts';
import { createDigests } from './features/learning/digest.ts';
import { createEntries } from './features/learning/entries.ts';
import { registerFeedback } from './features/learning/feedback-listeners.ts';
import { registerGaps } from './features/learning/gaps-listeners.ts';
import { createHousekeeping, type Housekeeping } from './features/learning/housekeeping.ts';
import { createOpenGaps } from './features/learning/open-gaps.ts';
import { createGather } from './features/learning/question-log.ts';
import { registerTeach } from './features/learning/teach-listeners.ts';
import { createTeaching } from './features/learning/teaching.ts';
import { registerChannelWelcome } from './features/lifecycle/channel-hello.ts';
import { registerWorkspaceLife } from './features/lifecycle/listeners.ts';
import { registerOnboarding } from './features/onboarding/listeners.ts';
import { createOnboarder } from './features/onboarding/onboard.ts';
import { registerSettings } from './features/settings/listeners.ts';
import { registerTeam } from './features/team/listeners.ts';
import { createReadSnapshot } from './features/team/place.ts';
import type { Log } from './log.ts';
import { createListGroups } from './slack/directory/groups.ts';
import { createPeople } from './slack/directory/people.ts';
import { spreadNet } from './slack/error-boundary.ts';
import type { InFlight } from './slack/in-flight.ts';
import { createBoltLogger } from './slack/logger.ts';
import { markOutsiders } from './slack/outsiders.ts';
import { createReplaceMessage } from './slack/replace-message.ts';
import { createRouter } from './slack/router.ts';
import type { Seen } from './slack/seen.ts';
import { authorizeAt, type Installed } from './slack/workspace.ts';
import type { Store } from './store/types.ts';

/** As in package.json. */
export const VERSION = '0.1.0';

/** Who the bot is in its workspace, as `auth.test` says. */
export interface Identity extends Installed {
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** All that the doors need. */
export interface AppParts {
  readonly answerer: Answerer;
  readonly log: Log;
  readonly seen: Seen;
  readonly inFlight: InFlight;
  readonly identity: Identity;
  readonly store: Store;
  readonly receiver: Receiver;
  readonly clientOptions: webApi.WebClientOptions;
}

/** The app, and what it has to do by itself. */
export interface Created {
  readonly app: App;
  readonly housekeeping: Housekeeping;
}

/** Creates the Bolt app with all its doors; nothing is started. */
export function createApp(parts: AppParts): Created {
  const { botToken, botUserId, botId } = parts.identity;
  const app = new App({
    receiver: parts.receiver,
    logger: createBoltLogger(parts.log),
    // Bolt writes into the options that it is given.
    clientOptions: { ...parts.clientOptions },
    // Given a token, Bolt would call auth.test again with every event.
    authorize: async () => ({ ...authorizeAt(parts.identity), botToken, botUserId, botId }),
    convoStore: false,
  });
  spreadNet(app, parts);
  const people = createPeople();
  app.use(markOutsiders(parts.identity, people));
  const readSnapshot = createReadSnapshot(parts);
  const entries = createEntries({ ...parts, people });
  const openGaps = createOpenGaps(parts);
  const digests = createDigests({ ...parts, people, openGaps });
  const memory = {
    ...parts,
    people,
    entries,
    openGaps,
    replaceMessage: createReplaceMessage({ fetch, ...parts.clientOptions, log: parts.log }),
    teaching: createTeaching({ ...parts, entries, openGaps }),
    digests,
    onboarder: createOnboarder({ ...parts, people }),
    listGroups: createListGroups(),
    readSnapshot,
    answers: createAnswers(parts.answerer, readSnapshot, people),
    gather: createGather({ ...parts, people }),
    version: VERSION,
  };
  const router = createRouter(app);
  app.use(async ({ next, client, context }) => {
    await next();
    if (typeof context.userId === 'string')
      await memory.onboarder.tidy({ client, context, user: context.userId });
  });
  registerCommand(router, memory);
  registerMention(router, memory);
  registerDirectMessage(router, memory);
  registerButtons(router, memory);
  registerTeam(router, memory);
  registerSettings(router, memory);
  registerHomeChannel(router, memory);
  registerWorkspaceLife(router, memory);
  registerHomeTab(router, memory);
  registerShortcuts(router, memory);
  registerAnswerDialog(router, memory);
  registerChannelWelcome(router, parts);
  registerOnboarding(router, memory);
  registerFeedback(router, memory);
  registerGaps(router, memory);
  registerTeach(router, memory);
  const housekeeping = createHousekeeping({
    ...parts,
    digests,
    people,
    entries,
    openGaps,
    answers: memory.answers,
    client: new webApi.WebClient(botToken, { ...parts.clientOptions }),
    context: {
      ...authorizeAt(parts.identity),
      botUserId,
      isEnterpriseInstall: parts.identity.isEnterpriseInstall,
    },
  });
  return { app, housekeeping };
}
