/** Who holds a role: a person, or a user group. */
export interface Holder {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

/** Who holds one role in one channel. */
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

/** What is read for answers: small, and kept in memory. */
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

/** The kind of the records that stand in the snapshot, as answers need them. */
export const TAUGHT = 'taught';

/** Something kept under a kind and an id, as JSON, with a number that grows with each change. */
export interface KeptRecord {
  readonly id: string;
  readonly value: unknown;
  readonly version: number;
  /** When it was first kept, in milliseconds since 1970. */
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

/** One workspace's memory. Nothing of another can be reached through it. */
export interface WorkspaceStore {
  /** What is remembered, from memory where it is fresh. Throws a StoreError where the engine cannot be asked. */
  snapshot(): Promise<Snapshot>;
  /** Sets who holds these roles in a channel, in one change; a role with no holders and no note is held by nobody. Returns the change's id; undefined where all was so already. */
  assign(parts: {
    channel: string;
    by: string;
    roles: readonly { role: string; holders: readonly Holder[]; note: string }[];
  }): Promise<string | undefined>;
  /** Says that here a topic belongs to another role; without a role, that the documents' word holds again. Returns the change's id; undefined where all was so already. */
  override(parts: {
    channel: string;
    by: string;
    topic: string;
    role: string | undefined;
    reason: string;
  }): Promise<string | undefined>;
  /** Puts back what was before a change, once, where nothing newer has touched it. */
  undo(change: string, by: string): Promise<Undone>;
  /** Keeps the names of people, groups and channels that something is set for. */
  keepNames(names: readonly { id: string; name: string }[]): Promise<void>;
  /** Takes up what is new about a person whose name is kept; nothing happens where it is not. */
  renew(person: string, news: Named): Promise<void>;
  setHome(person: string, channel: string | undefined): Promise<void>;
  /** Changes settings by name; undefined takes one away. */
  changeSettings(patch: Readonly<Record<string, unknown>>): Promise<void>;
  /** The records of a kind, the newest first; `most` of them, all unless given. */
  records(kind: string, most?: number): Promise<readonly KeptRecord[]>;
  record(kind: string, id: string): Promise<KeptRecord | undefined>;
  /**
   * Changes a record against everybody else who does: `step` gets its value and gives the new one, or undefined to leave
   * it. It may be called again, where another was first, so it does nothing else. A claim is a step that leaves what is
   * claimed already. Undefined where nothing was changed; throws a StoreError of kind busy where others are always first.
   */
  update<T>(
    kind: string,
    id: string,
    step: (value: unknown, record: KeptRecord | undefined) => T | undefined,
  ): Promise<{ readonly before: unknown; readonly after: T } | undefined>;
  removeRecords(kind: string, ids: readonly string[]): Promise<void>;
  /** Removes those of a kind that were first kept before a time, in milliseconds since 1970. */
  removeOldRecords(kind: string, before: number): Promise<void>;
  /** Adds one to each of these counts of today; written within seconds, and before they are read. */
  count(names: readonly string[]): Promise<void>;
  /** The sum of each count over `days` days (as UTC has them), of which the last is that of `until` in milliseconds; today, unless given. */
  counts(days: number, until?: number): Promise<ReadonlyMap<string, number>>;
  /** Removes the counts of days (as UTC has them) that ended before a time, in milliseconds since 1970. */
  removeOldCounts(before: number): Promise<void>;
  /** Whether this key is seen for the first time, among all instances, within the last hour. */
  firstSeen(key: string): Promise<boolean>;
  /** For a process that is alone and remembers what it has seen: whether it had not seen this before it began. Written within seconds. */
  noteSeen(key: string): Promise<boolean>;
  forgetSeen(key: string): Promise<void>;
  /** Removes what belongs to a person; tells how many things that were. */
  forget(person: string): Promise<number>;
  /** Removes all of the workspace; nothing happens where there is nothing. */
  remove(): Promise<void>;
}

/** The memory of the bot. */
export interface Store {
  /** The memory of a workspace: by its team id, or its enterprise id where the app is installed for all of it. */
  workspace(key: string): WorkspaceStore;
  /** The workspaces of which records are kept. */
  workspaces(): Promise<readonly string[]>;
  /** Whether several instances may stand on it. */
  readonly shared: boolean;
  /** Removes a workspace, and what is still written for it within the next half minute. Throws a StoreError where it fails at first, and tries again until it is done. */
  removeForGood(key: string): Promise<void>;
  /** Lets go of the engine; what is under way ends first. */
  close(): Promise<void>;
}
