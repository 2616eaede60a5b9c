import type { types } from '@slack/bolt';
import type { Onboarding } from '../../../knowledge/types.ts';
import { context, plain, section } from '../../../slack/ui/blocks.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { escapeText, fill, LIMIT, ourText } from '../../../slack/ui/text.ts';
import { SHEET_ACTION } from '../../sheet/actions.ts';
import type { Progress } from '../progress.ts';
import { answeredOf, type Quiz } from '../quiz.ts';
import { buildQuestion, type QuizShown } from './quiz.ts';
import { listMissed, message, quoted, step } from './step.ts';

/** What is shown beside the person's own progress. */
export interface OnboardingShown extends QuizShown {
  /** For each channel of theirs, who holds what; undefined where the memory or Slack cannot be asked. */
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
        [step('Start the tour', { do: 'start' })],
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
      ...(unasked
        ? [
            context(
              `${escapeText(unasked.askedBy)} asked me to say hello. Write “stop”, and I do not write again by myself.`,
            ),
          ]
        : []),
    ],
    [step('Start the tour', { do: 'start' }, 'primary'), sheetButton, step('Not now', { do: 'decline' })],
  );
}

function buildStep({ step: at }: Progress, { onboarding, teams }: OnboardingShown): Message {
  const { tour } = onboarding;
  const here = Math.min(at, tour.length - 1);
  const { title = '', text = '', source, showsTeam } = tour[here] ?? {};
  const isLast = here === tour.length - 1;
  return message(
    `*${escapeText(title)}*\n${ourText(text)}`,
    [...(source ? quoted(source.quote, source.documentTitle) : []), ...(showsTeam ? buildTeams(teams) : [])],
    [
      ...(here > 0 ? [step('Back', { do: 'go', step: here - 1 }, undefined, 'back')] : []),
      isLast
        ? step('Five quick questions', { do: 'quiz' }, 'primary')
        : step('Next', { do: 'go', step: here + 1 }, 'primary', 'next'),
      isLast ? step('Finish here', { do: 'finish' }) : step('Stop', { do: 'decline' }),
    ],
    `Step ${here + 1} of ${tour.length}`,
  );
}

function buildTeams(teams: readonly string[] | undefined): types.KnownBlock[] {
  if (teams === undefined)
    return [section('I cannot look that up just now. `/whoowns team` in a channel shows it.')];
  if (teams.length > 0) return fill(teams, LIMIT.section).slice(0, 10).map(section);
  return [
    section(
      'Nobody has told me yet who holds the roles in your channels. Ask there with `/whoowns team`; whoever knows can set it with `/whoowns assign`.',
    ),
  ];
}

function buildFinished({ quiz, followUp, zone }: Progress, shown: OnboardingShown): Message {
  const missed = quiz ? quiz.missed.flatMap((id) => shown.topics.get(id) ?? []) : [];
  const score = quiz && answeredOf(quiz) > 0 ? ` ${scoreOf(quiz)}; only you see this.` : '';
  const later =
    followUp?.scheduled && followUp.scheduled.at > shown.now
      ? [
          context(
            `On ${dayOf(followUp.scheduled.at, zone)} I write to you once more, and then only when you ask.`,
          ),
        ]
      : [];
  return message(
    `*That was it.*${score} Ask me anything, any time: I answer here and in your channels.`,
    [...listMissed(missed, shown.roles), ...later],
    [
      step('Take the quiz', { do: 'quiz' }, undefined, 'quiz'),
      step('See the tour again', { do: 'go', step: 0 }, undefined, 'tour'),
      sheetButton,
      ...(later.length > 0 ? [step('No more messages', { do: 'decline' })] : []),
    ],
  );
}

/** Of a quiz that was left in the middle, only what was answered counts. */
function scoreOf(quiz: Quiz): string {
  const answered = answeredOf(quiz);
  if (answered < quiz.first) return `You knew ${quiz.right} of the ${answered} that you answered`;
  return `You knew ${quiz.right} of ${quiz.first}${quiz.right === quiz.first ? ', all of them' : ''}`;
}

const sheetButton: types.Button = {
  type: 'button',
  action_id: SHEET_ACTION.show,
  text: plain('Show the cheat sheet', 75),
};

function dayOf(at: number, timeZone: string | undefined): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: timeZone ?? 'UTC' }).format(at);
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(at); // an unknown zone
  }
}
