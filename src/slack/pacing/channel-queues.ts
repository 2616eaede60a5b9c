import type { Timer } from '../../time/timer.ts';
import { RateLimited, type RateLimitTally } from './rate-limit.ts';

/** Slack takes one message a second a channel, and short bursts (docs.slack.dev/apis/web-api/rate-limits). */
const INTERVAL_MS = 1_000;
const BURST = 3;
/** For so long a message may wait for its turn before it is given up. */
const MAX_WAIT_MS = 120_000;
/** Channels that are remembered before those at rest are forgotten. */
const MAX_AT_REST = 1_000;

interface Queue {
  /** Resolves when the last message in the queue has been sent or given up. */
  tail: Promise<unknown>;
  waiting: number;
  /** How many messages may go at `since`; one more for each interval after it. May lie ahead. */
  tokens: number;
  since: number;
}

/** Creates a queue for each channel: its messages go one after the other, at the rate that Slack takes. */
export function createChannelQueues(timer: Timer, tally: RateLimitTally) {
  const queues = new Map<string, Queue>();
  let waiting = 0;

  const queueOf = (channel: string): Queue => {
    const known = queues.get(channel);
    if (known) return known;
    if (queues.size >= MAX_AT_REST) forgetIdle();
    const queue: Queue = { tail: Promise.resolve(), waiting: 0, tokens: BURST, since: timer.now() };
    queues.set(channel, queue);
    return queue;
  };
  const forgetIdle = () => {
    for (const [channel, queue] of queues) {
      if (queue.waiting === 0 && tokensOf(queue, timer.now()) >= BURST) queues.delete(channel);
    }
  };

  const sendInTurn = async (
    channel: string,
    queue: Queue,
    deadline: number,
    method: string,
    call: () => Promise<Response>,
  ): Promise<Response> => {
    for (;;) {
      const pause = pauseOf(queue, timer.now());
      if (timer.now() + pause > deadline) throw givenUp(method, channel, pause);
      if (pause > 0) await timer.sleep(pause);
      queue.tokens = tokensOf(queue, timer.now()) - 1;
      try {
        const response = await call();
        const limit = await tally.read(response, { method, channel });
        if (!limit) return response;
        queue.tokens = 1;
        queue.since = timer.now() + limit.seconds * 1000;
      } finally {
        // Counted from the answer: however long each message is under way, they arrive an interval apart.
        queue.since = Math.max(queue.since, timer.now());
      }
    }
  };

  return {
    /** How many messages wait or are on their way now. */
    waiting: () => waiting,
    /** Sends when it is the message's turn, and again after a 429. Throws RateLimited where the turn would come too late. */
    async send(channel: string, method: string, call: () => Promise<Response>): Promise<Response> {
      const queue = queueOf(channel);
      const deadline = timer.now() + MAX_WAIT_MS;
      const expected = pauseOf(queue, timer.now()) + queue.waiting * INTERVAL_MS;
      // Nobody should wait for two minutes to hear what is known now.
      if (expected > MAX_WAIT_MS) throw givenUp(method, channel, expected);
      queue.waiting++;
      waiting++;
      const turn = queue.tail.then(() => sendInTurn(channel, queue, deadline, method, call));
      queue.tail = turn.catch(() => {}); // whoever asked for it hears of it
      try {
        return await turn;
      } finally {
        queue.waiting--;
        waiting--;
      }
    },
  };
}

function givenUp(method: string, channel: string, milliseconds: number): RateLimited {
  return new RateLimited({ method, channel, seconds: Math.ceil(milliseconds / 1000) });
}

/** How many messages may go now. */
function tokensOf({ tokens, since }: Queue, now: number): number {
  return now < since ? 0 : Math.min(BURST, tokens + (now - since) / INTERVAL_MS);
}

/** The milliseconds until the next message may go. */
function pauseOf({ tokens, since }: Queue, now: number): number {
  return Math.max(0, Math.max(0, 1 - tokens) * INTERVAL_MS + since - now);
}
