import type { types } from '@slack/bolt';
import { type Answer, isConflict, type TaughtSource } from '../../../answer/types.ts';
import { context, type Message, section } from '../../../slack/ui/blocks.ts';
import { cut, escapeText, LIMIT, ourText } from '../../../slack/ui/text.ts';
import type { AnswerPlace } from '../../team/channel-facts.ts';
import { reassignButton } from '../../team/views/change-buttons.ts';
import { buildHolders, buildRule } from '../../team/views/holders.ts';
import { COPY } from '../copy.ts';
import { askButton, shareButton } from './buttons.ts';

type Taught = Extract<Answer, { kind: 'taught' }>;

/** A conflict of more sources than these is cut short. */
const MAX_SOURCES = 5;
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** "Added by Adam Ocampo on 3 March 2026", and a warning where nobody has confirmed it for long. */
export function describeAuthor({ entry, stale }: Pick<TaughtSource, 'entry' | 'stale'>): string {
  const by = escapeText(entry.byName ?? COPY.taught.somebody);
  const warning = stale ? COPY.taught.unconfirmed(DAY.format(entry.checked)) : '';
  return `${COPY.taught.author(by, DAY.format(entry.at))}${warning}`;
}

/**
 * Who added an answer, and then where they say it is written: in this order the line never reads like the one below a
 * document's sentence, and a long source cuts nobody's name off.
 */
export function describeOrigin({ entry, stale }: Pick<TaughtSource, 'entry' | 'stale'>): string {
  const source = entry.source === '' ? '' : COPY.taught.source(escapeText(entry.source));
  return `${describeAuthor({ entry, stale })}${source}`;
}

/** Builds an answer that somebody taught. Sources that disagree are shown one after the other, never as one. */
export function buildTaught(
  answer: Taught,
  place: AnswerPlace,
  source: readonly types.KnownBlock[],
): Message {
  const { card } = answer;
  const sources = answer.sources.slice(0, MAX_SOURCES);
  const hasConflict = isConflict(answer);
  const overrules = card !== undefined && sources.some(({ entry }) => entry.overrules);
  const title = card?.topic.title ?? sources[0]?.entry.title ?? '';
  const taughtRoles = [...new Set(sources.map(({ role }) => escapeText(role.name)))];
  const documentRoles = card?.roles.map(({ name }) => escapeText(name)) ?? [];
  const document = card
    ? [section(paragraph(documentRoles, escapeText(title), ourText(card.topic.answer))), ...source]
    : [];
  const added = sources.flatMap((one) => {
    const { title: name, answer: words } = one.entry;
    const text = paragraph([escapeText(one.role.name)], escapeText(name), escapeText(words));
    return [section(cut(text, LIMIT.section)), context(describeOrigin(one))];
  });
  const text = hasConflict
    ? COPY.taught.conflict([...new Set([...documentRoles, ...taughtRoles])])
    : `${COPY.answer.together(taughtRoles)}: ${escapeText(sources[0]?.entry.answer ?? '')}`;
  return {
    text: cut(text, LIMIT.section),
    blocks: [
      ...(place.facts ? buildRule(place.facts, card?.topic.title ?? '') : []),
      ...(hasConflict ? [section(`${text} ${COPY.taught.undecided}`)] : []),
      ...(overrules ? [...added, context(COPY.answer.documentSays), ...document] : [...document, ...added]),
      ...(hasConflict ? [] : buildHolders(place)),
      ...buildButtons(answer, place),
    ],
  };
}

function paragraph(roles: readonly string[], title: string, answer: string): string {
  return `${COPY.answer.title(COPY.answer.together(roles), title)}\n${answer}`;
}

function buildButtons({ sources, card }: Taught, place: AnswerPlace): types.KnownBlock[] {
  const subject = card ? { topic: card.topic.id } : { taught: sources[0]?.entry.id ?? '' };
  const share = place.audience === 'private' ? shareButton(place, subject) : undefined;
  const elements = [askButton(place, subject), reassignButton(place), share].flatMap((one) => one ?? []);
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}
