import type { Act, Change, Done, ShownMessage, ShownPlace, State } from '../protocol.ts';

/** What the page knows, and where the person is in it. */
export interface Store {
  state: State;
  /** The place that is looked at, and which of its tabs. */
  place: ShownPlace;
  tab: 'messages' | 'home';
  /** The message whose thread is open beside. */
  thread: string | undefined;
  readonly unread: Set<string>;
  /** Something that the person should know, beside the composer. */
  notice: string;
  act(act: Act): Promise<Done>;
}

/** Who the address names. */
const personOf = (): string | null => new URLSearchParams(location.search).get('as');

/** Asks the server for all that this person sees. */
export async function loadState(): Promise<State | undefined> {
  const as = personOf();
  const response = await fetch(as === null ? '/state' : `/state?as=${encodeURIComponent(as)}`);
  return response.ok ? ((await response.json()) as State) : undefined;
}

/** Tells the server what the person does. */
export async function sendAct(as: string, act: Act): Promise<Done> {
  try {
    const response = await fetch('/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, act }),
    });
    if (response.ok) return (await response.json()) as Done;
    return { ok: false, error: await response.text() };
  } catch {
    return { ok: false, error: 'The playground does not answer. Is it still running?' };
  }
}

/** The state with a change in it. */
export function applyChange(state: State, change: Change): State {
  switch (change.change) {
    case 'message':
      return { ...state, messages: putById(state.messages, change.message) };
    case 'message-gone':
      return { ...state, messages: state.messages.filter(({ id }) => id !== change.id) };
    case 'people':
      return { ...state, people: change.people };
    case 'places':
      return { ...state, places: change.places };
    case 'home':
      return { ...state, homeHtml: change.html };
    case 'dialogs':
      return { ...state, dialogs: change.dialogs };
    case 'exchange':
      return { ...state, exchanges: putById(state.exchanges, change.exchange) };
    case 'knowledge':
      return { ...state, knowledge: change.knowledge };
  }
}

function putById<Item extends { readonly id: string }>(list: readonly Item[], item: Item): readonly Item[] {
  const at = list.findIndex(({ id }) => id === item.id);
  return at < 0 ? [...list, item] : list.with(at, item);
}

/** The messages of a place that do not stand in a thread; replies whose beginning is not here count among them. */
export function mainMessages({ state, place }: Store): ShownMessage[] {
  const inPlace = state.messages.filter((message) => message.place === place.id);
  const known = new Set(inPlace.map(({ ts }) => ts));
  return inPlace.filter(({ thread }) => thread === undefined || !known.has(thread));
}

/** The replies in a thread. */
export function repliesTo({ state, place }: Store, ts: string): ShownMessage[] {
  return state.messages.filter((message) => message.place === place.id && message.thread === ts);
}
