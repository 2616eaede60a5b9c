import type { Agent } from 'node:http';
import { WebSocket } from 'ws';
import { startHeartbeat } from './heartbeat.ts';

/** How long a socket may take until Slack has said hello. */
const OPENING_MS = 8_000;
/** Why a socket is of no use. */
type Kind = 'not opened' | 'gone';

export class SocketError extends Error {
  override readonly name = 'SocketError';
  readonly kind: Kind;

  constructor(kind: Kind, options?: ErrorOptions) {
    super(kind === 'gone' ? 'The socket is gone.' : 'The socket that Slack named does not open.', options);
    this.kind = kind;
  }
}

/** A payload of Slack's with what it travels in. */
export interface Envelope {
  readonly envelope_id: string;
  readonly type: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

/** A socket on which Slack has said hello. */
export interface SlackSocket {
  /**
   * Throws a SocketError where the socket is gone. Calls `ifLost` later where it breaks before the other side has
   * answered a ping that was sent after the message.
   */
  send(message: unknown, ifLost?: () => void): Promise<void>;
  /** Resolves when the socket should be replaced: with true where it works for a while longer, as Slack has asked. */
  readonly over: Promise<boolean>;
  /** Resolves when nothing can come any more. */
  readonly closed: Promise<void>;
  /** Says goodbye; what Slack has sent before still comes. */
  close(): void;
}

/** Opens a socket at the address that Slack has named. Throws a SocketError where Slack says no hello in time. */
export function openSocket(
  url: string,
  {
    agent,
    signal,
    heartbeat,
    onEnvelope,
  }: {
    agent: Agent | undefined;
    /** Ends the opening. */
    signal: AbortSignal;
    /** How often it is asked whether the other side is still there, in milliseconds. */
    heartbeat: number;
    onEnvelope: (envelope: Envelope, socket: SlackSocket) => void;
  },
): Promise<SlackSocket> {
  const ws = new WebSocket(url, {
    perMessageDeflate: false,
    handshakeTimeout: OPENING_MS,
    ...(agent && { agent }),
  });
  const heart = startHeartbeat(ws, heartbeat);
  const cut = () => ws.terminate();
  signal.addEventListener('abort', cut, { once: true });

  let cause: unknown;
  ws.on('error', (error) => {
    cause = error; // it closes next, and that is when it counts
  });
  const closed = new Promise<void>((resolve) => ws.once('close', () => resolve()));
  let replace = (_worksOn: boolean) => {};
  const over = new Promise<boolean>((resolve) => {
    replace = resolve;
  });
  const socket: SlackSocket = {
    over,
    closed,
    close: () => ws.close(1000),
    send: (message, ifLost) =>
      new Promise((resolve, reject) => {
        ws.send(JSON.stringify(message), (error) => {
          if (error) return reject(new SocketError('gone', { cause: error }));
          if (ifLost) heart.confirm(ifLost);
          resolve();
        });
      }),
  };

  return new Promise((resolve, reject) => {
    const late = setTimeout(cut, OPENING_MS);
    const settle = () => {
      clearTimeout(late);
      signal.removeEventListener('abort', cut);
    };
    ws.on('message', (data) => {
      heart.live();
      const message = parse(String(data));
      if (message?.type === 'hello') {
        settle();
        resolve(socket);
      } else if (message?.type === 'disconnect') replace(true);
      else if (typeof message?.envelope_id === 'string') onEnvelope(message as Envelope, socket);
    });
    void closed.then(() => {
      settle();
      replace(false);
      reject(new SocketError('not opened', { cause }));
    });
  });
}

/** A message of Slack's; undefined where it is none. */
function parse(text: string): Partial<Envelope> | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    return undefined; // Slack sends JSON alone: whatever this is, it is not for us
  }
}
