import type { types } from '@slack/bolt';
import { type HeldRole, nameAll } from '../../answer/here.ts';
import type { TopicGroup } from '../../answer/types.ts';
import type { Role } from '../../knowledge/types.ts';
import type { ChannelTeam, Named } from '../../store/types.ts';
import { ACTION } from './buttons.ts';
import { nameHolders } from './local.ts';
import type { Message } from './message.ts';
import { context, plain, section } from './parts.ts';
import { escapeText, fill, LIMIT } from './text.ts';
import { assignButton } from './who.ts';

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
}

/** Builds `/whoowns team`: who holds what here, since when and set by whom, and the rules of this channel. */
export function buildTeam({ channel, team, names, roles, groups, nameOf }: TeamShown): Message {
  const set = (since: number, by: string | undefined) => {
    const name = nameOf(by);
    return `since ${day.format(since)}${name === undefined ? '' : `, set by ${escapeText(name)}`}`;
  };
  const lines = roles.map((role) => {
    const assignment = team?.assignments.get(role.id);
    const title = `•  *${escapeText(role.name)}*: `;
    if (!assignment || assignment.holders.length === 0) return `${title}nobody is set`;
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
      {
        type: 'actions',
        elements: [assignButton(channel, gone ? 'Assign again' : 'Set the roles'), ruleButton(channel)],
      },
    ],
  };
}

/** The button that opens the dialog for a rule of a channel. */
export function ruleButton(channel: string): types.Button {
  return { type: 'button', action_id: ACTION.rule, text: plain('Set a rule', 75), value: channel };
}

/** Builds the announcement of a change, with the button that takes it back. */
export function buildAnnouncement(by: string, lines: readonly string[], change: string): Message {
  const text = `${escapeText(by)} changed who holds what in this channel.`;
  return {
    text: `${text} ${lines.join(' ')}`,
    blocks: [
      section(text),
      ...fill(lines, LIMIT.section).map(section),
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: ACTION.undo, text: plain('Undo', 75), value: change }],
      },
    ],
  };
}

/** The line of a role in an announcement. */
export function describeRole(held: HeldRole): string {
  return `•  *${escapeText(held.role.name)}*: ${nameHolders(held)}`;
}

/** The line of a rule in an announcement; without a role it is taken away. */
export function describeRule(title: string, role: Role | undefined, reason: string): string {
  if (!role) return `•  ${escapeText(title)}: as the documents say`;
  return `•  ${escapeText(title)}: *${escapeText(role.name)}*${reason === '' ? '' : `, “${escapeText(reason)}”`}`;
}
