import type { Local, NamedHolder } from '../../answer/here.ts';
import type { Answer } from '../../answer/types.ts';
import type { Message } from './message.ts';
import { context, section } from './parts.ts';
import { escapeText } from './text.ts';

/** Those who hold the roles of an answer, and are still there. */
export function callable({ held }: Local): readonly NamedHolder[] {
  const all = held.flatMap(({ holders }) => holders).filter(({ gone }) => !gone);
  return all.filter((holder, i) => all.findIndex(({ id }) => id === holder.id) === i);
}

/** Builds the one message of the bot that calls people: a person has asked for it, and confirmed it. */
export function buildAsked(answer: Answer, local: Local, by: string, question: string | undefined): Message {
  const people = callable(local).map(({ kind, id }) => (kind === 'user' ? `<@${id}>` : `<!subteam^${id}>`));
  const text = `<@${by}> asks ${people.join(' ')}: ${quote(answer, question)}`;
  return { text, blocks: [section(text), context(`Asked as ${rolesOf(local)} of this channel.`)] };
}

/** Builds what is said where the bot is not in the channel: how to invite it, and what it would have posted. */
export function buildNotAsked(answer: Answer, local: Local, question: string | undefined): Message {
  const names = callable(local).map(({ name }) => escapeText(name));
  const text =
    'I am not in that channel, so I asked nobody. Type `/invite @whoowns` there, then press again.';
  const would = `I would have asked ${names.join(', ')}: ${quote(answer, question)}`;
  return { text: `${text} ${would}`, blocks: [section(text), section(would)] };
}

function quote(answer: Answer, question: string | undefined): string {
  const title = answer.kind === 'topic' ? answer.card.topic.title : undefined;
  return `“${escapeText(question ?? title ?? 'Do you have a minute?')}”`;
}

function rolesOf({ held }: Local): string {
  const named = held.filter(({ holders }) => holders.length > 0);
  return named.map(({ role }) => escapeText(role.name)).join(' and ');
}
