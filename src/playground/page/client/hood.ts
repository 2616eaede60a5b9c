import type { ShownCall, ShownExchange } from '../protocol.ts';
import { h } from './dom.ts';
import type { Store } from './store.ts';

const drawn = new Map<string, { exchange: ShownExchange; element: HTMLDetailsElement }>();
const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** Shows what went into the bot and what came out, the newest first. What is open stays open. */
export function showHood(list: HTMLElement, { state }: Store): void {
  for (const exchange of state.exchanges) {
    const known = drawn.get(exchange.id);
    if (known?.exchange === exchange) continue;
    const element = known?.element ?? h('details', { class: 'exchange' });
    fill(element, exchange);
    drawn.set(exchange.id, { exchange, element });
    if (!known) list.prepend(element);
  }
  const ids = new Set(state.exchanges.map(({ id }) => id));
  for (const [id, { element }] of drawn) {
    if (ids.has(id)) continue;
    element.remove();
    drawn.delete(id);
  }
}

/** Forgets what is drawn, so that the list can be filled anew. */
export function clearHood(list: HTMLElement): void {
  drawn.clear();
  list.replaceChildren();
}

function fill(element: HTMLDetailsElement, exchange: ShownExchange): void {
  const { what, at, ackMs, totalMs, calls, payload } = exchange;
  const refused = calls.some(isRefused);
  const openCalls = new Set(
    [...element.querySelectorAll('details[open]')].map((it) => it.getAttribute('data-call')),
  );
  const time = new Date(at).toLocaleTimeString();
  element.classList.toggle('refused', refused);
  const summary = h(
    'summary',
    {},
    h('span', { class: 'what' }, what),
    h('span', { class: 'hint' }, ackMs === null ? time : `${time} · ${milliseconds(totalMs ?? ackMs)}`),
    refused && h('span', { class: 'refusal' }, 'Slack would refuse this'),
  );
  const took = ackMs === null ? 'not acknowledged' : `acknowledged after ${milliseconds(ackMs)}`;
  const hadFocus = element.firstElementChild === document.activeElement;
  element.replaceChildren(
    summary,
    h('h4', {}, 'In'),
    code(payload, `Payload of ${what}`),
    h('h4', {}, `Out, ${took}`),
    ...(calls.length === 0 ? [h('p', { class: 'hint' }, 'No calls.')] : []),
    ...calls.map((call, i) => drawCall(call, i, openCalls.has(String(i)))),
  );
  if (hadFocus) summary.focus();
}

const isRefused = ({ refusals, response }: ShownCall) =>
  refusals.length > 0 || (response as { ok?: unknown }).ok === false;

function drawCall(call: ShownCall, i: number, open: boolean): HTMLElement {
  const { method, ms, args, response, refusals } = call;
  const { error } = response as { error?: string };
  return h(
    'details',
    { class: `call ${isRefused(call) ? 'refused' : ''}`, 'data-call': String(i), open },
    h('summary', {}, h('span', { class: 'what' }, method), h('span', { class: 'hint' }, milliseconds(ms))),
    ...(error === undefined ? [] : [h('p', { class: 'refusal' }, `Slack answered: ${error}`)]),
    ...refusals.map((refusal) => h('p', { class: 'refusal' }, refusal)),
    code(args, `Arguments of ${method}`),
    h('h4', {}, 'Answer'),
    code(response, `Answer to ${method}`),
  );
}

/** Data as it is, in a box that can be scrolled with the keyboard. */
function code(value: unknown, label: string): HTMLElement {
  return h('pre', { tabindex: 0, role: 'region', 'aria-label': label }, JSON.stringify(value, null, 2) ?? '');
}
