import { WebSocket } from 'ws';

/** A socket on which nothing comes back for this many pings in a row is dead, whatever the network says. */
const MAX_UNANSWERED = 3;

/** The code with which a socket closes that nobody has closed properly. */
const BROKEN = 1006;

/** Asks a socket again and again whether the other side is still there. */
export interface Heartbeat {
  /** Something has come. */
  live(): void;
  /** Calls `ifLost` where the socket breaks before the other side has answered a ping that is sent from now on. */
  confirm(ifLost: () => void): void;
}

/** Starts it, with a ping each so many milliseconds; it ends with the socket. Cuts a socket that does not answer. */
export function startHeartbeat(ws: WebSocket, milliseconds: number): Heartbeat {
  let pings = 0;
  let unanswered = 0;
  /** With the number of the ping whose answer says that what was sent before has arrived. */
  let unconfirmed: { readonly ping: number; ifLost(): void }[] = [];
  const live = () => {
    unanswered = 0;
  };
  const beat = setInterval(() => {
    if (ws.readyState !== WebSocket.OPEN) return;
    if (unanswered >= MAX_UNANSWERED) return ws.terminate();
    unanswered++;
    ws.ping(String(++pings));
  }, milliseconds);
  ws.on('ping', live);
  ws.on('pong', (data) => {
    live();
    unconfirmed = unconfirmed.filter(({ ping }) => ping > Number(data));
  });
  ws.once('close', (code) => {
    clearInterval(beat);
    if (code === BROKEN) for (const { ifLost } of unconfirmed) ifLost();
  });
  return {
    live,
    confirm: (ifLost) => void unconfirmed.push({ ping: pings + 1, ifLost }),
  };
}
