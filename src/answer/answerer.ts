import { LRUCache } from 'lru-cache';
import type { Knowledge, Onboarding, Role, Topic } from '../knowledge/types.ts';
import type { Explanation, Matcher } from '../matching/matcher.ts';
import { comparisonOf, createCards, groupTopics, pairFor } from './cards.ts';
import { type CompareWithFiles, createCompareWithFiles } from './compare-with-files.ts';
import { createLearning } from './learning.ts';
import { createQuestionReader, type Question, type ReadQuestion } from './question.ts';
import { createSeveral } from './split-question.ts';
import type { TaughtRecord } from './taught-entry.ts';
import { type Answer, type Answered, type Answers, isSure, type TopicGroup } from './types.ts';
import type { AskedWho } from './who.ts';
import { readWhy, type Why } from './why.ts';

/** Turns questions into answers. */
export interface Answerer extends Answers {
  /** Reads a message as it was typed, once for all that is done with it. */
  readQuestion(raw: string): Question;
  /** The same with what a workspace was taught; cheap where it was asked with the same records before. */
  learn(records: readonly TaughtRecord[]): Answers;
  readonly compareWithFiles: CompareWithFiles;
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
  /** The topics by their ids. */
  readonly topics: ReadonlyMap<string, Topic>;
  readonly onboarding: Onboarding | undefined;
  /** The title of the document that a topic's sentence is from. */
  readonly titleOf: (topic: Topic) => string;
}

/** Makes an answerer over what is known. `now` gives milliseconds since 1970. */
export function createAnswerer({
  knowledge,
  matcher,
  now = Date.now,
}: {
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly now?: () => number;
}): Answerer {
  const cards = createCards(knowledge);
  const compareWithFiles = createCompareWithFiles(knowledge);
  const groups = groupTopics(knowledge);
  const titleOf = ({ document }: Topic) => knowledge.documents.get(document)?.title ?? document;
  const readOnce = createQuestionReader(knowledge, matcher.read);
  const questions = new LRUCache<string, Question>({ max: MOST_REMEMBERED });
  /** Many people ask in the same few words. Those are read once, until the knowledge changes. */
  const readQuestion: ReadQuestion = (raw) => {
    if (raw.length > LONGEST_REMEMBERED) return readOnce(raw);
    const question = questions.get(raw) ?? readOnce(raw);
    questions.set(raw, question);
    return question;
  };
  const answers = new WeakMap<Question, Answered>();
  const readSeveral = createSeveral(knowledge, matcher.match);

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
    const { text, who, named } = readQuestion(raw);
    return isHelp(text) || (who && !who.loose) || named.length > 0 ? undefined : matcher.explain(text);
  };
  const showWho = ({ roles, place }: AskedWho): Extract<Answer, { kind: 'who' }> => {
    const [first, ...more] = roles;
    const all = [cards.role(first), ...more.map(cards.role)] as const;
    return { kind: 'who', cards: all, ...(place ? { place } : {}), confidence: 1 };
  };
  /** What the documents say to it. */
  const match = (text: string): Answered => {
    const found = matcher.match(text);
    const suggestions = found.ranked.map((candidate) => candidate.topic);
    const { confidence } = found;
    switch (found.verdict) {
      case 'topic': {
        const topic = knowledge.topics.get(found.topic);
        if (topic) return { answer: showTopic(topic, confidence), suggestions };
        break;
      }
      case 'related': {
        const topic = knowledge.topics.get(found.topic);
        if (topic) return { answer: { kind: 'related', card: cards.topic(topic), confidence }, suggestions };
        break;
      }
      case 'close': {
        const topics = found.topics.flatMap((id) => knowledge.topics.get(id) ?? []);
        return { answer: { kind: 'unsure', topics, taught: [], confidence }, suggestions };
      }
      case 'smalltalk': {
        const talk = knowledge.smalltalk.find((entry) => entry.id === found.smalltalk);
        if (talk) return { answer: { kind: 'smalltalk', reply: talk.reply, confidence }, suggestions };
        break;
      }
      case 'none':
        break;
    }
    return { answer: { kind: 'unknown', groups, confidence }, suggestions };
  };

  /** The same, where several things are asked in one message. */
  const withSeveral = ({ answer, suggestions }: Answered, text: string): Answered => {
    const topics = answer.kind === 'topic' ? readSeveral(text, answer.card.topic.id) : undefined;
    if (!topics) return { answer, suggestions };
    return { answer: { kind: 'unsure', topics, taught: [], several: true, confidence: 1 }, suggestions };
  };
  const answerFromDocuments = ({ text, who, named }: Question): Answered => {
    if (isHelp(text)) {
      return { answer: { kind: 'help', groups, confidence: 1 }, suggestions: [] };
    }
    if (who && !who.loose) return { answer: showWho(who), suggestions: [] };
    const [one, two] = named;
    if (one) {
      const answer = two ? compareRoles(one, two) : showTopic(cards.role(one).sum.topic, 1);
      return { answer, suggestions: [] };
    }
    const matched = withSeveral(match(text), text);
    if (!who) return matched;
    const where = showWho(who);
    const isCertain = matched.answer.kind !== 'unknown' && isSure(matched.answer.confidence);
    if (isCertain || who.loose === 'known') return { ...matched, where };
    // The documents have nothing to say to it. Whoever holds the role here may be the wrong one for another place.
    return { answer: where, where, suggestions: [] };
  };

  const answerer: Answerer = {
    explain,
    index: matcher.index,
    compareWithFiles,
    learn: createLearning({
      knowledge,
      matcher,
      compareWithFiles,
      readQuestion,
      base: () => answerer,
      groups,
      cardOf: cards.topic,
      now,
    }),
    known: () => ({
      roles: knowledge.roles,
      groups,
      topics: knowledge.topics,
      onboarding: knowledge.onboarding,
      titleOf,
    }),
    why(raw) {
      const explanation = explain(raw);
      return explanation && readWhy(explanation, knowledge);
    },
    readQuestion,
    answer: (raw) => answerer.answerQuestion(readQuestion(raw)),
    answerQuestion(question) {
      const answered = answers.get(question) ?? answerFromDocuments(question);
      answers.set(question, answered);
      return answered;
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

/** How many questions a process remembers, and how long they may be. They are nowhere but in its memory. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 200;

/** An empty message asks for help as well. */
function isHelp(text: string): boolean {
  return (
    text === '' ||
    (text.length <= 40 && /^(?:(?:help|usage|topics|commands)[.!?]*|(?=.*\?)[.!?]+)$/i.test(text))
  );
}
