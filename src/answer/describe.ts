import type { Answer, Answered, TopicCard, TopicGroup } from './types.ts';

/** An answer as a record for programs, one a line in `ask --json`. */
export interface AnswerRecord {
  readonly question: string;
  readonly outcome: 'answer' | 'related' | 'unsure' | 'unknown' | 'smalltalk' | 'help';
  readonly topic: string | null;
  /** The topic that is known, where what is asked of it is not. */
  readonly related: string | null;
  /** A role's id, or the name of the group where several roles share the topic. */
  readonly role: string | null;
  /** How sure the outcome is, from 0 to 1. */
  readonly confidence: number;
  /** Topic ids, best first. */
  readonly suggestions: readonly string[];
  readonly quote: string | null;
  readonly document: string | null;
}

/** Makes the record of an answer. An empty question is `help`, as in Slack. */
export function toRecord(question: string, { answer, suggestions }: Answered): AnswerRecord {
  // Of two roles that no document compares, both are told: the first stands for them.
  const card = cardOf(answer) ?? (answer.kind === 'comparison' ? answer.sides[0].sum : undefined);
  const shown = answer.kind === 'related' ? answer.card : card;
  return {
    question,
    outcome: outcomeOf(answer),
    topic: card?.topic.id ?? null,
    related: answer.kind === 'related' ? answer.card.topic.id : null,
    role: card?.topic.holder ?? null,
    confidence: Math.round(answer.confidence * 1000) / 1000,
    suggestions: answer.kind === 'unsure' ? answer.topics.map((topic) => topic.id) : suggestions,
    quote: shown?.topic.quote ?? null,
    document: shown?.topic.document ?? null,
  };
}

function outcomeOf(answer: Answer): AnswerRecord['outcome'] {
  switch (answer.kind) {
    case 'topic':
    case 'role':
    case 'comparison':
    case 'taught':
      return 'answer';
    // Outside Slack nobody has told who holds a role.
    case 'who':
      return 'unknown';
    default:
      return answer.kind;
  }
}

/** An answer as plain text for a terminal. */
export function describeAnswer(answer: Answer): string {
  const card = cardOf(answer);
  switch (answer.kind) {
    case 'topic':
      return card ? describeCard(card) : '';
    case 'role': {
      const duties = answer.card.duties.map((duty) => `  • ${duty.title}: ${duty.answer}`);
      return [describeCard(answer.card.sum), '', ...duties].join('\n');
    }
    case 'comparison': {
      const sides = answer.sides.map(({ role, duties }) =>
        [role.name, ...duties.map((duty) => `  • ${duty.title}`)].join('\n'),
      );
      return [...(card ? [describeCard(card)] : []), ...sides].join('\n\n');
    }
    case 'related':
      return `${sayRelated(answer)}\n\n${describeSource(answer.card)}`;
    case 'unsure':
      return `${askBack(answer)}\n${answer.topics.map((topic) => `  • ${topic.title}`).join('\n')}`;
    case 'taught':
      return answer.sources
        .map(({ entry, role }) => `${role.name}  ·  ${entry.title}\n${entry.answer}`)
        .join('\n\n');
    case 'unknown':
      return `I don't know. My documents don't cover that.\nHere's what they cover:\n${listGroups(answer.groups)}`;
    case 'who':
      return [
        ...answer.cards.map(({ sum }) => sum.topic.answer),
        `I don't know who the ${answer.cards.map(({ role }) => role.name).join(' and the ')} is. My documents don't cover that. In Slack, /whoowns assign sets it.`,
      ].join('\n');
    case 'smalltalk':
      return answer.reply;
    case 'help':
      return `Ask who owns what, for instance “who prioritizes the backlog?”. I know these topics:\n${listGroups(answer.groups)}`;
  }
}

/** What is said where the topic is known, and what is asked of it is not. */
export function sayRelated({ card }: Extract<Answer, { kind: 'related' }>): string {
  return `My documents don't say that. About “${card.topic.title}” they say: ${card.topic.answer}`;
}

/** What is said before the topics that may be meant, or that are. */
export function askBack({ several }: Extract<Answer, { kind: 'unsure' }>): string {
  return several ? 'You asked about more than one thing:' : 'Did you mean:';
}

function cardOf(answer: Answer): TopicCard | undefined {
  switch (answer.kind) {
    case 'topic':
    case 'comparison':
      return answer.card;
    case 'role':
      return answer.card.sum;
    default:
      return undefined;
  }
}

function describeCard(card: TopicCard): string {
  const { topic, roles } = card;
  const who = roles.map((role) => role.name).join(' and ');
  return `${who}  ·  ${topic.title}\n${topic.answer}\n\n${describeSource(card)}`;
}

function describeSource({ topic, documentTitle }: TopicCard): string {
  return `  “${topic.quote.replace(/\s+/g, ' ').trim()}”\n  From the document “${documentTitle}”`;
}

function listGroups(groups: readonly TopicGroup[]): string {
  return groups
    .map((group) => `  ${group.heading}: ${group.topics.map((topic) => topic.title).join(', ')}`)
    .join('\n');
}
