import type { Knowledge, Role } from '../knowledge/types.ts';
import type { Reader } from '../matching/reader.ts';
import { createNamedRolesReader } from './named-roles.ts';
import { type CutPlaces, cutPlaces } from './place.ts';
import { cutLong, toPlainText } from './plain-text.ts';
import { type AskedWho, createWhoReader } from './who.ts';

/** A message, read once: everything that is asked of it later looks here and not at the message again. */
export interface Question {
  /** As it was typed, Slack's markup included; of a long message the beginning and the end. */
  readonly typed: string;
  /** Its words, without markup. */
  readonly text: string;
  /** The roles, where it names roles and says hardly anything else: "PM vs. PO". */
  readonly named: readonly Role[];
  /** Whose name it asks for: "who is our PO?". */
  readonly who: AskedWho | undefined;
}

/** Reads a message as it was typed. */
export type ReadQuestion = (raw: string) => Question;

/** Makes a reader of questions; `read` is the matcher's own reader of words. */
export function createQuestionReader(
  knowledge: Pick<Knowledge, 'roles' | 'documents' | 'topics'>,
  read: Reader,
): ReadQuestion {
  const readNamedRoles = createNamedRolesReader(knowledge.roles);
  const readWho = createWhoReader(knowledge, read);
  return (raw) => {
    const typed = cutLong(raw);
    const text = toPlainText(typed);
    const placed = cutPlaces(typed);
    const plain: CutPlaces =
      placed.places.length > 0 ? { ...placed, text: toPlainText(placed.text) } : { text, places: [] };
    return { typed, text, named: readNamedRoles(text), who: readWho(plain) };
  };
}
