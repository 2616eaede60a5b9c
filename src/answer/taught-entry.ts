import { z } from 'zod';
import type { Role } from '../knowledge/types.ts';

const text = z.string().catch('');
const textOrNone = z.string().optional().catch(undefined);
/** Milliseconds since 1970. */
const time = z.number().catch(0);

/** A change of what was taught. */
const change = z
  .object({
    at: time,
    by: textOrNone,
    byName: textOrNone,
    /** "taught", "edited", … */
    what: text,
    /** What stood there until then. */
    before: textOrNone,
  })
  .catch({ at: 0, what: '' })
  .readonly();

/** What somebody taught in a workspace. */
const entry = z.object({
  /**
   * `answer`: a role and a sentence. `phrasing`: another way to ask for a topic of the documents. `silence`: what is
   * not ours to answer.
   */
  kind: z.enum(['answer', 'phrasing', 'silence']),
  /** The topic of the documents that it is about; undefined where it is one of its own. */
  topic: textOrNone,
  title: text,
  /** The role's id. */
  role: text,
  answer: text,
  /** Where it is written, in the words of whoever taught it. */
  source: text,
  asks: z
    .array(z.unknown())
    .catch([])
    .transform((asks) => asks.filter((ask) => typeof ask === 'string'))
    .readonly(),
  /** Who taught it; undefined once they have asked to be forgotten. */
  by: textOrNone,
  byName: textOrNone,
  /** When, and when somebody last said that it is still right. */
  at: time,
  checked: time,
  /** Somebody decided that it is right, although a document says otherwise. */
  overrules: z.boolean().catch(false),
  /** What happened to it, the oldest first. */
  history: z.array(change).catch([]).readonly(),
});

export type TaughtEntry = Readonly<z.infer<typeof entry>> & { readonly id: string };
export type TaughtChange = z.infer<typeof change>;

/** A record as the store keeps it. */
export interface TaughtRecord {
  readonly id: string;
  readonly value: unknown;
}

/** After so long the author is asked whether it is still right. */
export const REVIEW_AFTER_MS = 90 * 24 * 60 * 60 * 1000;

/** Reads what was kept, by this version or another; undefined where it cannot be used. */
export function readTaught({ id, value }: TaughtRecord): TaughtEntry | undefined {
  const { data } = entry.safeParse(value);
  return data && { id, ...data };
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

/** The answers that were taught, by the thing that they are about. */
export function groupByThing(entries: readonly TaughtEntry[]): ReadonlyMap<string, readonly TaughtEntry[]> {
  const things = new Map<string, TaughtEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'answer') continue;
    things.set(thingOf(entry), [...(things.get(thingOf(entry)) ?? []), entry]);
  }
  return things;
}

/** The id that an entry gets as a topic of a knowledge file. Where the knowledge has it, the files have the entry. */
export function topicIdFor({ id, title }: Pick<TaughtEntry, 'id' | 'title'>): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .match(/[a-z0-9]+/g);
  const slug = (words ?? ['taught']).join('-').slice(0, 40).replace(/-+$/, '');
  return `${slug}-${idEnding({ id })}`;
}

/** What such an id ends with, whatever the title is. */
export function idEnding({ id }: Pick<TaughtEntry, 'id'>): string {
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
