/** The tables. Times are milliseconds since 1970, JSON is text; all belong to a workspace. */
export interface Tables {
  assignments: AssignmentRow;
  overrides: OverrideRow;
  homes: HomeRow;
  settings: SettingRow;
  names: NameRow;
  records: RecordRow;
  counts: CountRow;
  changes: ChangeRow;
  seen: SeenRow;
}

interface AssignmentRow {
  workspace: string;
  channel: string;
  role: string;
  /** JSON of the holders. */
  holders: string;
  note: string;
  since: number;
  by: string | null;
}

interface OverrideRow {
  workspace: string;
  channel: string;
  topic: string;
  role: string;
  reason: string;
  since: number;
  by: string | null;
}

interface HomeRow {
  workspace: string;
  person: string;
  channel: string;
}

interface SettingRow {
  workspace: string;
  name: string;
  /** JSON. */
  value: string;
}

interface NameRow {
  workspace: string;
  id: string;
  name: string;
  /** 1 for a person who has left. */
  gone: number;
}

/** What people asked and could not be told, what somebody taught, and the like: JSON by kind and id. */
interface RecordRow {
  workspace: string;
  kind: string;
  id: string;
  /** JSON. */
  value: string;
  version: number;
  at: number;
}

/** How often something happened on a day, counted from 1 January 1970. */
interface CountRow {
  workspace: string;
  day: number;
  name: string;
  count: number;
}

/** What was set, so that it can be put back. */
interface ChangeRow {
  workspace: string;
  id: string;
  channel: string;
  by: string | null;
  at: number;
  /** JSON of the parts as they were before, and after. */
  before: string;
  after: string;
  undone_at: number | null;
  undone_by: string | null;
}

/** What was seen within the last hour; the key is a hash. */
interface SeenRow {
  workspace: string;
  key: string;
  at: number;
}
