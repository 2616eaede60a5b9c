/** The tables. Times are milliseconds since 1970; what is called JSON is text; all belong to a workspace. */
export interface Tables {
  assignments: InChannel & { role: string; holders: string; note: string } & Set;
  /** Topics that belong to another role in a channel. */
  overrides: InChannel & { topic: string; role: string; reason: string } & Set;
  /** The channel that a person picked as theirs. */
  homes: InChannel & { person: string };
  /** `value` is JSON. */
  settings: { workspace: string; name: string; value: string };
  /** `gone` is 1 for a person who has left. */
  names: { workspace: string; id: string; name: string; gone: number };
  /** What people asked in vain, what somebody taught, how far they are with the tour: JSON by kind and id. */
  records: { workspace: string; kind: string; id: string; value: string; version: number; at: number };
  /** How often something happened on a day, counted from 1 January 1970. */
  counts: { workspace: string; day: number; name: string; count: number };
  /** What was set, so that it can be put back: JSON of the items as they were `before`, and `after`. */
  changes: InChannel & {
    id: string;
    by: string | null;
    at: number;
    before: string;
    after: string;
    undone_at: number | null;
    undone_by: string | null;
  };
  /** What was claimed within the last hour; the key is a hash. */
  seen: { workspace: string; key: string; at: number };
}

interface InChannel {
  workspace: string;
  channel: string;
}

interface Set {
  since: number;
  /** Null once they have asked to be forgotten. */
  by: string | null;
}

const NAMES: Record<keyof Tables, true> = {
  assignments: true,
  overrides: true,
  homes: true,
  settings: true,
  names: true,
  records: true,
  counts: true,
  changes: true,
  seen: true,
};

export const TABLE_NAMES = Object.keys(NAMES) as (keyof Tables)[];
