import { webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Timer } from '../../time/timer.ts';
import { slackErrorOf } from '../errors.ts';
import { isTurnedAway } from '../start-errors.ts';
import type { SlackSocket } from './socket.ts';

/** A socket that was lost sooner than this was a failure, and so was one that Slack wanted replaced as soon as it was open. */
const STEADY_MS = { lost: 5_000, refresh: 1_000 };
/** Slack ends a socket about ten seconds after it has asked for the next one; past this we do. */
const LINGER_MS = 20_000;
/** At the start somebody waits at the terminal: fail early. */
const TRIES_AT_START = 2;

interface Dependencies {
  /** Opens a socket, unless the signal is aborted first. */
  readonly open: (signal: AbortSignal) => Promise<SlackSocket>;
  readonly timer: Timer;
  readonly random: () => number;
  readonly log: Log;
  /** Slack will not have the bot back; nothing more is tried. */
  readonly onTurnedAway: (error: unknown) => void;
}

/**
 * Keeps a socket open for ever. Where Slack asks for the next one, the old one goes on until the next has opened;
 * after a drop the next is tried at once, and then ever more slowly.
 */
export function keepConnected({ open, timer, random, log, onTurnedAway }: Dependencies) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sockets = new Set<SlackSocket>();
  let failures = 0;

  const openNext = async (): Promise<SlackSocket> => {
    const socket = await open(signal);
    const old = [...sockets];
    sockets.add(socket);
    void socket.closed.then(() => sockets.delete(socket));
    if (old.length > 0) {
      void timer.sleep(LINGER_MS, signal).then(() => {
        for (const one of old) one.close();
      });
    }
    if (signal.aborted) socket.close();
    log.info({ event: 'socket', outcome: 'connected' });
    return socket;
  };

  /** Opens a socket, however long that takes; undefined where there is to be no other. */
  const openInTheEnd = async (): Promise<SlackSocket | undefined> => {
    while (!signal.aborted) {
      try {
        return await openNext();
      } catch (error) {
        if (signal.aborted) return undefined;
        if (isTurnedAway(error)) {
          onTurnedAway(error);
          return undefined;
        }
        failures++;
        const asked = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
        const pause = Math.max(asked, backoff(failures, random));
        log.warn({ event: 'socket', outcome: 'not opened', slack: slackErrorOf(error), failures, pause });
        await timer.sleep(pause, signal);
      }
    }
    return undefined;
  };

  const follow = async (first: SlackSocket): Promise<void> => {
    for (let socket: SlackSocket | undefined = first; socket; socket = await openInTheEnd()) {
      const since = timer.now();
      const worksOn = await socket.over;
      if (signal.aborted) return;
      const outcome = worksOn ? 'refresh' : 'lost';
      log[worksOn ? 'info' : 'warn']({ event: 'socket', outcome });
      failures = timer.now() - since < STEADY_MS[outcome] ? failures + 1 : 1;
      await timer.sleep(backoff(failures, random), signal);
    }
  };

  return {
    /** Opens the first socket. Throws where that fails. */
    async start(): Promise<void> {
      for (let attempt = 1; ; attempt++) {
        try {
          void follow(await openNext());
          return;
        } catch (error) {
          if (attempt >= TRIES_AT_START || signal.aborted || isTurnedAway(error)) throw error;
        }
      }
    },
    isConnected: () => sockets.size > 0,
    /** Closes all sockets and opens no more; resolves when they are closed. */
    async stop(): Promise<void> {
      stopping.abort();
      for (const socket of sockets) socket.close();
      await Promise.all([...sockets].map(({ closed }) => closed));
    },
  };
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try after so many failures in a row, in milliseconds: not at all after the first,
 * then twice as long each time, up to half a minute. `random` spreads the tries of several bots: from half of that on.
 */
function backoff(failures: number, random: () => number): number {
  if (failures <= 1) return 0;
  return Math.min(FIRST_MS * 2 ** (failures - 2), LONGEST_MS) * (0.5 + random() / 2);
}
