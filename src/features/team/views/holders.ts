import type { types } from '@slack/bolt';
import { context, section } from '../../../slack/ui/blocks.ts';
import { bold, escapeText } from '../../../slack/ui/text.ts';
import type { AnswerPlace, ChannelFacts, RoleHolders } from '../channel-facts.ts';
import type { ChannelLookup } from '../channel-lookup.ts';
import { COPY } from '../copy.ts';
import { assignButton, buildChannelPicker, maySet } from './change-buttons.ts';

type KnownChannel = Extract<ChannelLookup, { state: 'known' }>;

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Builds the channel's rule, which stands before what the document says. */
export function buildRule({ lookup, rule }: ChannelFacts, title: string): types.KnownBlock[] {
  if (!rule || lookup.state !== 'known') return [];
  const { override, role } = rule;
  const name = override.by === undefined ? undefined : lookup.names.get(override.by)?.name;
  const by = name === undefined ? undefined : escapeText(name);
  const date = DAY.format(override.since);
  const lines = [
    `*${escapeText(role.name)}*  ·  ${escapeText(title)}`,
    lookup.elsewhere ? COPY.rule.elsewhere(lookup.channel, by, date) : COPY.rule.here(by, date),
    ...(override.reason === '' ? [] : [COPY.rule.reason(escapeText(override.reason))]),
  ];
  return [section(lines.join('\n')), context(COPY.rule.documentSays)];
}

/** Builds who has the roles of an answer, as plain names: nobody is notified because somebody asked a bot. */
export function buildHolders(place: AnswerPlace): types.KnownBlock[] {
  const { facts } = place;
  if (!facts || facts.roleHolders.length === 0) return [];
  const { lookup, roleHolders } = facts;
  switch (lookup.state) {
    case 'unavailable':
      return [context(COPY.holders.unavailable)];
    // Where no channel has roles, the feature is not advertised under every answer.
    case 'no channel':
      return lookup.anySet ? [buildChannelPicker(COPY.holders.whichChannel)] : [];
    case 'known':
      return lookup.team ? describeHolders(place, lookup, roleHolders) : [];
    default:
      return [];
  }
}

function describeHolders(
  place: AnswerPlace,
  lookup: KnownChannel,
  roles: readonly RoleHolders[],
): types.KnownBlock[] {
  const isSet = roles.filter(({ holders }) => holders.length > 0);
  if (isSet.length > 0) return [section(isSet.map((one) => sayHolders(one, lookup)).join('\n'))];
  if (!lookup.elsewhere) return [context(sayNotSet(roles, lookup, place))];
  const text = COPY.holders.notSet(namesOf(roles), lookup.channel);
  const button = maySet(place) ? { accessory: assignButton(lookup.channel) } : {};
  return [{ type: 'section', text: { type: 'mrkdwn', text }, ...button }];
}

/** Says who has a role that is set. */
export function sayHolders(assigned: RoleHolders, lookup: KnownChannel): string {
  const where = lookup.elsewhere ? lookup.channel : undefined;
  return COPY.holders.named(
    escapeText(assigned.role.name),
    nameHolders(assigned),
    assigned.holders.length === 1,
    where,
  );
}

/** Says which roles are not set, and how to set them to those who may. */
export function sayNotSet(
  roles: readonly RoleHolders[],
  { elsewhere, channel }: KnownChannel,
  { audience, facts }: AnswerPlace,
): string {
  const notSet = COPY.holders.notSet(namesOf(roles), elsewhere ? channel : undefined);
  const isForGuest = audience !== 'public' && facts?.mayNotChange === true;
  return isForGuest ? notSet : `${notSet} ${COPY.holders.howToSet(elsewhere)}`;
}

const namesOf = (roles: readonly RoleHolders[]) => roles.map(({ role }) => escapeText(role.name));

/** The names of those who have a role, in bold, with the note. */
export function nameHolders({ holders, note }: Pick<RoleHolders, 'holders' | 'note'>): string {
  const names = holders.map(({ name, gone }, i) => {
    const remarks = [
      ...(gone ? [COPY.hasLeft] : []),
      ...(note !== '' && i === holders.length - 1 ? [escapeText(note)] : []),
    ];
    return remarks.length > 0 ? `${bold(name)} (${remarks.join('; ')})` : bold(name);
  });
  const last = names.pop();
  if (last === undefined) return COPY.notSet;
  return names.length > 0 ? `${names.join(', ')} and ${last}` : last;
}
