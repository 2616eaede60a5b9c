import type { types } from '@slack/bolt';
import type { Onboarding, Role, Topic } from '../../knowledge/types.ts';
import { type Course, type Event, holderOf } from '../../onboarding/next-step.ts';
import type { Progress } from '../../onboarding/progress.ts';
import { type Quiz, TOGETHER } from '../../onboarding/quiz.ts';
import { ACTION, button } from './buttons.ts';
import type { Message } from './message.ts';
import { context, plain, section } from './parts.ts';
import { cut, escapeText, fill, LIMIT } from './text.ts';

/** What is shown beside the person's own progress. */
export interface OnboardingShown extends Course {
  readonly roles: readonly Role[];
  /** The titles of the documents, by topic. */
  readonly titleOf: (topic: Topic) => string;
  /** For each channel of theirs, who holds what; undefined where the memory or Slack cannot be asked. */
  readonly teams: readonly string[] | undefined;
  /** The person's time zone. */
  readonly zone: string | undefined;
  readonly now: number;
}

/** So many roles a question offers. */
const CHOICES = 5;

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
        escapeText(shown.onboarding.greeting.declined),
        [],
        [step('Start the tour', { do: 'go', step: 0 })],
      );
    default:
      return buildGreeting(shown.onboarding);
  }
}

/** Builds the greeting: who it is, what it can do, and three buttons. */
function buildGreeting({ greeting }: Onboarding): Message {
  return message(
    escapeText(greeting.hello),
    [section(escapeText(greeting.can))],
    [
      step('Start the tour', { do: 'go', step: 0 }, 'primary'),
      sheetButton,
      step('Not now', { do: 'decline' }),
    ],
  );
}

function buildStep({ step: at }: Progress, { onboarding, teams }: OnboardingShown): Message {
  const { tour } = onboarding;
  const here = Math.min(at, tour.length - 1);
  const { title = '', text = '', source, showsTeam } = tour[here] ?? {};
  const isLast = here === tour.length - 1;
  return message(
    `*${escapeText(title)}*\n${escapeText(text)}`,
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

function buildQuestion(quiz: Quiz, shown: OnboardingShown): Message {
  const { at, first, queue, chosen } = quiz;
  const topic = shown.topics.get(queue[at] ?? '');
  const question = shown.onboarding.quiz.find((entry) => entry.topic === topic?.id)?.question ?? '';
  const where =
    at < first ? `Question ${at + 1} of ${first}` : `Once more, ${at - first + 1} of ${queue.length - first}`;
  const asked = `*${escapeText(question)}*`;
  const stop = step('Stop', { do: 'finish' });
  if (chosen === undefined || !topic) {
    const choices = choicesFor(topic, shown);
    return message(
      asked,
      [],
      [...choices.map(({ id, name }) => step(name, { do: 'answer', at, role: id }, undefined, id)), stop],
      where,
    );
  }
  const right = holderOf(topic);
  const holder = nameOf(topic, shown.roles);
  const verdict = chosen === right ? `Yes, *${holder}*.` : `Not quite: it is *${holder}*.`;
  const again = chosen === right ? '' : ' It comes again at the end.';
  const isLast = at === queue.length - 1;
  return message(
    `${asked}\n${verdict}${again}`,
    quoted(topic.quote, shown.titleOf(topic)),
    [step(isLast ? 'See how it went' : 'Next question', { do: 'next', at }, 'primary'), stop],
    where,
  );
}

/** The roles to choose from, the right one always among them, in the order of the knowledge. */
function choicesFor(topic: Topic | undefined, { roles, onboarding, topics }: OnboardingShown) {
  const right = new Set(topic?.roles ?? []);
  const others = roles.filter(({ id }) => !right.has(id)).slice(0, Math.max(0, CHOICES - right.size));
  const offered = roles.filter((role) => right.has(role.id) || others.includes(role));
  const isShared = onboarding.quiz.some((entry) => (topics.get(entry.topic)?.roles.length ?? 0) > 1);
  return [...offered, ...(isShared ? [{ id: TOGETHER, name: 'They hold it together' }] : [])];
}

function buildFinished({ quiz, followUp }: Progress, shown: OnboardingShown): Message {
  const missed = quiz ? quiz.missed.flatMap((id) => shown.topics.get(id) ?? []) : [];
  const taken = quiz !== undefined && quiz.at > 0;
  const score = taken
    ? ` You knew ${quiz.right} of ${quiz.first}${quiz.right === quiz.first ? ', all of them' : ''}; only you see this.`
    : '';
  const later =
    followUp?.scheduled && followUp.at > shown.now
      ? [
          context(
            `On ${dayOf(followUp.at, shown.zone)} I write to you once more, and then only when you ask.`,
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

/** Builds the message of the third working day. */
export function buildFollowUp(
  missed: readonly Topic[],
  { onboarding, topics, roles }: Pick<OnboardingShown, 'onboarding' | 'topics' | 'roles'>,
): Message {
  const asked = onboarding.followUp.topics.flatMap((id) => topics.get(id) ?? []);
  const text = escapeText(onboarding.followUp.text);
  return {
    text,
    blocks: [
      section(text),
      ...(asked.length > 0
        ? [
            {
              type: 'actions' as const,
              elements: asked.map(({ id, title }) =>
                button(ACTION.show, id, title, { subject: { topic: id } }),
              ),
            },
          ]
        : []),
      ...listMissed(missed, roles),
      context('Ask me anything, any time. I do not write again by myself.'),
    ],
  };
}

function listMissed(missed: readonly Topic[], roles: readonly Role[]): types.KnownBlock[] {
  if (missed.length === 0) return [];
  const lines = missed.map((topic) => `•  ${escapeText(topic.title)}: *${nameOf(topic, roles)}*`);
  return fill(['To remember:', ...lines], LIMIT.section).map(section);
}

const sheetButton: types.Button = {
  type: 'button',
  action_id: ACTION.sheet,
  text: plain('Show the cheat sheet', 75),
};

function step(label: string, event: Event, style?: 'primary', apart: string = event.do): types.Button {
  return {
    type: 'button',
    action_id: cut(`${ACTION.step}:${apart}`, 255),
    text: plain(label, 75),
    value: JSON.stringify(event),
    ...(style ? { style } : {}),
  };
}

function message(
  text: string,
  more: readonly types.KnownBlock[],
  elements: types.Button[],
  above?: string,
): Message {
  return {
    text: above === undefined ? text : `${above}. ${text}`,
    blocks: [
      ...(above === undefined ? [] : [context(above)]),
      section(text),
      ...more,
      { type: 'actions', elements },
    ],
  };
}

function quoted(quote: string, documentTitle: string): types.KnownBlock[] {
  const text = cut(escapeText(quote).replace(/\s+/g, ' '), LIMIT.section - 10);
  return [section(`>${text}`), context(`From the document “${escapeText(documentTitle)}”`)];
}

const nameOf = (topic: Topic, roles: readonly Role[]): string =>
  topic.roles.map((id) => escapeText(roles.find((role) => role.id === id)?.name ?? id)).join(' and ');

function dayOf(at: number, timeZone: string | undefined): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: timeZone ?? 'UTC' }).format(at);
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(at); // an unknown zone
  }
}
