import type { Knowledge, Onboarding, Role, Topic } from '../knowledge/types.ts';
import type { Explanation, Matcher } from '../matching/matcher.ts';
import { createLearning, isHome } from './learning.ts';
import { createNamedRolesReader } from './named-roles.ts';
import { readQuestion } from './read-question.ts';
import type { TaughtEntry, TaughtRecord } from './taught-entry.ts';
import type { Answer, Answered, RoleCard, RolePair, Subject, TopicCard, TopicGroup } from './types.ts';
import { createWhoReader } from './who.ts';
import { readWhy, type Why } from './why.ts';

/** Turns questions into answers. */
export interface Answerer {
  /** Answers a message as it was typed, Slack's markup included. An empty one gets help. */
  answer(raw: string): Answered;
  /** Shows what a button asks for; `unknown` where the knowledge no longer has it. */
  show(subject: Subject): Answer;
  /** The same with what a workspace was taught; cheap where it was asked with the same records before. */
  learn(records: readonly TaughtRecord[]): Pick<Answerer, 'answer' | 'show'>;
  /** Whether the knowledge files have by now what was taught. */
  isHome(entry: TaughtEntry): boolean;
  /** Makes an index over phrasings. */
  index: Matcher['index'];
  /** All that is known, for menus. */
  known(): Known;
  /** Says why a message was understood as it was; undefined where nothing had to be guessed. */
  explain(raw: string): Explanation | undefined;
  /** The same in sentences for people. */
  why(raw: string): Why | undefined;
}

/** The roles, the topics by role, and what new hires are told, if anything. */
interface Known {
  readonly roles: readonly Role[];
  readonly groups: readonly TopicGroup[];
  readonly onboarding: Onboarding | undefined;
  /** The title of the document that a topic's sentence is from. */
  readonly titleOf: (topic: Topic) => string;
}

/** Makes an answerer over what is known. */
export function createAnswerer({ knowledge, matcher }: { knowledge: Knowledge; matcher: Matcher }): Answerer {
  const cards = createCards(knowledge);
  const groups = groupTopics(knowledge);
  const titleOf = ({ document }: Topic) => knowledge.documents.get(document)?.title ?? document;
  const readNamedRoles = createNamedRolesReader(knowledge.roles);
  const readWho = createWhoReader(knowledge.roles);

  const showTopic = (topic: Topic, confidence: number): Answer => {
    const card = cards.topic(topic);
    const [first, second] = card.roles;
    if (topic.kind === 'comparison' && first && second) {
      return { kind: 'comparison', sides: [cards.role(first), cards.role(second)], card, confidence };
    }
    const compare = pairFor(topic, knowledge);
    const beside = compare ? { compare } : {};
    if (topic.kind === 'role' && first)
      return { kind: 'role', card: cards.role(first), ...beside, confidence };
    return { kind: 'topic', card, ...beside, confidence };
  };
  const compareRoles = (one: Role, two: Role): Answer => {
    const topic = comparisonOf(one, two, knowledge);
    if (topic) return showTopic(topic, 1);
    return { kind: 'comparison', sides: [cards.role(one), cards.role(two)], confidence: 1 };
  };

  const explain = (raw: string) => {
    const text = readQuestion(raw);
    return isHelp(text) || readNamedRoles(text).length > 0 || readWho(text)
      ? undefined
      : matcher.explain(text);
  };

  const answerer: Answerer = {
    explain,
    index: matcher.index,
    isHome: (entry) => isHome(entry, knowledge),
    learn: createLearning({ knowledge, matcher, base: () => answerer, cardOf: cards.topic }),
    known: () => ({ roles: knowledge.roles, groups, onboarding: knowledge.onboarding, titleOf }),
    why(raw) {
      const explanation = explain(raw);
      return explanation && readWhy(explanation, knowledge);
    },
    answer(raw) {
      const text = readQuestion(raw);
      if (isHelp(text)) {
        return { answer: { kind: 'help', groups, confidence: 1 }, suggestions: [] };
      }
      const [one, two] = readNamedRoles(text);
      if (one) {
        const answer = two ? compareRoles(one, two) : showTopic(cards.role(one).sum.topic, 1);
        return { answer, suggestions: [] };
      }
      const who = readWho(text);
      if (who) {
        const card = cards.role(who.role);
        const compare = pairFor(card.sum.topic, knowledge);
        const named = who.place === undefined ? {} : { place: who.place };
        return {
          answer: { kind: 'who', card, ...named, ...(compare ? { compare } : {}), confidence: 1 },
          suggestions: [],
        };
      }
      const match = matcher.match(text);
      const suggestions = match.ranked.map((candidate) => candidate.topic);
      const { confidence } = match;
      switch (match.verdict) {
        case 'topic': {
          const topic = knowledge.topics.get(match.topic);
          if (topic) return { answer: showTopic(topic, confidence), suggestions };
          break;
        }
        case 'close': {
          const topics = match.topics.flatMap((id) => knowledge.topics.get(id) ?? []);
          return { answer: { kind: 'unsure', topics, taught: [], confidence }, suggestions };
        }
        case 'smalltalk': {
          const talk = knowledge.smalltalk.find((entry) => entry.id === match.smalltalk);
          if (talk) return { answer: { kind: 'smalltalk', reply: talk.reply, confidence }, suggestions };
          break;
        }
        case 'none':
          break;
      }
      return { answer: { kind: 'unknown', groups, confidence }, suggestions };
    },

    show(subject) {
      if ('list' in subject) return { kind: 'help', groups, confidence: 1 };
      if ('topic' in subject) {
        const topic = knowledge.topics.get(subject.topic);
        if (topic) return showTopic(topic, 1);
      } else if ('roles' in subject) {
        const [one, two] = subject.roles.map((id) => knowledge.roles.find((role) => role.id === id));
        if (one && two) return compareRoles(one, two);
      }
      return { kind: 'unknown', groups, confidence: 0 };
    },
  };
  return answerer;
}

/** An empty message asks for help as well. */
function isHelp(text: string): boolean {
  return (
    text === '' ||
    (text.length <= 40 && /^(?:(?:help|usage|topics|commands)[.!?]*|[.!?]*\?[.!?]*)$/i.test(text))
  );
}

function createCards(knowledge: Knowledge) {
  const roles = new Map(knowledge.roles.map((role) => [role.id, role]));
  const topic = (of: Topic): TopicCard => ({
    topic: of,
    roles: of.roles.flatMap((id) => roles.get(id) ?? []),
    documentTitle: knowledge.documents.get(of.document)?.title ?? of.document,
    related: of.related.flatMap((id) => knowledge.topics.get(id) ?? []),
  });
  const ofRole = new Map<string, RoleCard>();
  for (const role of knowledge.roles) {
    const own = [...knowledge.topics.values()].filter((entry) => entry.holder === role.id);
    const sum = own.find((entry) => entry.kind === 'role');
    // The loader makes sure that each role has its sum.
    if (!sum) throw new Error(`The role ${role.id} has no topic of the kind "role".`);
    ofRole.set(role.id, {
      role,
      sum: topic(sum),
      duties: own.filter((entry) => entry.kind === 'responsibility'),
    });
  }
  const role = (of: Role): RoleCard => {
    const card = ofRole.get(of.id);
    if (!card) throw new Error(`The role ${of.id} is not in the knowledge.`);
    return card;
  };
  return { topic, role };
}

function groupTopics(knowledge: Knowledge): TopicGroup[] {
  const groups = new Map<string, Topic[]>();
  for (const topic of knowledge.topics.values()) {
    const heading = topic.roles
      .map((id) => knowledge.roles.find((role) => role.id === id)?.name ?? id)
      .join(' and ');
    groups.set(heading, [...(groups.get(heading) ?? []), topic]);
  }
  const byNumberOfRoles = (group: TopicGroup) => group.topics[0]?.roles.length ?? 0;
  return [...groups]
    .map(([heading, topics]) => ({ heading, topics }))
    .sort((a, b) => byNumberOfRoles(a) - byNumberOfRoles(b));
}

function comparisonOf(one: Role, two: Role, knowledge: Knowledge): Topic | undefined {
  return [...knowledge.topics.values()].find(
    (topic) =>
      topic.kind === 'comparison' &&
      topic.roles.length === 2 &&
      [one, two].every((role) => topic.roles.includes(role.id)),
  );
}

/** The roles worth comparing beside a topic: those of a comparison that the document makes with the topic's role. */
function pairFor(topic: Topic, knowledge: Knowledge): RolePair | undefined {
  const comparison = [...knowledge.topics.values()].find(
    (other) => other.kind === 'comparison' && topic.roles.some((role) => other.roles.includes(role)),
  );
  const [one, two] = (comparison?.roles ?? []).flatMap(
    (id) => knowledge.roles.find((role) => role.id === id) ?? [],
  );
  return one && two ? [one, two] : undefined;
}
