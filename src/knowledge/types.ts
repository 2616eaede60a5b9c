/** A source, word for word. Its `id` is its file name without the ending; entries name it by that. */
export interface SourceDocument {
  readonly id: string;
  /** The name that people see, made from the file name: "Product Manager and Product Owner". */
  readonly title: string;
  readonly text: string;
}

/** A role that owns responsibilities, such as the Product Owner. */
export interface Role {
  readonly id: string;
  /** As it is written in a sentence: "Product Owner". */
  readonly name: string;
  /** The usual abbreviation, if there is one: "PO". */
  readonly short?: string;
  /** Every way to write the role, lower case, its name and abbreviation included. */
  readonly names: readonly string[];
}

/** One thing that the bot can answer, backed by a sentence of a document. */
export interface Topic {
  readonly id: string;
  /** Decides how its answer is shown: one responsibility, a role as a whole, or roles side by side. */
  readonly kind: 'responsibility' | 'role' | 'comparison';
  /** Short enough for a button. */
  readonly title: string;
  /** Ids of the roles that own it. */
  readonly roles: readonly string[];
  /** Groups topics: a role's id, or the `shared` id of a file about several roles. */
  readonly holder: string;
  readonly answer: string;
  readonly quote: string;
  /** The id of the document that `quote` is from. */
  readonly document: string;
  /** The ways people ask for it. */
  readonly asks: readonly string[];
  readonly related: readonly string[];
}

/** The content for new hires. Texts may use Slack's marks for code and bold type. */
export interface Onboarding {
  readonly greeting: { readonly hello: string; readonly can: string; readonly declined: string };
  readonly tour: readonly {
    readonly title: string;
    readonly text: string;
    readonly source?: { readonly quote: string; readonly documentTitle: string };
    /** Whether it shows who owns the roles in the person's channels. */
    readonly showsTeam: boolean;
  }[];
  /** Each asks which role owns a topic; no topic twice. */
  readonly quiz: readonly { readonly topic: string; readonly question: string }[];
  readonly followUp: { readonly text: string; readonly topics: readonly string[] };
}

/** All that the bot knows, checked. */
export interface Knowledge {
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly roles: readonly Role[];
  readonly topics: ReadonlyMap<string, Topic>;
  /** Messages that are no question, with a short reply. */
  readonly smalltalk: readonly {
    readonly id: string;
    readonly reply: string;
    readonly asks: readonly string[];
  }[];
  /** Questions that the bot should not answer. */
  readonly notOurs: readonly string[];
  /** Abbreviations: "ac" → "acceptance criteria". */
  readonly vocabulary: { readonly short: ReadonlyMap<string, string> };
  /** Undefined if the folder has no content for new hires: then nobody is onboarded. */
  readonly onboarding?: Onboarding;
}

/** A text file of the knowledge folder: its path relative to that folder, with `/` between parts. */
export interface KnowledgeFile {
  readonly path: string;
  readonly text: string;
}

/** One thing wrong in the knowledge folder, with what to do about it. */
export interface Fault {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
  readonly remedy: string;
}
