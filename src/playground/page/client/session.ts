import type { Act, Change, Done, ShownMessage, ShownPlace, State } from '../protocol.ts';
import { h } from './dom.ts';

/** What the page knows, and where in it the person is. */
export interface Session {
  state: State;
  place: ShownPlace;
  tab: 'messages' | 'home';
  /** The ts of the message whose thread is open. */
  thread: string | undefined;
  readonly unread: Set<string>;
  /** Shown beside the composer: why the last act failed. */
  notice: string;
  act(act: Act): Promise<Done>;
  openThread(ts: string): void;
}

export async function loadState(): Promise<State | undefined> {
  const as = new URLSearchParams(location.search).get('as');
  const response = await fetch(as === null ? '/state' : `/state?as=${encodeURIComponent(as)}`);
  return response.ok ? ((await response.json()) as State) : undefined;
}

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
    return { ok: false, error: "The playground doesn't answer. Is it still running?" };
  }
}

/** Listens for changes. After each new connection the whole state is loaded, as changes may have been missed. */
export function followChanges(
  as: string,
  onChange: (change: Change) => void,
  onState: (state: State) => void,
): void {
  const source = new EventSource(`/changes?as=${encodeURIComponent(as)}`);
  const lost = h('div', { class: 'lost', role: 'status' });
  document.body.append(lost);
  source.addEventListener('open', async () => {
    const state = await loadState();
    if (state) onState(state);
    lost.textContent = '';
  });
  source.addEventListener('message', ({ data }) => onChange(JSON.parse(data as string) as Change));
  source.addEventListener('error', () => {
    lost.textContent = "The playground doesn't answer. Reconnecting…";
  });
}

export function applyChange(state: State, change: Change): State {
  switch (change.change) {
    case 'message':
      return { ...state, messages: putById(state.messages, change.message) };
    case 'message-deleted':
      return { ...state, messages: state.messages.filter(({ id }) => id !== change.id) };
    case 'exchange':
      return { ...state, exchanges: putById(state.exchanges, change.exchange) };
    case 'state':
      return { ...state, ...change.state };
  }
}

function putById<Item extends { readonly id: string }>(list: readonly Item[], item: Item): readonly Item[] {
  const at = list.findIndex(({ id }) => id === item.id);
  return at < 0 ? [...list, item] : list.with(at, item);
}

/** The messages of the place outside threads; a reply counts if its thread began before this person could see it. */
export function mainMessages({ state, place }: Session): ShownMessage[] {
  const inPlace = state.messages.filter((message) => message.place === place.id);
  const known = new Set(inPlace.map(({ ts }) => ts));
  return inPlace.filter(({ thread }) => thread === undefined || !known.has(thread));
}

export function repliesTo({ state, place }: Session, ts: string): ShownMessage[] {
  return state.messages.filter((message) => message.place === place.id && message.thread === ts);
}
