import type { Answer } from '../../../answer/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { escapeText } from '../../../slack/ui/text.ts';
import type { Local, NamedHolder } from '../../team/here.ts';

/** Those who hold the roles of an answer, and are still there. */
export function callable({ held }: Local): readonly NamedHolder[] {
  const all = held.flatMap(({ holders }) => holders).filter(({ gone }) => !gone);
  return all.filter((holder, i) => all.findIndex(({ id }) => id === holder.id) === i);
}

/** Builds the one message of the bot that calls people: a person has asked for it, and confirmed it. */
export function buildAsked(answer: Answer, local: Local, by: string, question: string | undefined): Message {
  const people = callable(local).map(({ kind, id }) => (kind === 'user' ? `<@${id}>` : `<!subteam^${id}>`));
  const text = `<@${by}> asks ${people.join(' ')}: ${put(answer, question)}`;
  return { text, blocks: [section(text), context(`Asked as ${rolesOf(local)} of this channel.`)] };
}

/** Builds what is said where the bot cannot write in the channel: why, and what it would have posted. */
export function buildNotAsked(
  answer: Answer,
  local: Local,
  question: string | undefined,
  why: string,
): Message {
  const names = callable(local).map(({ name }) => escapeText(name));
  const text = `I asked nobody: ${why}`;
  const would = `I would have asked ${names.join(', ')}: ${put(answer, question)}`;
  return { text: `${text} ${would}`, blocks: [section(text), section(would)] };
}

/** Fewer words than these, and no question word before them, are the name of a thing. */
const SENTENCE = 4;
const ASKS =
  /^(?:who|what|when|where|why|which|how|whose|is|are|do|does|did|can|could|should|would|will|may)\b/i;

/** The question as a person would put it: a word or two, or a topic alone, is what it is about. */
function put(answer: Answer, question = ''): string {
  const isSentence = question.trim().split(/\s+/).length >= SENTENCE || ASKS.test(question.trim());
  if (isSentence) return `“${escapeText(question)}”`;
  const about = titleOf(answer) ?? question;
  return about === '' ? 'do you have a minute?' : `I have a question about “${escapeText(about)}”.`;
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

function rolesOf({ held }: Local): string {
  const named = held.filter(({ holders }) => holders.length > 0);
  return named.map(({ role }) => escapeText(role.name)).join(' and ');
}
