import type { types } from '@slack/bolt';
import type { TopicGroup } from '../../../answer/types.ts';
import type { Role } from '../../../knowledge/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText, fill, LIMIT } from '../../../slack/ui/text.ts';
import type { ChannelTeam, Named } from '../../../store/types.ts';
import { nameAll } from '../here.ts';
import { nameHolders } from './held.ts';
import { assignButton, ruleButton } from './set-roles.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** What is shown of a channel's team. */
export interface TeamShown {
  readonly channel: string;
  readonly team: ChannelTeam | undefined;
  readonly names: ReadonlyMap<string, Named>;
  readonly roles: readonly Role[];
  readonly groups: readonly TopicGroup[];
  /** The name of a person; undefined where nobody knows it any more. */
  readonly nameOf: (person: string | undefined) => string | undefined;
  /** Whether whoever looks is somebody who may not change it. */
  readonly mayNotChange: boolean;
}

/** Builds `/whoowns team`: who holds what here, since when and set by whom, and the rules of this channel. */
export function buildTeam(shown: TeamShown): Message {
  const { channel, team, names, roles, groups, nameOf, mayNotChange } = shown;
  const set = (since: number, by: string | undefined) => {
    const name = nameOf(by);
    return `since ${day.format(since)}${name === undefined ? '' : `, set by ${escapeText(name)}`}`;
  };
  const lines = roles.map((role) => {
    const assignment = team?.assignments.get(role.id);
    const title = `•  *${escapeText(role.name)}*: `;
    if (!assignment || assignment.holders.length === 0) return `${title}not set yet`;
    const { since, by, note } = assignment;
    return `${title}${nameHolders({ holders: nameAll(assignment.holders, names), note })}, ${set(since, by)}`;
  });
  const topics = groups.flatMap((group) => group.topics);
  const rules = [...(team?.overrides.values() ?? [])].map((rule) => {
    const topic = topics.find(({ id }) => id === rule.topic)?.title ?? rule.topic;
    const role = roles.find(({ id }) => id === rule.role)?.name ?? rule.role;
    const reason = rule.reason === '' ? '' : `, “${escapeText(rule.reason)}”`;
    return `•  ${escapeText(topic)}: *${escapeText(role)}*${reason}, ${set(rule.since, rule.by)}`;
  });
  const held = [...(team?.assignments.values() ?? [])].flatMap(({ holders }) => holders);
  const gone = held.some(({ id }) => names.get(id)?.gone === true);
  const text = `Who holds what in <#${channel}>`;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...fill(lines, LIMIT.section).map(section),
      ...(rules.length > 0
        ? [section('*Rules of this channel*'), ...fill(rules, LIMIT.section).map(section)]
        : []),
      ...(gone ? [context('Somebody who is set here has left. Please assign again.')] : []),
      ...(mayNotChange ? [] : [buildButtons(channel, gone)]),
    ],
  };
}

function buildButtons(channel: string, gone: boolean): types.KnownBlock {
  return {
    type: 'actions',
    elements: [assignButton(channel, gone ? 'Assign again' : 'Set the roles'), ruleButton(channel)],
  };
}
