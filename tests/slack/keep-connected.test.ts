import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/log.ts';
import { keepConnected } from '../../src/slack/connection/keep-connected.ts';
import { type SlackSocket, SocketError } from '../../src/slack/connection/socket.ts';
import { createVirtualTime } from '../support/timer.ts';

/** A socket that a test ends as it likes. */
function createSocket() {
  let replace = (_worksOn: boolean) => {};
  let shut = () => {};
  const over = new Promise<boolean>((resolve) => {
    replace = resolve;
  });
  const closed = new Promise<void>((resolve) => {
    shut = resolve;
  });
  const drop = () => {
    replace(false);
    shut();
  };
  const socket: SlackSocket = { over, closed, close: drop, send: async () => {} };
  return { socket, drop, refresh: () => replace(true) };
}

/** What comes of each try in turn: a socket, or an error. */
type Tries = (attempt: number) => Error | undefined;

function start(tries: Tries, random = 1) {
  const time = createVirtualTime();
  const opened: ReturnType<typeof createSocket>[] = [];
  const at: number[] = [];
  const turnedAway: unknown[] = [];
  const waiting: (() => void)[] = [];
  const connection = keepConnected({
    timer: time.timer,
    random: () => random,
    log: openLog('silent', { write: () => {} }),
    onTurnedAway: (error) => void turnedAway.push(error),
    async open() {
      at.push(time.timer.now());
      for (const tell of waiting.splice(0)) tell();
      const error = tries(at.length);
      if (error) throw error;
      const next = createSocket();
      opened.push(next);
      return next.socket;
    },
  });
  /** Lets time pass until so many sockets were tried. */
  const tried = async (count: number) => {
    while (at.length < count) await time.pass(new Promise<void>((resolve) => waiting.push(resolve)));
  };
  const pause = (milliseconds: number) => time.pass(time.timer.sleep(milliseconds));
  return { connection, opened, at, tried, pause, turnedAway };
}

const away = () => new SocketError('not opened');

describe('The connection', () => {
  it('tries at once after a drop, then ever more slowly up to half a minute, for ever', async () => {
    const { connection, opened, at, tried, pause } = start((attempt) => (attempt > 1 ? away() : undefined));
    await connection.start();
    await pause(60_000);
    opened[0]?.drop();
    await tried(40);
    const pauses = at.slice(1).map((when, i) => when - (at[i] ?? 0));
    expect(pauses.slice(0, 9)).toEqual([60_000, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(pauses.slice(9).every((one) => one === 30_000)).toBe(true);
    expect(connection.isConnected()).toBe(false);
  });

  it('spreads its tries, so that several bots do not come back at the same moment', async () => {
    const { connection, opened, at, tried, pause } = start(
      (attempt) => (attempt > 1 ? away() : undefined),
      0,
    );
    await connection.start();
    await pause(60_000);
    opened[0]?.drop();
    await tried(5);
    expect(at.slice(1)).toEqual([60_000, 60_250, 60_750, 61_750]);
  });

  it('does not fall back into haste when sockets open and drop at once, again and again', async () => {
    const { connection, opened, at, tried } = start(() => undefined);
    await connection.start();
    for (let i = 0; i < 9; i++) {
      opened[i]?.drop();
      await tried(i + 2);
    }
    expect(at.slice(1, 5)).toEqual([0, 500, 1500, 3500]);
  });

  it('opens the next at once however often Slack asks for it, but for a socket that it wants replaced at once', async () => {
    const { connection, opened, at, tried, pause } = start(() => undefined);
    await connection.start();
    for (let i = 0; i < 5; i++) {
      await pause(2_000);
      opened[i]?.refresh();
      await tried(i + 2);
    }
    expect(at).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
    for (let i = 5; i < 8; i++) {
      opened[i]?.refresh();
      await tried(i + 2);
    }
    expect(at.slice(6)).toEqual([10_500, 11_500, 13_500]);
  });

  it('waits as long as Slack asks it to', async () => {
    const { connection, opened, at, tried } = start((attempt) => (attempt === 2 ? limited(90) : undefined));
    await connection.start();
    opened[0]?.drop();
    await tried(3);
    expect(at).toEqual([0, 0, 90_000]);
  });

  it('opens the next socket before the old one goes, and lets that one go in the end', async () => {
    const { connection, opened, tried, pause } = start(() => undefined);
    await connection.start();
    await pause(6_000);
    opened[0]?.refresh();
    await tried(2);
    let closed = false;
    void opened[0]?.socket.closed.then(() => {
      closed = true;
    });
    await pause(15_000);
    expect(closed).toBe(false);
    expect(connection.isConnected()).toBe(true);
    await pause(10_000);
    expect(closed).toBe(true);
    expect(connection.isConnected()).toBe(true);
  });

  it('ends when Slack refuses its token, and tries no more', async () => {
    const refused = new webApi.WebAPIPlatformError({ ok: false, error: 'token_revoked' });
    const { connection, opened, at, tried, pause, turnedAway } = start((attempt) =>
      attempt > 1 ? refused : undefined,
    );
    await connection.start();
    opened[0]?.drop();
    await tried(2);
    await pause(600_000);
    expect(turnedAway).toEqual([refused]);
    expect(at).toHaveLength(2);
  });

  it('tries twice at the start, and then leaves it to whoever started it', async () => {
    const { connection, at } = start(away);
    await expect(connection.start()).rejects.toThrow(SocketError);
    expect(at).toHaveLength(2);
  });

  it('opens no more once it is stopped', async () => {
    const { connection, opened, at, pause } = start(() => undefined);
    await connection.start();
    await connection.stop();
    opened[0]?.drop();
    await pause(600_000);
    expect(at).toHaveLength(1);
    expect(connection.isConnected()).toBe(false);
  });
});

function limited(seconds: number): Error {
  return new webApi.WebAPIRateLimitedError(seconds);
}
