import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Data } from './stand-in/messages.ts';
import type { Delivery } from './stand-in/receiver.ts';
import type { Call, StandIn } from './stand-in/stand-in.ts';

/** The three ways in which Slack calls an app. */
export type Kind = 'slash_commands' | 'events_api' | 'interactive';

/** One payload that went into the bot, and all that came out. */
export interface Exchange {
  readonly id: string;
  readonly at: number;
  readonly kind: Kind;
  /** What it is, in words. */
  readonly what: string;
  readonly payload: Data;
  /** Milliseconds until the bot had acknowledged, and until all was done; null until then. */
  ackMs: number | null;
  totalMs: number | null;
  readonly calls: Call[];
  ack: unknown;
}

/** What has gone to the bot so far. */
export interface Exchanges {
  readonly list: readonly Exchange[];
  /** Sends a payload. Resolves with whether it was acknowledged within three seconds, when the work has ended. */
  send(
    kind: Kind,
    what: string,
    payload: Data,
    onAck?: (body: unknown) => void,
  ): Promise<{ inTime: boolean }>;
  /** Notes a payload that the bot does not get, because its manifest does not ask for it. */
  withhold(kind: Kind, what: string, payload: Data): void;
}

/** How long Slack waits for an acknowledgement. */
const PATIENCE = 3000;
/** How long a person is kept waiting for work that goes on behind it. */
const LONGEST = 10_000;
/** The panel shows no more than these. */
const KEPT = 200;

/** Sends payloads by way of `deliver`, and notes which call belongs to which of them. */
export function createExchanges(parts: {
  slack: StandIn;
  deliver: (kind: Kind, payload: Data) => Delivery;
  changed: (exchange: Exchange) => void;
}): Exchanges {
  const { slack, deliver, changed } = parts;
  const current = new AsyncLocalStorage<Exchange>();
  const list: Exchange[] = [];
  let count = 0;
  const open = (kind: Kind, what: string, payload: Data): Exchange => {
    const id = `x${++count}`;
    const times = { at: Date.now(), ackMs: null, totalMs: null };
    const exchange: Exchange = { id, ...times, kind, what, payload, calls: [], ack: undefined };
    list.push(exchange);
    if (list.length > KEPT) list.shift();
    changed(exchange);
    return exchange;
  };
  slack.listen({
    call(call) {
      const exchange = current.getStore() ?? open('events_api', 'the bot by itself', {});
      exchange.calls.push(call);
      changed(exchange);
    },
  });
  return {
    list,
    async send(kind, what, payload, onAck) {
      const exchange = open(kind, what, payload);
      const start = performance.now();
      return current.run(exchange, async () => {
        const { acknowledged, ended } = deliver(kind, payload);
        const finished = ended
          .catch(() => {}) // the bot's own net has logged it
          .then(() => {
            exchange.totalMs = performance.now() - start;
            changed(exchange);
          });
        const inTime = await Promise.race([
          acknowledged.then(
            (body) => {
              exchange.ackMs = performance.now() - start;
              exchange.ack = body;
              onAck?.(body);
              changed(exchange);
              return true;
            },
            () => false,
          ),
          wait(PATIENCE).then(() => false),
        ]);
        await Promise.race([finished, wait(LONGEST)]);
        return { inTime };
      });
    },
    withhold(kind, what, payload) {
      open(kind, `${what}, not sent: manifest.json does not ask for it`, payload);
    },
  };
}

const wait = (ms: number) => sleep(ms, undefined, { ref: false });
