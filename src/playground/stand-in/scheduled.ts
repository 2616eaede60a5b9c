import { findRefusals } from '../limits.ts';
import { type Data, type Messages, readMessage } from './messages.ts';
import { done, type Reply, refused } from './reply.ts';

/** A message that is to come. */
interface Scheduled {
  readonly id: string;
  readonly channel: string;
  /** Seconds since 1970, as Slack has it. */
  readonly postAt: number;
  readonly args: Data;
}

/** The messages that are to come. Nothing sends them by itself: days do not pass here. */
export interface Schedule {
  readonly list: readonly Scheduled[];
  schedule(channel: string, args: Data): Reply;
  delete(channel: string, id: string): Reply;
  /** What is to come in a channel between two instants, in seconds, as Slack describes it. */
  between(channel: string, oldest: number, latest: number): Data[];
  /** Sends what is due at an instant, in milliseconds. */
  pass(until: number): void;
}

/** As far ahead as Slack takes a message, and as shortly before as it calls one back, in seconds. */
const FARTHEST = 120 * 24 * 60 * 60;
const NEAREST = 60;

/** Creates an empty schedule with the errors of `chat.scheduleMessage` and `chat.deleteScheduledMessage`. */
export function createSchedule(messages: Messages, now: () => number): Schedule {
  const list: Scheduled[] = [];
  let count = 0;
  const take = (entry: Scheduled) => list.splice(list.indexOf(entry), 1);
  return {
    list,
    schedule(channel, args) {
      const refusals = findRefusals(args);
      if (refusals.length > 0) return refused('invalid_blocks', refusals);
      const seconds = now() / 1000;
      const postAt = Number(args.post_at);
      if (!Number.isInteger(postAt)) return refused('invalid_time');
      if (postAt <= seconds) return refused('time_in_past');
      if (postAt > seconds + FARTHEST) return refused('time_too_far');
      const id = `Q${String(++count).padStart(10, '0')}`;
      list.push({ id, channel, postAt, args });
      return done({ channel, scheduled_message_id: id, post_at: postAt });
    },
    delete(channel, id) {
      const entry = list.find((one) => one.id === id && one.channel === channel);
      if (!entry || entry.postAt < now() / 1000 + NEAREST) return refused('invalid_scheduled_message_id');
      take(entry);
      return done();
    },
    between: (channel, oldest, latest) =>
      list.flatMap((entry) =>
        entry.channel === channel && entry.postAt >= oldest && entry.postAt <= latest
          ? [{ id: entry.id, channel_id: channel, post_at: entry.postAt }]
          : [],
      ),
    pass(until) {
      const due = list.filter(({ postAt }) => postAt * 1000 <= until);
      for (const entry of due.sort((a, b) => a.postAt - b.postAt)) {
        take(entry);
        messages.post({ ...readMessage(entry.args), channel: entry.channel });
      }
    },
  };
}
