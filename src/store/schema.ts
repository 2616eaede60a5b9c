/** The tables. Times are milliseconds since 1970, JSON is text; all but `seen` belong to a workspace. */
export interface Tables {
  assignments: AssignmentRow;
  overrides: OverrideRow;
  homes: HomeRow;
  settings: SettingRow;
  names: NameRow;
  journeys: JourneyRow;
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

interface JourneyRow {
  workspace: string;
  person: string;
  /** JSON. */
  value: string;
  version: number;
  at: number;
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

interface SeenRow {
  key: string;
  at: number;
}
