import type { types } from '@slack/bolt';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { context, createRoom, plain, sayMore, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT } from '../../../slack/ui/text.ts';
import { buildQuestionBox } from '../../ask/views/answer-dialog.ts';
import { SETTINGS_ACTION } from '../../settings/actions.ts';
import type { Team } from '../../team/teams-of.ts';
import { buildChannelPicker } from '../../team/views/change-buttons.ts';
import { HOME_ACTION } from '../actions.ts';
import { COPY } from '../copy.ts';
import type { PersonalData } from '../personal-data.ts';
import { buildPersonalData, forgetButton } from './personal-data.ts';
import { buildTour, type TourShown } from './tour.ts';

/** What the home tab shows to one person. */
interface HomeShown {
  readonly groups: readonly TopicGroup[];
  readonly roles: readonly Role[];
  /** Their channels in which roles are set; undefined where the store cannot be reached. */
  readonly teams: readonly Team[] | undefined;
  /** The channel that they picked as theirs. */
  readonly ownChannel: string | undefined;
  readonly admin: boolean;
  /** Undefined where it cannot be looked up. */
  readonly data: PersonalData | undefined;
  /** Names of maintainers besides the admins. */
  readonly maintainers: readonly string[];
  readonly version: string;
  /** Undefined where the person gets no tour. */
  readonly tour: TourShown | undefined;
}

/** Slack's limit for the options of a menu. */
const MAX_OPTIONS = 100;
/** A view has 100 blocks at most. */
const MAX_GROUPS = 50;
const MAX_TEAMS = 20;

const header = (text: string): types.KnownBlock => ({ type: 'header', text: plain(text, 150) });
const DIVIDER: types.KnownBlock = { type: 'divider' };

/** Builds the home tab: ask, browse, the roles in their channels, what is kept. Useful at the first visit too. */
export function buildHome(shown: HomeShown): types.HomeView {
  const { groups, roles, teams, ownChannel, admin, data, maintainers, version, tour } = shown;
  const settings: types.Button = {
    type: 'button',
    action_id: SETTINGS_ACTION.open,
    text: plain(COPY.settings, 75),
  };
  const names = maintainers.map((name) => `*${escapeText(name)}*`);
  return {
    type: 'home',
    blocks: [
      header(COPY.title),
      section(COPY.lead),
      { ...buildQuestionBox('home.ask', HOME_ACTION.ask), dispatch_action: true },
      ...(tour ? buildTour(tour) : []),
      DIVIDER,
      header(COPY.topics.title),
      ...buildGroups(groups.slice(0, MAX_GROUPS)),
      ...(groups.length > MAX_GROUPS ? [context(COPY.topics.more(groups.length - MAX_GROUPS))] : []),
      DIVIDER,
      header(COPY.roles.title),
      ...buildTeams(teams, ownChannel),
      DIVIDER,
      header(COPY.data.title),
      ...buildPersonalData(data, roles),
      { type: 'actions', elements: [forgetButton(data, roles), ...(admin ? [settings] : [])] },
      DIVIDER,
      header(COPY.help.title),
      section(COPY.help.text(names)),
      context(COPY.help.version(escapeText(version))),
    ],
  };
}

/** A menu for each group, with as many topics as have room in all. */
function buildGroups(groups: readonly TopicGroup[]): types.KnownBlock[] {
  const fits = createRoom();
  return groups.map((group, i) => {
    const options = group.topics
      .slice(0, MAX_OPTIONS)
      .map(({ id, title }) => ({ text: plain(title, 75), value: cut(id, 150) }));
    return buildGroup(group, i, options.filter(fits));
  });
}

function buildGroup(
  { heading, topics }: TopicGroup,
  i: number,
  options: types.PlainTextOption[],
): types.KnownBlock {
  const text = COPY.topics.group(escapeText(heading), topics.length);
  const left = topics.length - options.length;
  if (options.length === 0) return section(text);
  return {
    type: 'section',
    block_id: `home.topics.${i}`,
    text: { type: 'mrkdwn', text: cut(left > 0 ? `${text} (${sayMore(left)})` : text, LIMIT.section) },
    accessory: {
      type: 'static_select',
      action_id: `${HOME_ACTION.topic}:${i}`,
      placeholder: plain(COPY.topics.choose, 150),
      options,
    },
  };
}

function buildTeams(teams: HomeShown['teams'], ownChannel: string | undefined): types.KnownBlock[] {
  if (!teams) return [context(COPY.roles.unavailable)];
  const shown = teams.slice(0, MAX_TEAMS);
  return [
    ...(teams.length === 0 ? [section(COPY.roles.notSet)] : []),
    ...shown.map(({ channel, lines }) => section(COPY.roles.inChannel(channel, lines))),
    ...(teams.length > MAX_TEAMS ? [context(COPY.roles.more)] : []),
    buildChannelPicker(ownChannel === undefined ? COPY.roles.pick : COPY.roles.change, ownChannel),
  ];
}
