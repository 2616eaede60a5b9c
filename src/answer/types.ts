import type { Role, Topic } from '../knowledge/types.ts';
import { SURE_CONFIDENCE } from '../matching/thresholds.ts';
import type { NamedPlace } from './place.ts';
import type { Question } from './question.ts';
import { isDecided, type TaughtEntry } from './taught-entry.ts';

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
  /** The topic is known, and what is asked of it is not: its sentence is shown, and not as the answer. */
  | { readonly kind: 'related'; readonly card: TopicCard; readonly confidence: number }
  /** Somebody asks for the people who hold roles, which no document says. */
  | {
      readonly kind: 'who';
      readonly cards: readonly [RoleCard, ...RoleCard[]];
      /** The channel or squad that they named. */
      readonly place?: NamedPlace;
      readonly confidence: number;
    }
  /** What somebody of the workspace taught; with a card where a document has the same topic. */
  | {
      readonly kind: 'taught';
      readonly sources: readonly TaughtSource[];
      readonly card?: TopicCard;
      readonly confidence: number;
    }
  | {
      readonly kind: 'unsure';
      readonly topics: readonly Topic[];
      /** What was taught and may be meant as well. */
      readonly taught: readonly TaughtEntry[];
      /** It is clear what is meant: all of them. */
      readonly several?: true;
      readonly confidence: number;
    }
  | {
      readonly kind: 'unknown';
      readonly groups: readonly TopicGroup[];
      /** Somebody has taught that it is not ours to answer. */
      readonly silent?: boolean;
      readonly confidence: number;
    }
  | { readonly kind: 'smalltalk'; readonly reply: string; readonly confidence: number }
  | { readonly kind: 'help'; readonly groups: readonly TopicGroup[]; readonly confidence: number };

/** A source that somebody taught, with the role that it names. */
export interface TaughtSource {
  readonly entry: TaughtEntry;
  readonly role: Role;
  /** Its author was asked whether it still holds, and has not said so. */
  readonly stale: boolean;
}

/** Whether the sources of an answer give one thing to different roles, and nobody has decided. */
export function isConflict({
  sources,
  card,
}: Pick<Extract<Answer, { kind: 'taught' }>, 'sources' | 'card'>): boolean {
  if (isDecided(sources.map(({ entry }) => entry))) return false;
  const roles = new Set(sources.map(({ role }) => role.id));
  return roles.size > 1 || (card !== undefined && !card.roles.some(({ id }) => roles.has(id)));
}

/** Whether most answers of this confidence are right. */
export const isSure = (confidence: number): boolean => confidence >= SURE_CONFIDENCE;

/** Whether the documents do not say, or it is not clear what is meant. */
export function isGap(answer: Answer): answer is Extract<Answer, { kind: 'unknown' | 'unsure' | 'related' }> {
  return (
    answer.kind === 'unknown' || answer.kind === 'related' || (answer.kind === 'unsure' && !answer.several)
  );
}

/** An answer, and the topics that came closest, best first. */
export interface Answered {
  readonly answer: Answer;
  /** What goes before the answer where the place in it is known: "who is the PM for growth?". */
  readonly where?: Extract<Answer, { kind: 'who' }>;
  readonly suggestions: readonly string[];
}

/** What answers. */
export interface Answers {
  /** Answers a message as it was typed, Slack's markup included. An empty one gets help. */
  answer(raw: string): Answered;
  /** The same for a message that was read already. */
  answerQuestion(question: Question): Answered;
  /** Shows what a button asks for; `unknown` where the knowledge no longer has it. */
  show(subject: Subject): Answer;
}

/** What a button asks to see. */
export type Subject =
  | { readonly topic: string }
  | { readonly taught: string }
  | { readonly roles: readonly [string, string] }
  | { readonly list: 'topics' };
