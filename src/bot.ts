import { setTimeout as wait } from 'node:timers/promises';
import { App, webApi } from '@slack/bolt';
import type { Answerer } from './answer/answerer.ts';
import { createAnswerQuestion } from './features/ask/answer-question.ts';
import { createAnswers } from './features/ask/answers.ts';
import { registerAnswerDialog } from './features/ask/dialog-presses.ts';
import { registerAsking } from './features/ask/listeners.ts';
import { registerPresses } from './features/ask/presses.ts';
import { registerShortcuts } from './features/ask/shortcuts.ts';
import { registerChannelPicker, registerHomeTab } from './features/home/listeners.ts';
import { publishHome } from './features/home/publish-home.ts';
import { createDigests } from './features/learning/digest.ts';
import { createEntries } from './features/learning/entries.ts';
import { registerFeedback } from './features/learning/feedback-listeners.ts';
import { registerGaps } from './features/learning/gaps-listeners.ts';
import { createLearningJobs } from './features/learning/jobs.ts';
import { createOpenGaps } from './features/learning/open-gaps.ts';
import { createQuestionLog } from './features/learning/question-log.ts';
import { createTeachDialogs, registerTeach } from './features/learning/teach-listeners.ts';
import { createTeaching } from './features/learning/teaching.ts';
import { createLearningWords } from './features/learning/words.ts';
import { createLifecycleWords } from './features/lifecycle/forget.ts';
import { registerChannelWelcome, registerWorkspaceLife } from './features/lifecycle/listeners.ts';
import { createPeopleJob } from './features/lifecycle/people-job.ts';
import { createGreeter } from './features/onboarding/greeter.ts';
import { createOnboardingJobs } from './features/onboarding/jobs.ts';
import { registerOnboarding } from './features/onboarding/listeners.ts';
import { createOnboarder } from './features/onboarding/onboarder.ts';
import { createOnboardingWords } from './features/onboarding/words.ts';
import { createSettingsWords, registerSettings } from './features/settings/listeners.ts';
import { createSheetWords, registerSheet } from './features/sheet/listeners.ts';
import { registerTeam } from './features/team/listeners.ts';
import { createTeamWords } from './features/team/words.ts';
import type { Log } from './log.ts';
import { markOutsiders } from './slack/caller.ts';
import { COMMAND, createRenaming } from './slack/command-name.ts';
import type { BotDependencies } from './slack/connect.ts';
import { createChannels } from './slack/directory/channels.ts';
import { createListGroups } from './slack/directory/groups.ts';
import { createPeople } from './slack/directory/people.ts';
import { spreadNet } from './slack/error-boundary.ts';
import { authorizeAt } from './slack/installation.ts';
import { createJobs, type Jobs } from './slack/jobs.ts';
import { createBoltLogger } from './slack/journal.ts';
import { createLoopGuard } from './slack/loop-guard.ts';
import { createReplaceMessage } from './slack/respond.ts';
import { createRouter } from './slack/router.ts';
import type { Seen } from './slack/store.ts';
import { createReadSnapshot } from './slack/store.ts';
import type { Store } from './store/open-store.ts';

/** As in package.json. */
export const VERSION = '0.1.0';

interface Dependencies extends BotDependencies {
  readonly answerer: Answerer;
  readonly store: Store;
  readonly seen: Seen;
  readonly log: Log;
  /** What the slash command is called; `/whoowns` unless given. */
  readonly command?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits for so many milliseconds. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/** The bot: its Bolt app, and what it has to do by itself. */
export interface Bot {
  readonly app: App;
  readonly jobs: Jobs;
}

/** Puts the features on the platform. Nothing is started. */
export function createBot(given: Dependencies): Bot {
  const renaming = createRenaming(given.command ?? COMMAND);
  const renamed = renaming.fetch(given.clientOptions.fetch ?? fetch);
  const deps = { ...given, clientOptions: { ...given.clientOptions, fetch: renamed } };
  const { answerer, store, log, seen, identity, now = Date.now, sleep = wait } = deps;
  const { botToken, botUserId, botId } = identity;
  const app = new App({
    receiver: deps.receiver,
    logger: createBoltLogger(log),
    // Bolt writes into the options that it is given.
    clientOptions: { ...deps.clientOptions },
    // Given a token, Bolt would call auth.test again with every event.
    authorize: async (_, body) => ({ ...authorizeAt(identity, body), botToken, botUserId, botId }),
    convoStore: false,
  });
  renaming.acknowledgements(app);
  spreadNet(app, deps);
  const people = createPeople(deps);
  app.use(markOutsiders(identity, people));
  const router = createRouter(app);
  const platform = {
    answerer,
    store,
    log,
    seen,
    now,
    people,
    channels: createChannels(deps),
    listGroups: createListGroups(deps),
    readSnapshot: createReadSnapshot(deps),
    version: VERSION,
  };

  const answers = createAnswers(platform);
  const entries = createEntries(platform);
  const openGaps = createOpenGaps(platform);
  const learning = {
    ...platform,
    answers,
    entries,
    openGaps,
    digests: createDigests({ ...platform, openGaps }),
    questionLog: createQuestionLog(platform),
    teaching: createTeaching({ answerer, entries, openGaps }),
    teachDialogs: createTeachDialogs(platform),
    replaceMessage: createReplaceMessage({ ...deps.clientOptions, log }),
  };
  const onboarding = {
    ...platform,
    greeter: createGreeter(platform),
    onboarder: createOnboarder(platform),
  };
  const { digests, questionLog } = learning;
  const { onboarder } = onboarding;
  const forgetDependencies = { ...platform, forgetting: [onboarder.forget, digests.leave] };

  const answerQuestion = createAnswerQuestion({
    answers,
    words: [
      ...createTeamWords(platform),
      ...createSettingsWords(platform),
      ...createLifecycleWords(forgetDependencies),
      ...createSheetWords(platform),
      ...createLearningWords(learning),
      ...createOnboardingWords(onboarding),
    ],
    onAnswered: ({ context }, answering) => questionLog.asked(context, answering),
  });
  const home = { ...platform, ...forgetDependencies, answers, onboarder, answerQuestion };

  registerAsking(router, { answerQuestion, seen, mayAnswer: createLoopGuard(now) });
  registerShortcuts(router, { answerQuestion });
  registerPresses(router, { ...platform, answers, onPicked: questionLog.picked });
  registerAnswerDialog(router, { answers, seen, onPicked: questionLog.picked });
  registerTeam(router, platform);
  registerSettings(router, {
    ...platform,
    onKeepDays: ({ context }, days) => questionLog.purge(context, days),
  });
  registerSheet(router, platform);
  registerWorkspaceLife(router, platform);
  registerChannelWelcome(router, { ...platform, identity });
  registerOnboarding(router, {
    ...onboarding,
    sleep,
    onTourBegun: (caller) => publishHome(home, caller, true),
  });
  registerFeedback(router, learning);
  registerGaps(router, learning);
  registerTeach(router, learning);
  registerChannelPicker(router, home);
  registerHomeTab(router, home);

  const jobs = createJobs({
    jobs: [
      ...createLearningJobs(learning),
      ...createOnboardingJobs(platform),
      createPeopleJob({
        ...platform,
        onLeft: [onboarder.leave, digests.leave, ({ context, user }) => questionLog.leave(context, user)],
        ofWhom: [onboarder.people, digests.people, questionLog.people],
        onPresent: onboarder.present,
        onZone: onboarder.moved,
      }),
    ],
    client: new webApi.WebClient(botToken, { ...deps.clientOptions }),
    context: { ...authorizeAt(identity, undefined), botUserId, isEnterpriseInstall: false },
    log,
  });
  return { app, jobs };
}
