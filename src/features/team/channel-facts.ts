import type { Answer } from '../../answer/types.ts';
import type { Role } from '../../knowledge/types.ts';
import type { Assignment, Holder, Named, Override } from '../../store/types.ts';
import type { ChannelLookup } from './channel-lookup.ts';
import { COPY } from './copy.ts';

export type NamedHolder = Holder & Named;

/** A role and the people who have it in a channel; none where it is not set. */
export interface RoleHolders {
  readonly role: Role;
  readonly holders: readonly NamedHolder[];
  readonly note: string;
}

/** What a channel adds to an answer: the people, and a rule that goes before the document. */
export interface ChannelFacts {
  readonly lookup: ChannelLookup;
  readonly rule?: { readonly override: Override; readonly role: Role } | undefined;
  /** The roles that the answer names. */
  readonly roleHolders: readonly RoleHolders[];
  /** Whether the asker is known to be a guest or of another company. */
  readonly mayNotChange?: boolean;
}

/** Where an answer is read, which decides the buttons below it. */
export interface AnswerPlace {
  /** `private`: only the asker sees it. `public`: everyone in the channel does. */
  readonly audience: 'private' | 'public' | 'direct' | 'dialog';
  /** The question, repeated when the answer is shared. */
  readonly question?: string | undefined;
  /** The thread that a private answer stands in. */
  readonly thread?: string | undefined;
  /** Id of a logged question, for "Tell me when there's an answer". */
  readonly id?: string | undefined;
  /** Without facts, people are not spoken of. */
  readonly facts?: ChannelFacts | undefined;
}

/** Collects what a channel adds to an answer. The answer itself stays what the documents say. */
export function factsFor(answer: Answer, lookup: ChannelLookup, roles: readonly Role[]): ChannelFacts {
  const team = lookup.state === 'known' ? lookup.team : undefined;
  const topic = topicOf(answer);
  const override = topic === undefined ? undefined : team?.overrides.get(topic);
  const ruling = override && roles.find(({ id }) => id === override.role);
  const named = ruling ? [ruling] : rolesOf(answer);
  const names = lookup.state === 'known' ? lookup.names : new Map<string, Named>();
  return {
    lookup,
    rule: override && ruling ? { override, role: ruling } : undefined,
    roleHolders:
      lookup.state === 'outside' || lookup.state === 'shared'
        ? []
        : named.map((role) => holdersOf(role, team?.assignments, names)),
  };
}

/** Who has a role by these assignments. */
export function holdersOf(
  role: Role,
  assignments: ReadonlyMap<string, Assignment> | undefined,
  names: ReadonlyMap<string, Named>,
): RoleHolders {
  const { holders = [], note = '' } = assignments?.get(role.id) ?? {};
  return { role, holders: withNames(holders, names), note };
}

export function withNames(holders: readonly Holder[], names: ReadonlyMap<string, Named>): NamedHolder[] {
  return holders.map((holder) => ({
    ...holder,
    ...(names.get(holder.id) ?? { name: COPY.somebody, gone: false }),
  }));
}

function topicOf(answer: Answer): string | undefined {
  return answer.kind === 'topic' || answer.kind === 'taught' ? answer.card?.topic.id : undefined;
}

function rolesOf(answer: Answer): readonly Role[] {
  switch (answer.kind) {
    case 'topic':
      return answer.card.roles;
    case 'role':
      return [answer.card.role];
    case 'who':
      return answer.cards.map(({ role }) => role);
    case 'comparison':
      return answer.sides.map(({ role }) => role);
    case 'taught':
      return [...new Map(answer.sources.map(({ role }) => [role.id, role])).values()];
    default:
      return [];
  }
}
