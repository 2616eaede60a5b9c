import { AsyncLocalStorage } from 'node:async_hooks';
import { withTimeout } from '../time/with-timeout.ts';
import type { Call } from './fake-slack/call.ts';
import type { FakeSlack } from './fake-slack/fake-slack.ts';
import type { Data } from './fake-slack/messages.ts';
import type { Delivery } from './fake-slack/receiver.ts';

/** The three ways in which Slack calls an app. */
export type Kind = 'slash_commands' | 'events_api' | 'interactive';

/** A payload that was sent to the bot, and the calls that the bot made for it. */
export interface Exchange {
  readonly id: string;
  readonly at: number;
  readonly title: string;
  readonly payload: Data;
  readonly calls: Call[];
  /** Until the acknowledgement, and until all work had ended; null until then. */
  ackMs: number | null;
  totalMs: number | null;
}

export type Exchanges = ReturnType<typeof createExchanges>;

/** Slack waits this long for an acknowledgement. */
const ACK_TIMEOUT_MS = 3000;
/** The page waits this long for the work behind an acknowledgement. */
const WORK_TIMEOUT_MS = 10_000;
const MAX_EXCHANGES = 200;

/** Sends payloads to the bot with `deliver`, and records which call belongs to which payload. */
export function createExchanges(parts: {
  slack: FakeSlack;
  deliver: (kind: Kind, payload: Data) => Delivery;
  changed: (exchange: Exchange) => void;
}) {
  const { slack, deliver, changed } = parts;
  const current = new AsyncLocalStorage<Exchange>();
  const list: Exchange[] = [];
  let count = 0;
  const open = (title: string, payload: Data): Exchange => {
    const id = `x${++count}`;
    const exchange = { id, at: Date.now(), title, payload, calls: [], ackMs: null, totalMs: null };
    list.push(exchange);
    if (list.length > MAX_EXCHANGES) list.shift();
    changed(exchange);
    return exchange;
  };
  slack.listen({
    call(call) {
      const exchange = current.getStore() ?? open('the bot by itself', {});
      exchange.calls.push(call);
      changed(exchange);
    },
  });
  return {
    list,
    /** Resolves when the bot's work has ended; `inTime` says whether it acknowledged as soon as Slack wants. */
    send(
      kind: Kind,
      title: string,
      payload: Data,
      onAck?: (body: unknown) => void,
    ): Promise<{ inTime: boolean }> {
      const exchange = open(title, payload);
      const start = performance.now();
      return current.run(exchange, async () => {
        const { acknowledged, ended } = deliver(kind, payload);
        const finished = ended
          .catch(() => {}) // the bot's error boundary has logged it
          .then(() => {
            exchange.totalMs = performance.now() - start;
            changed(exchange);
          });
        const onTime = acknowledged.then(
          (body) => {
            exchange.ackMs = performance.now() - start;
            onAck?.(body);
            changed(exchange);
            return true;
          },
          () => false,
        );
        const inTime = await withTimeout(onTime, ACK_TIMEOUT_MS, () => false);
        await withTimeout(finished, WORK_TIMEOUT_MS, () => undefined);
        return { inTime };
      });
    },
    /** Records an event that the bot doesn't get, because its manifest doesn't ask for it. */
    withhold(title: string, payload: Data): void {
      open(`${title}, not sent: manifest.json does not ask for it`, payload);
    },
  };
}
