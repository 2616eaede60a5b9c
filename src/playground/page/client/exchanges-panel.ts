import type { ShownCall, ShownExchange } from '../protocol.ts';
import { h } from './dom.ts';
import type { Session } from './session.ts';

const shown = new Map<string, { exchange: ShownExchange; element: HTMLDetailsElement }>();
const inMs = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** Lists what was sent to the bot and what the bot called, newest first. Entries that are open stay open. */
export function showExchanges(list: HTMLElement, { state }: Session): void {
  for (const exchange of state.exchanges) {
    const known = shown.get(exchange.id);
    if (known?.exchange === exchange) continue;
    const element = known?.element ?? h('details', { class: 'exchange' });
    fill(element, exchange);
    shown.set(exchange.id, { exchange, element });
    if (!known) list.prepend(element);
  }
  const ids = new Set(state.exchanges.map(({ id }) => id));
  for (const [id, { element }] of shown) {
    if (ids.has(id)) continue;
    element.remove();
    shown.delete(id);
  }
}

/** Empties the list: after a restart of the playground, ids mean something else. */
export function clearExchanges(list: HTMLElement): void {
  shown.clear();
  list.replaceChildren();
}

function fill(
  element: HTMLDetailsElement,
  { title, at, ackMs, totalMs, calls, payload }: ShownExchange,
): void {
  const open = new Set(
    [...element.querySelectorAll<HTMLElement>('details[open]')].map((it) => it.dataset.call),
  );
  const hadFocus = element.firstElementChild === document.activeElement;
  const isBad = calls.some(isRefused);
  const time = new Date(at).toLocaleTimeString();
  element.classList.toggle('refused', isBad);
  const summary = h(
    'summary',
    {},
    h('span', { class: 'what' }, title),
    h('span', { class: 'hint' }, ackMs === null ? time : `${time} · ${inMs(totalMs ?? ackMs)}`),
    isBad && h('span', { class: 'refusal' }, 'Slack would refuse this'),
  );
  const acked = ackMs === null ? 'not acknowledged' : `acknowledged after ${inMs(ackMs)}`;
  element.replaceChildren(
    summary,
    h('h4', {}, 'In'),
    renderJson(payload, `Payload of ${title}`),
    h('h4', {}, `Out, ${acked}`),
    ...(calls.length === 0 ? [h('p', { class: 'hint' }, 'No calls.')] : []),
    ...calls.map((call, i) => renderCall(call, i, open.has(String(i)))),
  );
  if (hadFocus) summary.focus();
}

const isRefused = ({ refusals, response }: ShownCall) =>
  refusals.length > 0 || (response as { ok?: unknown }).ok === false;

function renderCall(call: ShownCall, i: number, open: boolean): HTMLElement {
  const { method, ms, args, response, refusals } = call;
  const { error } = response as { error?: string };
  const reasons = [...(error === undefined ? [] : [`Slack answered: ${error}`]), ...refusals];
  return h(
    'details',
    { class: `call ${isRefused(call) ? 'refused' : ''}`, 'data-call': i, open },
    h('summary', {}, h('span', { class: 'what' }, method), h('span', { class: 'hint' }, inMs(ms))),
    ...reasons.map((reason) => h('p', { class: 'refusal' }, reason)),
    renderJson(args, `Arguments of ${method}`),
    h('h4', {}, 'Answer'),
    renderJson(response, `Answer to ${method}`),
  );
}

/** The box can be scrolled with the keyboard. */
function renderJson(value: unknown, label: string): HTMLElement {
  return h('pre', { tabindex: 0, role: 'region', 'aria-label': label }, JSON.stringify(value, null, 2) ?? '');
}
