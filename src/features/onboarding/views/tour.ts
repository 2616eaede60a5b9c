import type { types } from '@slack/bolt';
import type { Onboarding } from '../../../knowledge/types.ts';
import { context, type Message, plain, section } from '../../../slack/ui/blocks.ts';
import { escapeText, fill, LIMIT, ourText } from '../../../slack/ui/text.ts';
import { clockOf, readClock } from '../../../time/clock.ts';
import { SHEET_ACTION } from '../../sheet/actions.ts';
import { COPY } from '../copy.ts';
import type { Progress } from '../progress.ts';
import { answeredOf, type Quiz } from '../quiz.ts';
import { listMissed } from './follow-up.ts';
import { buildQuestion, type QuizShown } from './quiz.ts';
import { message, quoted, step } from './step.ts';

/** What is shown beside the person's own progress. */
export interface OnboardingShown extends QuizShown {
  /** The roles in each of their channels; undefined where the store or Slack cannot be asked. */
  readonly teams: readonly string[] | undefined;
  readonly now: number;
}

/** Builds the one message of the tour, as somebody's progress wants it. */
export function buildOnboarding(progress: Progress, shown: OnboardingShown): Message {
  switch (progress.stage) {
    case 'tour':
      return buildStep(progress, shown);
    case 'quiz':
      return progress.quiz ? buildQuestion(progress.quiz, shown) : buildGreeting(shown.onboarding);
    case 'finished':
      return buildFinished(progress, shown);
    case 'declined':
      return message(
        ourText(shown.onboarding.greeting.declined),
        [],
        [step(COPY.tour.start, { do: 'start' })],
      );
    default:
      return buildGreeting(shown.onboarding);
  }
}

/** Builds the greeting: who it is, what it can do, three buttons; and who asked for it, where the person did not. */
export function buildGreeting({ greeting }: Onboarding, unasked?: { readonly askedBy: string }): Message {
  return message(
    ourText(greeting.hello),
    [
      section(ourText(greeting.can)),
      ...(unasked ? [context(COPY.tour.askedBy(escapeText(unasked.askedBy)))] : []),
    ],
    [
      step(COPY.tour.start, { do: 'start' }, 'primary'),
      sheetButton,
      step(COPY.tour.notNow, { do: 'decline' }),
    ],
  );
}

function buildStep({ step: at }: Progress, { onboarding, teams }: OnboardingShown): Message {
  const { tour } = onboarding;
  const index = Math.min(at, tour.length - 1);
  const { title = '', text = '', source, showsTeam } = tour[index] ?? {};
  const isLast = index === tour.length - 1;
  return message(
    `*${escapeText(title)}*\n${ourText(text)}`,
    [...(source ? quoted(source.quote, source.documentTitle) : []), ...(showsTeam ? buildTeams(teams) : [])],
    [
      ...(index > 0 ? [step(COPY.tour.back, { do: 'go', step: index - 1 }, undefined, 'back')] : []),
      isLast
        ? step(COPY.tour.quiz, { do: 'quiz' }, 'primary')
        : step(COPY.tour.next, { do: 'go', step: index + 1 }, 'primary', 'next'),
      isLast ? step(COPY.tour.finish, { do: 'finish' }) : step(COPY.tour.stop, { do: 'decline' }),
    ],
    COPY.tour.stepOf(index + 1, tour.length),
  );
}

function buildTeams(teams: readonly string[] | undefined): types.KnownBlock[] {
  if (teams === undefined) return [section(COPY.tour.teamsUnavailable)];
  if (teams.length === 0) return [section(COPY.tour.noTeams)];
  return fill(teams, LIMIT.section).slice(0, 10).map(section);
}

function buildFinished({ quiz, followUp, zone }: Progress, shown: OnboardingShown): Message {
  const missed = quiz ? quiz.missed.flatMap((id) => shown.topics.get(id) ?? []) : [];
  const lines = [COPY.finished.done, ...(quiz && answeredOf(quiz) > 0 ? [describeScore(quiz)] : [])];
  const followUpAt = followUp?.at !== undefined && followUp.at > shown.now ? followUp.at : undefined;
  return message(
    [...lines, COPY.finished.askMe].join(' '),
    [
      ...listMissed(missed, shown.roles),
      ...(followUpAt === undefined ? [] : [context(COPY.finished.followUpOn(dayOf(followUpAt, zone)))]),
    ],
    [
      step(COPY.finished.quiz, { do: 'quiz' }, undefined, 'quiz'),
      step(COPY.finished.again, { do: 'go', step: 0 }, undefined, 'tour'),
      sheetButton,
      ...(followUpAt === undefined ? [] : [step(COPY.finished.noMore, { do: 'decline' })]),
    ],
  );
}

/** Of a quiz that was left in the middle, only what was answered counts. */
function describeScore(quiz: Quiz): string {
  const answered = answeredOf(quiz);
  return answered < quiz.first
    ? COPY.finished.scoreSoFar(quiz.right, answered)
    : COPY.finished.score(quiz.right, quiz.first);
}

const sheetButton: types.Button = {
  type: 'button',
  action_id: SHEET_ACTION.show,
  text: plain(COPY.tour.sheet, 75),
};

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** The day on which somebody's clock shows an instant. */
function dayOf(instant: number, zone: string | undefined): string {
  const { year, month, day } = readClock(clockOf(zone), instant);
  return DAY.format(Date.UTC(year, month - 1, day));
}
