import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { context, listOf, type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText } from '../../../slack/ui/text.ts';
import type { ChannelTeam, Named } from '../../../store/types.ts';
import { withNames } from '../channel-facts.ts';
import { COPY } from '../copy.ts';
import { describeRule } from './announcement.ts';
import { assignButton, ruleButton } from './change-buttons.ts';
import { nameHolders } from './holders.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

interface TeamShown {
  readonly channel: string;
  readonly team: ChannelTeam | undefined;
  readonly names: ReadonlyMap<string, Named>;
  readonly roles: readonly Role[];
  readonly groups: readonly TopicGroup[];
  /** The name of whoever set something; undefined where nobody knows it any more. */
  readonly nameOf: (person: string | undefined) => string | undefined;
  readonly mayNotChange: boolean;
}

/** Builds `/whoowns team`: who has which role since when, who set it, and the rules of the channel. */
export function buildTeam(shown: TeamShown): Message {
  const { channel, team, names, roles, groups, nameOf, mayNotChange } = shown;
  const since = (at: number, by: string | undefined) => {
    const name = nameOf(by);
    return COPY.team.since(DAY.format(at), name === undefined ? undefined : escapeText(name));
  };
  const lines = roles.map((role) => {
    const assignment = team?.assignments.get(role.id);
    const title = `•  *${escapeText(role.name)}*: `;
    if (!assignment || assignment.holders.length === 0) return `${title}${COPY.notSet}`;
    const holders = withNames(assignment.holders, names);
    return `${title}${nameHolders({ holders, note: assignment.note })}, ${since(assignment.since, assignment.by)}`;
  });
  const topics = groups.flatMap((group) => group.topics);
  const rules = [...(team?.overrides.values() ?? [])].map((rule) => {
    const title = topics.find(({ id }) => id === rule.topic)?.title ?? rule.topic;
    const role = roles.find(({ id }) => id === rule.role) ?? { name: rule.role };
    return `${describeRule(title, role, rule.reason)}, ${since(rule.since, rule.by)}`;
  });
  const holders = [...(team?.assignments.values() ?? [])].flatMap((assignment) => assignment.holders);
  const gone = holders.some(({ id }) => names.get(id)?.gone === true);
  const text = COPY.team.title(channel);
  const label = gone ? COPY.buttons.reassign : COPY.buttons.setRoles;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...listOf(lines, 4_000),
      ...(rules.length > 0 ? [section(COPY.team.rules), ...listOf(rules, 3_000)] : []),
      ...(gone ? [context(COPY.team.somebodyLeft)] : []),
      ...(mayNotChange
        ? []
        : [{ type: 'actions' as const, elements: [assignButton(channel, label), ruleButton(channel)] }]),
    ],
  };
}
