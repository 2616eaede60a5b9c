import type { NamedPlace } from '../../answer/place.ts';
import type { Answer } from '../../answer/types.ts';
import type { Role } from '../../knowledge/types.ts';
import type { Assignment, ChannelTeam, Holder, Named, Override } from '../../store/types.ts';

/** What is known of the place where a question was asked. */
export type Here =
  | {
      readonly state: 'known';
      readonly channel: string;
      /** It is not the channel in which was asked: that of the person, or one that they named. */
      readonly elsewhere: boolean;
      readonly team: ChannelTeam | undefined;
      readonly names: ReadonlyMap<string, Named>;
    }
  /** They named a channel or squad, and none of that name is known here. */
  | { readonly state: 'unknown place'; readonly place: NamedPlace }
  /** In direct messages, before the person has picked a channel as theirs. */
  | {
      readonly state: 'no channel' /** Whether roles are set in any channel at all. */;
      readonly anySet: boolean;
    }
  /** Somebody of another company asks: they are told what the documents say, and nothing of the workspace. */
  | { readonly state: 'outside' }
  /** The memory cannot be asked just now. */
  | { readonly state: 'unavailable' };

/** Who holds a role, as people know them. */
export type NamedHolder = Holder & Named;

/** A role that an answer names, and who holds it here; no holders where nobody is set. */
export interface HeldRole {
  readonly role: Role;
  readonly holders: readonly NamedHolder[];
  readonly note: string;
}

/** What an answer means in one place. */
export interface Local {
  readonly here: Here;
  /** The rule of this channel that goes before the document, and its role. */
  readonly rule?: { readonly override: Override; readonly role: Role } | undefined;
  readonly held: readonly HeldRole[];
  /** Whoever asks is known to be somebody who may not change anything. */
  readonly mayNotChange?: boolean;
}

/** Says what an answer means here. The answer itself stays what the documents say. */
export function localise(answer: Answer, here: Here, roles: readonly Role[]): Local {
  const team = here.state === 'known' ? here.team : undefined;
  const override = topicOf(answer) === undefined ? undefined : team?.overrides.get(topicOf(answer) ?? '');
  const ruling = override && roles.find(({ id }) => id === override.role);
  const named = ruling ? [ruling] : rolesOf(answer);
  return {
    here,
    rule: override && ruling ? { override, role: ruling } : undefined,
    held:
      here.state === 'outside'
        ? []
        : named.map((role) => holdersOf(role, team?.assignments.get(role.id), here)),
  };
}

function holdersOf(role: Role, assignment: Assignment | undefined, here: Here): HeldRole {
  const names = here.state === 'known' ? here.names : new Map<string, Named>();
  return { role, holders: nameAll(assignment?.holders ?? [], names), note: assignment?.note ?? '' };
}

/** Holders with their names; one whose name is not known is somebody. */
export function nameAll(holders: readonly Holder[], names: ReadonlyMap<string, Named>): NamedHolder[] {
  return holders.map((holder) => ({
    ...holder,
    ...(names.get(holder.id) ?? { name: 'somebody', gone: false }),
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
