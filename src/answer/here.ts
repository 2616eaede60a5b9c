import type { Role } from '../knowledge/types.ts';
import type { Assignment, ChannelTeam, Override } from '../store/types.ts';
import type { Answer } from './types.ts';

/** What is known of the place where a question was asked. */
export type Here =
  | {
      readonly state: 'known';
      readonly channel: string;
      /** It is not the channel in which was asked: that of the person, or one that they named. */
      readonly elsewhere: boolean;
      readonly team: ChannelTeam | undefined;
    }
  /** They named a channel or squad, and none of that name is known. */
  | { readonly state: 'unknown place'; readonly named: string }
  /** In direct messages, before the person has picked a channel as theirs. */
  | { readonly state: 'no channel' }
  /** The memory cannot be asked just now. */
  | { readonly state: 'unavailable' };

/** What an answer means in one place. */
export interface Local {
  readonly here: Here;
  /** The rule of this channel that goes before the document, and its role. */
  readonly rule?: { readonly override: Override; readonly role: Role } | undefined;
  /** The roles that the answer names, with who holds them here; `undefined` where nobody is set. */
  readonly held: readonly { readonly role: Role; readonly assignment: Assignment | undefined }[];
}

/** Says what an answer means here. The answer itself stays what the documents say. */
export function localise(answer: Answer, here: Here, roles: readonly Role[]): Local {
  const team = here.state === 'known' ? here.team : undefined;
  const override = answer.kind === 'topic' ? team?.overrides.get(answer.card.topic.id) : undefined;
  const ruling = override && roles.find(({ id }) => id === override.role);
  const named = ruling ? [ruling] : rolesOf(answer);
  return {
    here,
    rule: override && ruling ? { override, role: ruling } : undefined,
    held: named.map((role) => ({ role, assignment: team?.assignments.get(role.id) })),
  };
}

function rolesOf(answer: Answer): readonly Role[] {
  switch (answer.kind) {
    case 'topic':
      return answer.card.roles;
    case 'role':
    case 'who':
      return [answer.card.role];
    case 'comparison':
      return answer.sides.map(({ role }) => role);
    default:
      return [];
  }
}
