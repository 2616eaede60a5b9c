import type { Role } from '../knowledge/types.ts';

/** What somebody taught in a workspace. */
export interface TaughtEntry {
  readonly id: string;
  /**
   * `answer`: a role and a sentence. `phrasing`: another way to ask for a topic of the documents. `silence`: what is
   * not ours to answer.
   */
  readonly kind: 'answer' | 'phrasing' | 'silence';
  /** The topic of the documents that it is about; undefined where it is one of its own. */
  readonly topic: string | undefined;
  readonly title: string;
  /** The role's id. */
  readonly role: string;
  readonly answer: string;
  /** Where it is written, in the words of whoever taught it. */
  readonly source: string;
  readonly asks: readonly string[];
  /** Who taught it; undefined once they have asked to be forgotten. */
  readonly by: string | undefined;
  readonly byName: string | undefined;
  /** When, and when somebody last said that it still holds; in milliseconds since 1970. */
  readonly at: number;
  readonly checked: number;
  /** Somebody decided that it holds, although a document says otherwise. */
  readonly overrules: boolean;
  /** What happened to it, the oldest first. */
  readonly history: readonly TaughtChange[];
}

/** A change of what was taught. */
export interface TaughtChange {
  readonly at: number;
  readonly by: string | undefined;
  readonly byName: string | undefined;
  /** "taught", "edited", … */
  readonly what: string;
  /** What stood there until then. */
  readonly before?: string | undefined;
}

/** A record as the memory keeps it. */
export interface TaughtRecord {
  readonly id: string;
  readonly value: unknown;
}

/** After so long the author is asked whether it still holds, in milliseconds. */
export const HOLDS_FOR = 90 * 24 * 60 * 60 * 1000;

const KINDS: readonly unknown[] = ['answer', 'phrasing', 'silence'] satisfies TaughtEntry['kind'][];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const maybe = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Reads what was kept, by this version or another; undefined where it cannot be used. */
export function readTaught({ id, value }: TaughtRecord): TaughtEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, topic, title, role, answer, source, asks, by, byName, at, checked, overrules, history } =
    value as Record<string, unknown>;
  if (!KINDS.includes(kind)) return undefined;
  return {
    id,
    kind: kind as TaughtEntry['kind'],
    topic: maybe(topic),
    title: textOf(title),
    role: textOf(role),
    answer: textOf(answer),
    source: textOf(source),
    asks: Array.isArray(asks) ? asks.filter((ask) => typeof ask === 'string') : [],
    by: maybe(by),
    byName: maybe(byName),
    at: numberOf(at),
    checked: numberOf(checked),
    overrules: overrules === true,
    history: Array.isArray(history) ? history.map(readChange) : [],
  };
}

function readChange(value: unknown): TaughtChange {
  const { at, by, byName, what, before } = (value ?? {}) as Record<string, unknown>;
  const was = typeof before === 'string' ? { before } : {};
  return { at: numberOf(at), by: maybe(by), byName: maybe(byName), what: textOf(what), ...was };
}

/** How a decision between sources stands in the history. */
export const DECIDED = 'decided to be right';
const WRITTEN = ['taught', 'edited'];

/** Whether somebody has decided for one of these entries on one thing, with all that the others say before them. */
export function isDecided(entries: readonly TaughtEntry[]): boolean {
  const ruling = entries.find(({ overrules }) => overrules);
  if (!ruling) return false;
  const decided = lastOf(ruling, [DECIDED]);
  return entries.every((entry) => entry.role === ruling.role || lastOf(entry, WRITTEN) <= decided);
}

function lastOf({ history, at }: TaughtEntry, kinds: readonly string[]): number {
  return history.findLast(({ what }) => kinds.includes(what))?.at ?? at;
}

/** What two entries must share to be about one thing. */
export function thingOf({ topic, title }: Pick<TaughtEntry, 'topic' | 'title'>): string {
  return topic === undefined ? `~${title.toLowerCase().replace(/\s+/g, ' ').trim()}` : topic;
}

/** The id that an entry gets as a topic of a knowledge file. Where the knowledge has it, the entry has come home. */
export function homeIdOf({ id, title }: Pick<TaughtEntry, 'id' | 'title'>): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .match(/[a-z0-9]+/g);
  const slug = (words ?? ['taught']).join('-').slice(0, 40).replace(/-+$/, '');
  return `${slug}-${markOf({ id })}`;
}

/** What such an id ends with, whatever the title is. */
export function markOf({ id }: Pick<TaughtEntry, 'id'>): string {
  return id
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 8);
}

/** Before the name of somebody whose role is in no knowledge file, where an entry names its role. */
const OTHER = 'other:';

/** How an entry names a holder that the knowledge files do not have, such as "HR". */
export function otherRole(name: string): string {
  return `${OTHER}${name.replace(/\s+/g, ' ').trim()}`;
}

/** The name of a holder that the knowledge files do not have; undefined where the role is one of theirs. */
export function otherNameOf(role: string): string | undefined {
  return role.startsWith(OTHER) ? role.slice(OTHER.length) : undefined;
}

/** The role that an entry names; one that is not known any more has its id for a name. */
export function roleOf(id: string, roles: readonly Role[]): Role {
  return roles.find((role) => role.id === id) ?? { id, name: otherNameOf(id) ?? id, names: [] };
}
