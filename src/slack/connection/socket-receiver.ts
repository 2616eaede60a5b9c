import { type App, type Logger, type Receiver, webApi } from '@slack/bolt';
import { describeError, type Log } from '../../log.ts';
import { SYSTEM_TIMER, type Timer } from '../../time/timer.ts';
import { createIntake, type InFlight } from '../in-flight.ts';
import { createAck } from './acknowledge.ts';
import { keepConnected } from './keep-connected.ts';
import type { Outgoing } from './outgoing.ts';
import { type Envelope, openSocket, type SlackSocket } from './socket.ts';

/** How often a socket is asked whether the other side is still there, in milliseconds: dead ones go within eight seconds. */
const HEARTBEAT_MS = 2_000;
const TIMEOUT_MS = 5_000;

/** The kinds of envelope that the app understands. */
const KNOWN = new Set(['events_api', 'slash_commands', 'interactive']);

export interface SocketReceiverDependencies {
  readonly appToken: string;
  readonly slackApiUrl: string;
  readonly logger: Logger;
  readonly log: Log;
  readonly inFlight: InFlight;
  readonly outgoing: Outgoing;
  /** Posts to a response_url. */
  readonly fetch: typeof fetch;
  readonly onTurnedAway: (error: unknown) => void;
  readonly timer?: Timer;
  readonly random?: () => number;
  readonly heartbeat?: number;
  /** How long a call to Slack may take. */
  readonly timeout?: number;
}

/**
 * Socket Mode for Bolt. Bolt's own receiver is deaf for five seconds at each of Slack's routine refreshes, and what is
 * typed meanwhile is lost; this one opens the next socket first.
 */
export class SocketReceiver implements Receiver {
  readonly #deps: SocketReceiverDependencies;
  readonly #connection: ReturnType<typeof keepConnected>;
  #intake: ReturnType<typeof createIntake> | undefined;

  constructor(deps: SocketReceiverDependencies) {
    this.#deps = deps;
    const { appToken, slackApiUrl, logger, outgoing, heartbeat = HEARTBEAT_MS, timeout = TIMEOUT_MS } = deps;
    const client = new webApi.WebClient(appToken, {
      slackApiUrl,
      logger,
      fetch: outgoing.fetch,
      timeout,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    this.#connection = keepConnected({
      timer: SYSTEM_TIMER,
      random: Math.random,
      ...deps,
      open: async (signal) => {
        const { url = '' } = await client.apps.connections.open();
        const agent = outgoing.agentFor(url);
        return openSocket(url, { agent, signal, heartbeat, onEnvelope: this.#take });
      },
    });
  }

  init(app: App): void {
    this.#intake = createIntake(app, this.#deps);
  }

  /** Connects. Throws where Slack does not let the bot in, or cannot be reached. */
  start(): Promise<void> {
    return this.#connection.start();
  }

  stop(): Promise<void> {
    return this.#connection.stop();
  }

  readonly isConnected = (): boolean => this.#connection.isConnected();

  readonly #take = (envelope: Envelope, socket: SlackSocket): void => {
    const { type, payload, retry_attempt, retry_reason } = envelope;
    const ack = createAck(envelope, socket, this.#deps);
    const give = async () => {
      if (!KNOWN.has(type) || payload === undefined) return ack();
      await this.#intake?.({
        body: payload,
        ack,
        ...(retry_attempt !== undefined && { retryNum: retry_attempt }),
        ...(retry_reason !== undefined && { retryReason: retry_reason }),
      });
    };
    give().catch((error: unknown) => {
      this.#deps.log.error({ event: 'socket', outcome: 'error', type, error: describeError(error) });
    });
  };
}
