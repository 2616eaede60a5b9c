import type { types } from '@slack/bolt';
import type { TopicGroup } from '../../answer/types.ts';
import type { Progress } from '../../onboarding/progress.ts';
import { ACTION } from './buttons.ts';
import { buildHomePicker } from './local.ts';
import { context, plain, section } from './parts.ts';
import { cut, escapeText } from './text.ts';

/** What the home tab shows to one person. */
export interface HomeShown {
  readonly groups: readonly TopicGroup[];
  /** For each channel that is theirs or in which they hold a role: who holds what, line by line. */
  readonly teams: readonly { readonly channel: string; readonly lines: readonly string[] }[];
  /** The channel that they picked as theirs. */
  readonly own: string | undefined;
  readonly admin: boolean;
  /** Whether the memory could be asked. */
  readonly available: boolean;
  readonly version: string;
  /** How far they are with being shown around; undefined where nobody is. */
  readonly tour:
    | { readonly progress: Progress | undefined; readonly steps: number; readonly written: boolean }
    | undefined;
}

/** Slack's own limit for the options of a menu. */
const OPTIONS = 100;
const TEAMS = 20;

/** Builds the home tab: ask, browse, who holds what, what is kept. Useful at the first time too. */
export function buildHome(shown: HomeShown): types.HomeView {
  const { groups, teams, own, admin, available, version, tour } = shown;
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('Who owns what?', 150) },
      section(
        'Ask in your own words, and I show you the role and the sentence that says so. Only you see the answer.',
      ),
      {
        type: 'input',
        block_id: 'home.ask',
        dispatch_action: true,
        label: plain('Your question, or just a word', 2000),
        element: {
          type: 'plain_text_input',
          action_id: ACTION.askHome,
          max_length: 1_000,
          placeholder: plain('who signs off a finished story?', 150),
        },
      },
      ...(tour ? buildTour(tour) : []),
      { type: 'divider' },
      { type: 'header', text: plain('What I know', 150) },
      ...groups.map(buildGroup),
      { type: 'divider' },
      { type: 'header', text: plain('Who holds what in your channels', 150) },
      ...buildTeams(teams, own, available),
      { type: 'divider' },
      { type: 'header', text: plain('What I keep about you', 150) },
      section(
        'The channel that you picked as yours, the roles that you hold, how far you are with the tour, what you have set or taught, and where you asked to be told of an answer. Your other questions I do not keep with your name.',
      ),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: ACTION.forget,
            text: plain('Forget me', 75),
            style: 'danger',
            confirm: {
              title: plain('Forget you?', 100),
              text: plain(
                'You hold no role with me any more, and I no longer know which channel is yours.',
                300,
              ),
              confirm: plain('Forget me', 30),
              deny: plain('Not now', 30),
            },
          },
          ...(admin
            ? [{ type: 'button' as const, action_id: ACTION.settings, text: plain('Settings', 75) }]
            : []),
        ],
      },
      context(`whoowns ${escapeText(version)}. Type \`/whoowns help\` in any channel to see how to ask.`),
    ],
  };
}

function buildGroup({ heading, topics }: TopicGroup, i: number): types.KnownBlock {
  return {
    type: 'section',
    block_id: `home.topics.${i}`,
    text: { type: 'mrkdwn', text: `*${escapeText(heading)}*: ${topics.length} topics` },
    accessory: {
      type: 'static_select',
      action_id: `${ACTION.topic}:${i}`,
      placeholder: plain('Choose a topic', 150),
      options: topics
        .slice(0, OPTIONS)
        .map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
    },
  };
}

function buildTeams(
  teams: HomeShown['teams'],
  own: string | undefined,
  available: boolean,
): types.KnownBlock[] {
  if (!available) return [context('I cannot get at my memory just now. Please come back in a minute.')];
  const picker = buildHomePicker(
    own === undefined ? 'Which channel is your team’s?' : 'This is your channel. Change it here:',
    own,
  );
  if (teams.length === 0) {
    return [picker, context('To set who holds a role, type `/whoowns assign` in a channel.')];
  }
  return [
    ...teams.slice(0, TEAMS).map(({ channel, lines }) => section(`<#${channel}>\n${lines.join('\n')}`)),
    picker,
  ];
}

function buildTour({ progress, steps, written }: NonNullable<HomeShown['tour']>): types.KnownBlock[] {
  const { text, label } = tourWords(progress, steps);
  return [
    {
      type: 'section',
      block_id: 'home.tour',
      text: { type: 'mrkdwn', text },
      accessory: { type: 'button', action_id: ACTION.begin, text: plain(label, 75) },
    },
    ...(written ? [context('I have written to you: see *Messages* above.')] : []),
  ];
}

function tourWords(progress: Progress | undefined, steps: number): { text: string; label: string } {
  switch (progress?.stage) {
    case 'tour':
      return {
        text: `You are at step ${progress.step + 1} of ${steps} of the tour.`,
        label: 'Continue the tour',
      };
    case 'quiz':
      return { text: 'You are in the middle of the quiz.', label: 'Continue the quiz' };
    case 'finished':
      return {
        text: 'You have taken the tour. It is there whenever you want it again.',
        label: 'See it again',
      };
    default:
      return { text: 'New here? In a few minutes I show you who does what.', label: 'I’m new here' };
  }
}
