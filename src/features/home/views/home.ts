import type { types } from '@slack/bolt';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { context, plain, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText } from '../../../slack/ui/text.ts';
import { SETTINGS_ACTION } from '../../settings/actions.ts';
import { buildChannelPicker } from '../../team/views/held.ts';
import { HOME_ACTION } from '../actions.ts';
import { buildKept, forgetButton, type KeptAbout } from './kept.ts';
import { buildTour, type TourShown } from './tour.ts';

/** What the home tab shows to one person. */
export interface HomeShown {
  readonly groups: readonly TopicGroup[];
  readonly roles: readonly Role[];
  /** For each of their channels in which somebody holds a role: who holds what, line by line. Undefined where the memory cannot be asked. */
  readonly teams: readonly { readonly channel: string; readonly lines: readonly string[] }[] | undefined;
  /** The channel that they picked as theirs. */
  readonly own: string | undefined;
  readonly admin: boolean;
  /** What is kept about them; undefined where that cannot be looked up. */
  readonly kept: KeptAbout | undefined;
  /** The names of those who look after the bot, beside the admins. */
  readonly caretakers: readonly string[];
  readonly version: string;
  /** How far they are with being shown around; undefined where nobody is. */
  readonly tour: TourShown | undefined;
}

/** Slack's own limit for the options of a menu. */
const OPTIONS = 100;
/** A view has 100 blocks at most: so many roles are listed, and so many channels. */
const GROUPS = 50;
const TEAMS = 20;

/** Builds the home tab: ask, browse, who holds what, what is kept. Useful at the first time too. */
export function buildHome(shown: HomeShown): types.HomeView {
  const { groups, roles, teams, own, admin, kept, caretakers, version, tour } = shown;
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
          action_id: HOME_ACTION.ask,
          max_length: 1_000,
          placeholder: plain('who signs off a finished story?', 150),
        },
      },
      ...(tour ? buildTour(tour) : []),
      { type: 'divider' },
      { type: 'header', text: plain('What I know', 150) },
      ...groups.slice(0, GROUPS).map(buildGroup),
      ...(groups.length > GROUPS
        ? [context(`And ${groups.length - GROUPS} more: \`/whoowns help\` lists all of them.`)]
        : []),
      { type: 'divider' },
      { type: 'header', text: plain('Who holds what in your channels', 150) },
      ...buildTeams(teams, own),
      { type: 'divider' },
      { type: 'header', text: plain('What I keep about you', 150) },
      ...buildKept(kept, roles),
      {
        type: 'actions',
        elements: [
          forgetButton(kept, roles),
          ...(admin
            ? [{ type: 'button' as const, action_id: SETTINGS_ACTION.open, text: plain('Settings', 75) }]
            : []),
        ],
      },
      { type: 'divider' },
      { type: 'header', text: plain('Where to get help', 150) },
      section(buildHelpers(caretakers)),
      context(`whoowns ${escapeText(version)}`),
    ],
  };
}

function buildGroup({ heading, topics }: TopicGroup, i: number): types.KnownBlock {
  return {
    type: 'section',
    block_id: `home.topics.${i}`,
    text: {
      type: 'mrkdwn',
      text: `*${escapeText(heading)}*: ${topics.length} ${topics.length === 1 ? 'topic' : 'topics'}`,
    },
    accessory: {
      type: 'static_select',
      action_id: `${HOME_ACTION.topic}:${i}`,
      placeholder: plain('Choose a topic', 150),
      options: topics
        .slice(0, OPTIONS)
        .map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) })),
    },
  };
}

function buildTeams(teams: HomeShown['teams'], own: string | undefined): types.KnownBlock[] {
  if (!teams) return [context('I cannot get at my memory just now. Please come back in a minute.')];
  const picker = buildChannelPicker(
    own === undefined
      ? 'Which channel is your team’s? Pick it, and I name its people when you write to me directly.'
      : 'This is your channel: I name its people when you write to me directly. Change it here:',
    own,
  );
  const nobody =
    'Nobody has said yet who holds the roles in your channels. To say so, type `/whoowns assign` in one of them.';
  return [
    ...(teams.length === 0 ? [section(nobody)] : []),
    ...teams.slice(0, TEAMS).map(({ channel, lines }) => section(`<#${channel}>\n${lines.join('\n')}`)),
    ...(teams.length > TEAMS
      ? [context('In your other channels, `/whoowns team` shows who holds what.')]
      : []),
    picker,
  ];
}

/** Whom to turn to, by name where somebody is named. */
function buildHelpers(caretakers: readonly string[]): string {
  const names = caretakers.map((name) => `*${escapeText(name)}*`);
  const whom = [...names, 'an admin of this workspace'];
  const last = whom.pop();
  const list = whom.length === 0 ? last : `${whom.join(', ')} or ${last}`;
  return `Type \`/whoowns help\` in any channel to see how to ask. If something is wrong or missing, tell ${list}.`;
}
