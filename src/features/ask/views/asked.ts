import type { Answer } from '../../../answer/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText } from '../../../slack/ui/text.ts';
import type { ChannelFacts, NamedHolder } from '../../team/channel-facts.ts';
import { COPY } from '../copy.ts';

const { asking: ASKING } = COPY;

/** Those who have the roles of an answer, each once, without leavers. */
export function peopleToAsk({ roleHolders }: ChannelFacts): readonly NamedHolder[] {
  const present = roleHolders.flatMap(({ holders }) => holders).filter(({ gone }) => !gone);
  return present.filter((holder, i) => present.findIndex(({ id }) => id === holder.id) === i);
}

/** Builds the one message of the bot that notifies people: a person asked for it, and confirmed it. */
export function buildAsked(
  answer: Answer,
  facts: ChannelFacts,
  by: string,
  question: string | undefined,
): Message {
  const people = peopleToAsk(facts).map(({ kind, id }) =>
    kind === 'user' ? `<@${id}>` : `<!subteam^${id}>`,
  );
  const text = ASKING.asks(by, people.join(' '), phrase(answer, question));
  const roles = facts.roleHolders.filter(({ holders }) => holders.length > 0);
  const names = COPY.answer.together(roles.map(({ role }) => escapeText(role.name)));
  return { text, blocks: [section(text), context(ASKING.askedAs(names))] };
}

/** Builds what is said where the bot cannot post in the channel: why, and what it would have posted. */
export function buildNotAsked(
  answer: Answer,
  facts: ChannelFacts,
  question: string | undefined,
  why: string,
): Message {
  const names = peopleToAsk(facts).map(({ name }) => escapeText(name));
  const text = ASKING.notAsked(why);
  const would = ASKING.wouldHaveAsked(names.join(', '), phrase(answer, question));
  return { text: `${text} ${would}`, blocks: [section(text), section(would)] };
}

/** Fewer words than these, without a question word in front, are the name of a thing. */
const SENTENCE_WORDS = 4;
const QUESTION_WORD =
  /^(?:who|what|when|where|why|which|how|whose|is|are|do|does|did|can|could|should|would|will|may)\b/i;

/** The question as a person would put it: a sentence is quoted, and a word or a topic is what the question is about. */
function phrase(answer: Answer, question = ''): string {
  const words = question.trim();
  const isSentence = words.split(/\s+/).length >= SENTENCE_WORDS || QUESTION_WORD.test(words);
  if (isSentence) return ASKING.sentence(escapeText(question));
  const topic = titleOf(answer) ?? question;
  return topic === '' ? ASKING.aMinute : ASKING.about(escapeText(topic));
}

function titleOf(answer: Answer): string | undefined {
  switch (answer.kind) {
    case 'topic':
    case 'comparison':
      return answer.card?.topic.title;
    case 'role':
      return answer.card.sum.topic.title;
    case 'who':
      return answer.cards[0].sum.topic.title;
    case 'taught':
      return answer.card?.topic.title ?? answer.sources[0]?.entry.title;
    default:
      return undefined;
  }
}
