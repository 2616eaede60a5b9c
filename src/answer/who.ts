import type { Knowledge, Role } from '../knowledge/types.ts';
import type { Reader } from '../matching/reader.ts';
import { type CutPlaces, type NamedPlace, type ReadPlace, readPlace } from './place.ts';
import { ASKS, BESIDE, dropTail, NOBODY, readRest, TELLS, WAYS, WHO_IS_IT } from './who-grammar.ts';
import { createSentenceReader, type Sentence } from './who-sentences.ts';

/** Whose name somebody asks for. */
export interface AskedWho {
  readonly roles: readonly [Role, ...Role[]];
  /** The channel or squad that they named. */
  readonly place?: NamedPlace | undefined;
  /**
   * They may mean something else by the place, so it counts only where it is known as one: it is a `thing` that the
   * documents speak of, a `name` in a question that may ask something else, or one that must be `known`.
   */
  readonly loose?: 'thing' | 'name' | 'known' | undefined;
}

const LONGEST = 300;
/** Nobody is their Product Owner by that name alone. */
const PEOPLE =
  'stakeholders users customers clients developers engineers testers designers partners investors sales';
/**
 * Makes a reader for questions after a person: "who is our PO?", "name of the PM on checkout?". It gives the roles and
 * the place that was named; undefined where something else is asked, such as what the role is. It reads a plain text in
 * which `#0` stands for the first place.
 */
export function createWhoReader(
  { roles, documents, topics }: Pick<Knowledge, 'roles' | 'documents' | 'topics'>,
  read: Reader,
): (cut: CutPlaces) => AskedWho | undefined {
  const readSentences = createSentenceReader(roles, read);
  const keysOf = (text: string) => read(text).flatMap(({ kind, key }) => (kind === 'word' ? [key] : []));
  /** What the documents speak of is a thing of theirs rather than a place or a person. */
  const things = new Set(
    [
      PEOPLE,
      ...[...documents.values()].map(({ text }) => text),
      ...[...topics.values()].map(({ title }) => title),
    ].flatMap(keysOf),
  );
  const isThing = (words: string) => keysOf(words).some((key) => things.has(key));

  const readOne = (
    { words, asks }: Sentence,
    found: readonly Role[],
    places: readonly NamedPlace[],
  ): AskedWho | undefined => {
    for (const way of WAYS) {
      const groups = way.pattern.exec(words)?.groups;
      if (!groups) continue;
      const { person, rest = '', roles: named = '', place: before } = groups;
      if (person !== undefined && (NOBODY.test(person) || isThing(person))) continue;
      const tail = dropTail(rest.trim());
      const behind = readRest(tail.rest);
      if (behind === null) continue;
      const place = join(
        before === undefined ? 'here' : readPlace(before.trim().split(' '), places),
        behind === undefined ? 'here' : readPlace(behind, places),
      );
      if (place === 'no place') continue;
      const isMarked = place !== 'here' && (!('words' in place) || place.marked);
      if (way.mark && !asks && !isMarked && !tail.here) continue;
      if (way.placed && place === 'here' && behind === undefined && before === undefined && !tail.here)
        continue;
      const [first, ...more] = new Set(
        [...named.matchAll(/§(\d+)/g)].flatMap(([, i]) => found[Number(i)] ?? []),
      );
      if (!first) continue;
      const isSure = place === 'here' || isMarked;
      const loose = isSure
        ? undefined
        : way.known
          ? 'known'
          : isThing(place.words)
            ? 'thing'
            : way.loose
              ? 'name'
              : undefined;
      return { roles: [first, ...more], place: place === 'here' ? undefined : place, loose };
    }
    return undefined;
  };

  return ({ text, places }) => {
    if (text.length > LONGEST) return undefined;
    const found: Role[] = [];
    const sentences = readSentences(text, found);
    if (found.length === 0) return undefined;
    const asked: AskedWho[] = [];
    for (const [i, sentence] of sentences.entries()) {
      const named = WHO_IS_IT.test(sentences[i + 1]?.words ?? '');
      const who = readOne(named ? { ...sentence, asks: true } : sentence, found, places);
      if (who) asked.push(who);
      else if (!isBeside(sentence)) return undefined;
    }
    const [first, ...more] = asked;
    if (!first) return undefined;
    const all = new Set(asked.flatMap((who) => [...who.roles]));
    const [one = first.roles[0], ...others] = all;
    const placed = [first, ...more].find(({ place }) => place);
    return { roles: [one, ...others], place: placed?.place, loose: placed?.loose };
  };
}

/** Only one of two words for a place may name one. */
function join(before: ReadPlace, behind: ReadPlace): ReadPlace {
  if (before === 'here') return behind;
  return behind === 'here' ? before : 'no place';
}

/** Whether a sentence may stand beside the question: it asks nothing else. */
function isBeside({ words, asks, ends }: Sentence): boolean {
  if (BESIDE.test(words) || WHO_IS_IT.test(words)) return true;
  return !asks && !ASKS.test(words) && (ends || TELLS.test(words));
}
