/**
 * What the page and its server say to each other. `GET /state?as=PERSON` gives a State; `GET /changes?as=PERSON` is a
 * stream of server-sent events whose data is a Change; `POST /act` takes `{ as, act: Act }` as JSON and gives a Done.
 * All texts are plain except those named `html`, which the server has made and escaped.
 */

/** A person of the workspace, or the bot. */
export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  /** What stands behind @ where they are mentioned. */
  readonly handle: string;
  /** "new hire", "admin", …, in words. */
  readonly what: string;
  /** A letter or two, in the place of a picture. */
  readonly initials: string;
  readonly bot: boolean;
  /** Has left the workspace. */
  readonly gone: boolean;
}

/** A channel, or the direct messages of this person with the bot. */
export interface ShownPlace {
  readonly id: string;
  readonly kind: 'channel' | 'direct';
  /** "general" without its #, or the name of the bot. */
  readonly name: string;
  readonly topic: string;
  /** Whether the bot is a member; always true for direct messages. */
  readonly hasBot: boolean;
}

/** A message that this person can see. */
export interface ShownMessage {
  /** Unique in the workspace. */
  readonly id: string;
  readonly place: string;
  readonly ts: string;
  /** The ts of the message that it answers in a thread. */
  readonly thread?: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly author: ShownPerson;
  /** "Only visible to you". */
  readonly onlyYou: boolean;
  readonly edited: boolean;
  /** Of another person's message that this person may not see there is nothing; of Slack's own notes this is true. */
  readonly fromSlack: boolean;
  readonly html: string;
}

/** An open dialog; the last one of the list is on top. */
export interface ShownDialog {
  readonly id: string;
  readonly title: string;
  readonly close: string;
  /** Without it there is nothing to send. */
  readonly submit?: string | undefined;
  readonly html: string;
  /** What is wrong with a field, by its block id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** One thing that went into the bot, and all that came out. */
export interface ShownExchange {
  readonly id: string;
  readonly at: number;
  /** "slash command", "event: app_mention", "button", … */
  readonly what: string;
  /** What was sent, as Slack sends it. */
  readonly payload: unknown;
  /** How long the bot took until it had acknowledged, and until all was done, in milliseconds. */
  readonly ackMs: number | null;
  readonly totalMs: number | null;
  readonly calls: readonly ShownCall[];
}

/** A call that the bot made. */
export interface ShownCall {
  /** A method of the Web API, `response_url`, or `ack` for what came in the acknowledgement. */
  readonly method: string;
  readonly args: unknown;
  readonly response: unknown;
  readonly ms: number;
  /** What Slack would not have taken, in words; empty where all is well. */
  readonly refusals: readonly string[];
}

/** What became of the knowledge when a file was saved. */
export type ShownKnowledge =
  | { readonly outcome: 'changed'; readonly topics: number }
  | { readonly outcome: 'refused'; readonly report: string };

/** All that one person sees. */
export interface State {
  readonly workspace: string;
  readonly me: ShownPerson;
  readonly people: readonly ShownPerson[];
  readonly places: readonly ShownPlace[];
  /** In the order of time. */
  readonly messages: readonly ShownMessage[];
  /** The bot's App Home; undefined where it has none for this person yet. */
  readonly homeHtml?: string | undefined;
  readonly dialogs: readonly ShownDialog[];
  readonly exchanges: readonly ShownExchange[];
  readonly knowledge?: ShownKnowledge | undefined;
  /** The bot's slash commands, with Slack's usage hint, and its shortcuts: from manifest.json. */
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly hint: string;
  }[];
  readonly shortcuts: readonly {
    readonly kind: 'message' | 'global';
    readonly callback: string;
    readonly name: string;
  }[];
}

/** What has changed for one person. */
export type Change =
  /** New, or instead of the message with the same id. */
  | { readonly change: 'message'; readonly message: ShownMessage }
  | { readonly change: 'message-gone'; readonly id: string }
  | { readonly change: 'people'; readonly people: readonly ShownPerson[] }
  | { readonly change: 'places'; readonly places: readonly ShownPlace[] }
  | { readonly change: 'home'; readonly html: string | undefined }
  | { readonly change: 'dialogs'; readonly dialogs: readonly ShownDialog[] }
  /** New, or instead of the exchange with the same id. */
  | { readonly change: 'exchange'; readonly exchange: ShownExchange }
  | { readonly change: 'knowledge'; readonly knowledge: ShownKnowledge };

/**
 * What a person has put into the fields of a message, a dialog or the home tab: by block id, then by action id. A text
 * or a picked value is a string, several of them are a list; what is empty is null.
 */
export type Fields = Readonly<Record<string, Readonly<Record<string, FieldValue>>>>;
export type FieldValue = string | readonly string[] | null;

/** Where a button or menu stands. */
export type Surface = { readonly message: string } | { readonly dialog: string } | { readonly home: true };

/** What a person can do. */
export type Act =
  /** A message, a mention ("@whoowns …") or a slash command, as it was typed. */
  | {
      readonly act: 'say';
      readonly place: string;
      readonly text: string;
      readonly thread?: string | undefined;
    }
  /** A button was pressed, or something was picked (`value`). */
  | {
      readonly act: 'press';
      readonly on: Surface;
      readonly block: string;
      readonly action: string;
      readonly value: FieldValue;
      readonly fields: Fields;
    }
  | { readonly act: 'submit'; readonly dialog: string; readonly fields: Fields }
  | { readonly act: 'dismiss'; readonly dialog: string }
  | { readonly act: 'open-home' }
  | { readonly act: 'shortcut'; readonly callback: string; readonly message?: string | undefined }
  | { readonly act: 'invite-bot'; readonly place: string }
  /** Somebody joins the workspace. */
  | { readonly act: 'new-hire' }
  /** Lets a week pass: what is due within it is sent. */
  | { readonly act: 'pass-week' }
  /** Somebody leaves the workspace. */
  | { readonly act: 'leave'; readonly person: string };

/** What came of an act; `error` is a sentence for the person. */
export type Done =
  | { readonly ok: true; readonly person?: string }
  | { readonly ok: false; readonly error: string };
