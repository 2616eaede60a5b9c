import { App, type Receiver, webApi } from '@slack/bolt';
import type { Answerer } from '../answer/answerer.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/types.ts';
import { registerAnswerDialog } from './doors/answer-dialog.ts';
import { registerButtons } from './doors/buttons.ts';
import { registerChannelWelcome } from './doors/channel-welcome.ts';
import { registerCommand } from './doors/command.ts';
import { registerDirectMessage } from './doors/direct-message.ts';
import { registerFeedback } from './doors/feedback.ts';
import { registerGaps } from './doors/gaps.ts';
import { registerHomeChannel } from './doors/home-channel.ts';
import { registerHomeTab } from './doors/home-tab.ts';
import { registerMention } from './doors/mention.ts';
import { registerOnboarding } from './doors/onboarding.ts';
import { registerSettings } from './doors/settings.ts';
import { registerShortcuts } from './doors/shortcuts.ts';
import { registerTeach } from './doors/teach.ts';
import { registerTeam } from './doors/team.ts';
import { registerWorkspaceLife } from './doors/workspace-life.ts';
import type { InFlight } from './in-flight.ts';
import { createBoltLogger } from './logger.ts';
import { createAnswers } from './memory/answering.ts';
import { createDigests } from './memory/digest.ts';
import { createEntries } from './memory/entries.ts';
import { createGather } from './memory/gather.ts';
import { createListGroups } from './memory/groups.ts';
import { createReadSnapshot } from './memory/here.ts';
import { createHousekeeping, type Housekeeping } from './memory/housekeeping.ts';
import { createOnboarder } from './memory/onboard.ts';
import { createOpenGaps } from './memory/open-gaps.ts';
import { markOutsiders } from './memory/outsiders.ts';
import { createPeople } from './memory/people.ts';
import { createReplaceMessage } from './memory/replace-message.ts';
import { createTeaching } from './memory/teach.ts';
import { authorizeAt, type Installed } from './memory/workspace.ts';
import { spreadNet } from './net.ts';
import type { Seen } from './seen.ts';

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
  registerCommand(app, memory);
  registerMention(app, memory);
  registerDirectMessage(app, memory);
  registerButtons(app, memory);
  registerTeam(app, memory);
  registerSettings(app, memory);
  registerHomeChannel(app, memory);
  registerWorkspaceLife(app, memory);
  registerHomeTab(app, memory);
  registerShortcuts(app, memory);
  registerAnswerDialog(app, memory);
  registerChannelWelcome(app, parts);
  registerOnboarding(app, memory);
  registerFeedback(app, memory);
  registerGaps(app, memory);
  registerTeach(app, memory);
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
