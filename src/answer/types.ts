import type { Role, Topic } from '../knowledge/types.ts';

/** A topic with all that is shown beside it. */
export interface TopicCard {
  readonly topic: Topic;
  /** Who holds it; one role, or several that share it. */
  readonly roles: readonly Role[];
  readonly documentTitle: string;
  readonly related: readonly Topic[];
}

/** A role with what it is responsible for. */
export interface RoleCard {
  readonly role: Role;
  /** What the role is in sum, with its sentence of the document. */
  readonly sum: TopicCard;
  readonly duties: readonly Topic[];
}

/** Topics as they are listed for people: by the role that holds them, or the roles that share them. */
export interface TopicGroup {
  readonly heading: string;
  readonly topics: readonly Topic[];
}

/** Two roles that a person may want to see side by side. */
export type RolePair = readonly [Role, Role];

/** What the bot has to say to a question; the kind decides how it is shown. */
export type Answer =
  | {
      readonly kind: 'topic';
      readonly card: TopicCard;
      readonly compare?: RolePair;
      readonly confidence: number;
    }
  | {
      readonly kind: 'role';
      readonly card: RoleCard;
      readonly compare?: RolePair;
      readonly confidence: number;
    }
  | {
      readonly kind: 'comparison';
      readonly sides: readonly [RoleCard, RoleCard];
      /** The topic that the document itself has on the two, if it has one. */
      readonly card?: TopicCard;
      readonly confidence: number;
    }
  /** Somebody asks for the person who holds a role, which no document says. */
  | {
      readonly kind: 'who';
      readonly card: RoleCard;
      readonly compare?: RolePair;
      /** The channel or squad that they named, in their words. */
      readonly place?: string;
      readonly confidence: number;
    }
  | { readonly kind: 'unsure'; readonly topics: readonly Topic[]; readonly confidence: number }
  | { readonly kind: 'unknown'; readonly groups: readonly TopicGroup[]; readonly confidence: number }
  | { readonly kind: 'smalltalk'; readonly reply: string; readonly confidence: number }
  | { readonly kind: 'help'; readonly groups: readonly TopicGroup[]; readonly confidence: number };

/** An answer, and the topics that came closest, best first. */
export interface Answered {
  readonly answer: Answer;
  readonly suggestions: readonly string[];
}

/** What a button asks to see. */
export type Subject =
  | { readonly topic: string }
  | { readonly roles: readonly [string, string] }
  | { readonly list: 'topics' };
