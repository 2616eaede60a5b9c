/** Who has a role: a person, or a user group. */
export interface Holder {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

/** Who has one role in one channel. */
export interface Assignment {
  readonly role: string;
  readonly holders: readonly Holder[];
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The person who set it; undefined once they have asked to be forgotten. */
  readonly by: string | undefined;
}

/** In this channel a topic belongs to another role than the documents say. */
export interface Override {
  readonly topic: string;
  readonly role: string;
  readonly reason: string;
  readonly since: number;
  readonly by: string | undefined;
}

/** How people know a person, a user group or a channel. */
export interface Named {
  readonly name: string;
  /** A person who has left the workspace. */
  readonly gone: boolean;
}

/** All that is set for one channel. */
export interface ChannelTeam {
  /** By role. */
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** By topic. */
  readonly overrides: ReadonlyMap<string, Override>;
}

/** What answers need of a workspace: small, and kept in memory. */
export interface Snapshot {
  readonly channels: ReadonlyMap<string, ChannelTeam>;
  /** The channel that a person picked as theirs. */
  readonly homes: ReadonlyMap<string, string>;
  readonly settings: Readonly<Record<string, unknown>>;
  /** By the id of a person, a group or a channel: of those that something was set for. */
  readonly names: ReadonlyMap<string, Named>;
  /** The records of the kind TAUGHT, the newest first. */
  readonly taught: readonly KeptRecord[];
}

/** The kind of the records that are in the snapshot. */
export const TAUGHT = 'taught';

/** Something kept under a kind and an id, as JSON, with a number that grows with each change. */
export interface KeptRecord {
  readonly id: string;
  readonly value: unknown;
  readonly version: number;
  /** When it was first written, in milliseconds since 1970. */
  readonly at: number;
}

/** What came of undoing a change. */
export type Undone =
  | { readonly outcome: 'undone'; readonly channel: string }
  /** It was undone before, by whoever it says; undefined once they have asked to be forgotten. */
  | { readonly outcome: 'already undone'; readonly by: string | undefined }
  /** Something newer has touched the same thing since. */
  | { readonly outcome: 'overtaken' }
  | { readonly outcome: 'unknown' };
