import type { StoreHealth } from './patient-engine.ts';

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

/** What is kept of one workspace. Nothing of another can be reached through it. All throw a StoreError. */
export interface WorkspaceStore {
  /** From memory where nothing has changed, without asking the engine. */
  snapshot(): Promise<Snapshot>;
  /** Sets roles in a channel, in one change; one without people and note is set no more. Gives the change's id; undefined where all was so already. */
  assign(parts: {
    channel: string;
    by: string;
    roles: readonly { role: string; holders: readonly Holder[]; note: string }[];
  }): Promise<string | undefined>;
  /** Gives a topic to another role in this channel; without a role, as the documents say again. Gives the change's id; undefined where all was so already. */
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
  /** The records of a kind, the newest first; `max` of them, all unless given. */
  records(kind: string, max?: number): Promise<readonly KeptRecord[]>;
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
  /** Removes those of a kind that were first written before a time, in milliseconds since 1970. */
  removeOldRecords(kind: string, before: number): Promise<void>;
  /** Adds one to each of these counts of today; written within seconds, and before they are read. */
  count(names: readonly string[]): Promise<void>;
  /** The sum of each count over `days` days (as UTC has them), of which the last is that of `until` in milliseconds; today, unless given. */
  counts(days: number, until?: number): Promise<ReadonlyMap<string, number>>;
  /** Removes the counts of days (as UTC has them) that ended before a time, in milliseconds since 1970. */
  removeOldCounts(before: number): Promise<void>;
  /** True for the first who claims a key, within an hour and among all instances; throws nothing. */
  claim(key: string): Promise<boolean>;
  /** Lets a key be claimed again; throws nothing. */
  release(key: string): Promise<void>;
  /** Removes what belongs to a person; tells how many things that were. */
  forget(person: string): Promise<number>;
  /** Removes all of the workspace; nothing happens where there is nothing. */
  remove(): Promise<void>;
}

/** What the bot keeps. */
export interface Store {
  /** By its team id, or its enterprise id where the app is installed for all of it. */
  workspace(key: string): WorkspaceStore;
  /** The workspaces of which records are kept. */
  workspaces(): Promise<readonly string[]>;
  /** Whether it works, as far as it was asked lately. */
  health(): StoreHealth;
  /** Removes a workspace, and what is still written for it within the next half minute. Throws a StoreError where it fails at first, and tries again until it is done. */
  removeForGood(key: string): Promise<void>;
  /** Lets go of the engine; what is under way ends first. */
  close(): Promise<void>;
}
