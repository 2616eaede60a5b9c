import { z } from 'zod';

// What the page and its server send each other. `GET /state?as=PERSON` gives a State; `GET /changes?as=PERSON` is a
// stream of server-sent events, each a Change; `POST /act` takes `{ as, act }` and gives a Done. All texts are plain
// but those named `html`, which the server has rendered and escaped.

/** A person of the workspace, or the bot. */
export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  /** "nia" in "@nia". */
  readonly handle: string;
  /** In words: "new hire", "admin". */
  readonly role: string;
  readonly initials: string;
  readonly isBot: boolean;
  /** No longer in the workspace. */
  readonly hasLeft: boolean;
}

/** A channel, or this person's direct messages with the bot. */
export interface ShownPlace {
  readonly id: string;
  readonly kind: 'channel' | 'direct';
  /** "general", or the name of the bot. */
  readonly name: string;
  readonly topic: string;
  readonly hasBot: boolean;
}

export interface ShownMessage {
  readonly id: string;
  readonly place: string;
  readonly ts: string;
  /** The ts of the message whose thread it is in. */
  readonly thread?: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly author: ShownPerson;
  readonly isEphemeral: boolean;
  readonly isEdited: boolean;
  /** A note of Slack itself, such as "… has joined". */
  readonly isFromSlack: boolean;
  readonly html: string;
}

export interface ShownDialog {
  readonly id: string;
  readonly title: string;
  readonly close: string;
  /** Without it the dialog can't be submitted. */
  readonly submit?: string | undefined;
  readonly html: string;
  /** By block id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A payload that was sent to the bot, and the calls that the bot made for it. */
export interface ShownExchange {
  readonly id: string;
  readonly at: number;
  /** "slash command /whoowns", "event: app_mention", … */
  readonly title: string;
  readonly payload: unknown;
  /** Until the acknowledgement, and until all work had ended; null until then. */
  readonly ackMs: number | null;
  readonly totalMs: number | null;
  readonly calls: readonly ShownCall[];
}

export interface ShownCall {
  /** A Web API method, "response_url" or "ack". */
  readonly method: string;
  readonly args: unknown;
  readonly response: unknown;
  readonly ms: number;
  /** What the real Slack would refuse, in words. */
  readonly refusals: readonly string[];
}

/** The outcome of a change in the knowledge folder. */
export type ShownKnowledge =
  | { readonly outcome: 'changed'; readonly topics: number }
  | { readonly outcome: 'refused'; readonly report: string };

/** Everything that one person sees. */
export interface State {
  readonly workspace: string;
  readonly me: ShownPerson;
  readonly people: readonly ShownPerson[];
  readonly places: readonly ShownPlace[];
  /** Oldest first. */
  readonly messages: readonly ShownMessage[];
  /** Undefined until the bot has published a home tab for this person. */
  readonly homeHtml?: string | undefined;
  /** The last one is on top. */
  readonly dialogs: readonly ShownDialog[];
  readonly exchanges: readonly ShownExchange[];
  readonly knowledge?: ShownKnowledge | undefined;
  readonly commands: readonly { command: string; description: string; hint: string }[];
  readonly shortcuts: readonly { kind: 'message' | 'global'; callback: string; name: string }[];
}

/** Messages and exchanges are new, or take the place of the one with the same id; `state` replaces whole fields. */
export type Change =
  | { readonly change: 'message'; readonly message: ShownMessage }
  | { readonly change: 'message-deleted'; readonly id: string }
  | { readonly change: 'exchange'; readonly exchange: ShownExchange }
  | { readonly change: 'state'; readonly state: Partial<State> };

const id = z.string().max(200);
const value = z.union([z.string().max(20_000), z.array(z.string().max(2000)).max(1000).readonly(), z.null()]);
const fields = z.record(z.string(), z.record(z.string(), value));
const container = z.union([
  z.object({ message: id }),
  z.object({ dialog: id }),
  z.object({ home: z.literal(true) }),
]);

/** Something that a person does on the page. */
const act = z.discriminatedUnion('act', [
  /** Sends a message, a mention ("@whoowns …") or a slash command, as typed. */
  z.object({ act: z.literal('say'), place: id, text: z.string().max(100_000), thread: id.optional() }),
  /** Presses a button, or picks something in a menu (`value`). */
  z.object({ act: z.literal('press'), on: container, block: id, action: z.string().max(300), value, fields }),
  z.object({ act: z.literal('submit'), dialog: id, fields }),
  z.object({ act: z.literal('dismiss'), dialog: id }),
  z.object({ act: z.literal('open-home') }),
  z.object({ act: z.literal('shortcut'), callback: id, message: id.optional() }),
  z.object({ act: z.literal('invite-bot'), place: id }),
  z.object({ act: z.literal('new-hire') }),
  /** Lets the bot do what is due within a week. */
  z.object({ act: z.literal('pass-week') }),
  z.object({ act: z.literal('leave'), person: id }),
]);

/** The body of `POST /act`. */
export const actRequest = z.object({ as: id, act });

export type Act = z.infer<typeof act>;
/** A text or a picked value, several of them, or null if the field is empty. */
export type FieldValue = z.infer<typeof value>;
/** The values of all fields by block id, then by action id. */
export type Fields = z.infer<typeof fields>;
/** What a button or a menu belongs to. */
export type Container = z.infer<typeof container>;

/** The outcome of an act; `error` is a sentence for the person. */
export type Done =
  | { readonly ok: true; readonly person?: string }
  | { readonly ok: false; readonly error: string };
