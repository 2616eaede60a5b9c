import { createHash } from 'node:crypto';
import type { Context } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { type Answer, isGap, type Subject } from '../../answer/types.ts';
import { type Caller, isOutsider, workspaceOf } from '../../slack/caller.ts';
import type { Channels } from '../../slack/directory/channels.ts';
import type { People } from '../../slack/directory/people.ts';
import { note } from '../../slack/journal.ts';
import type { ReadSnapshot } from '../../slack/store.ts';
import type { Snapshot } from '../../store/types.ts';
import { readSettings } from '../settings/settings.ts';
import { type ChannelFacts, factsFor } from '../team/channel-facts.ts';
import { type Asked, type ChannelLookup, isOpen, lookUpChannel } from '../team/channel-lookup.ts';

/** An answer, with what the channel adds to it. */
interface Shown {
  readonly answer: Answer;
  readonly facts: ChannelFacts;
}

/** An answer to something that a person wrote. */
export interface Answering extends Shown {
  /** What was asked, without Slack's markup. */
  readonly question: string;
  /** The topics that came closest, best first. */
  readonly suggestions: readonly string[];
  /** Id of the question in the log; undefined where it is not kept. */
  readonly id: string | undefined;
  readonly snapshot: Snapshot | undefined;
}

/** Where a question was asked, by whom, and who will read the answer. */
interface Place extends Asked {
  readonly client: Caller['client'];
  /** Everybody in the channel reads the answer. */
  readonly isPublic?: boolean | undefined;
  /** Runs before Slack is asked anything. */
  readonly acknowledge?: () => Promise<unknown>;
}

export type Answers = ReturnType<typeof createAnswers>;

/**
 * Answers from the documents, from what this workspace was taught, and from who has which role. People of other companies
 * get what the documents say, and nothing of the workspace.
 */
export function createAnswers({
  answerer,
  readSnapshot,
  people,
  channels,
}: {
  readonly answerer: Answerer;
  readonly readSnapshot: ReadSnapshot;
  readonly people: Pick<People, 'known'>;
  readonly channels: Channels;
}) {
  const withTaught = (snapshot: Snapshot | undefined) =>
    snapshot ? answerer.learn(snapshot.taught) : answerer;
  const read = async (context: Context) => (isOutsider(context) ? undefined : readSnapshot(context));
  /** The channel that a question is about, as far as whoever reads the answer may know. */
  const lookUp = async (
    context: Context,
    snapshot: Snapshot | undefined,
    asked: Place,
  ): Promise<ChannelLookup> => {
    if (isOutsider(context)) return { state: 'outside' };
    const caller = { client: asked.client, context, user: asked.user };
    if (asked.isPublic && (await channels.isShared(caller, asked.channel))) return { state: 'shared' };
    const lookup = lookUpChannel(snapshot, asked);
    if (lookup.state !== 'known' || !lookup.elsewhere || !snapshot || isOpen(snapshot, lookup.channel))
      return lookup;
    await asked.acknowledge?.();
    if (await channels.mayRead(caller, lookup.channel)) return lookup;
    return { state: 'no channel', anySet: true };
  };
  const factsAt = async (
    context: Context,
    answer: Answer,
    snapshot: Snapshot | undefined,
    asked: Place,
  ): Promise<ChannelFacts> => {
    const lookup = await lookUp(context, snapshot, asked);
    const mayNotChange = people.known(asked.user, workspaceOf(context))?.outside === true;
    return { ...factsFor(answer, lookup, answerer.known().roles), mayNotChange };
  };
  return {
    /** Answers a text as it was typed. Without the store, the documents alone speak. */
    async to(context: Context, typed: string, asked: Place): Promise<Answering> {
      const snapshot = await read(context);
      const question = answerer.readQuestion(typed);
      const answered = withTaught(snapshot).answerQuestion(question);
      const { suggestions, where } = answered;
      // Words that look like a place count as one only where the place is known.
      const isKnown = where && lookUpChannel(snapshot, { ...asked, place: where.place }).state === 'known';
      const answer = isKnown ? where : answered.answer;
      const place = answer.kind === 'who' ? answer.place : undefined;
      const facts = await factsAt(context, answer, snapshot, { ...asked, place });
      const isKept = !isOutsider(context) && !(snapshot && readSettings(snapshot).keepDays === 0);
      const id = isKept && isGap(answer) ? questionId(question.text) : undefined;
      const shown = facts.lookup.state === 'shared' ? withoutNames(answer) : answer;
      return { answer: shown, suggestions, facts, question: question.text, id, snapshot };
    },
    /** Shows what a button asks for. */
    async show(context: Context, subject: Subject, asked: Place): Promise<Shown> {
      const snapshot = await read(context);
      const answer = withTaught(snapshot).show(subject);
      const facts = await factsAt(context, answer, snapshot, asked);
      return { answer: facts.lookup.state === 'shared' ? withoutNames(answer) : answer, facts };
    },
  };
}

/** A taught answer without who taught it. */
function withoutNames(answer: Answer): Answer {
  if (answer.kind !== 'taught') return answer;
  const sources = answer.sources.map(({ entry: { byName: _, ...entry }, ...source }) => ({
    ...source,
    entry,
  }));
  return { ...answer, sources };
}

/** The id of a question in the log, by its words: asked again, the question has the same id. */
export function questionId(
  text: string,
  outcome: 'asked' | 'unhelpful' | 'picked' = 'asked',
  topic = '',
): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return createHash('sha256').update(`${outcome}\n${topic}\n${words}`).digest('base64url').slice(0, 20);
}

/** Notes an answer for the log: its kind, and its topic where it has one. Never what the person wrote. */
export function noteAnswer(context: Context, answer: Answer): void {
  const topic = topicOf(answer);
  note(context, { outcome: answer.kind, ...(topic === undefined ? {} : { topic }) });
}

/** The topic of an answer; undefined where it has none. */
export function topicOf(answer: Answer): string | undefined {
  switch (answer.kind) {
    case 'role':
      return answer.card.sum.topic.id;
    case 'topic':
    case 'comparison':
    case 'taught':
      return answer.card?.topic.id;
    default:
      return undefined;
  }
}

/** Under which name the questions about a topic are counted. */
export const topicCount = (topic: string): string => `topic:${topic}`;

/** The topics among the counts, those that were asked for most first. */
export function listTopicCounts(counts: ReadonlyMap<string, number>) {
  const topics = [...counts].flatMap(([name, count]) =>
    name.startsWith('topic:') ? [{ topic: name.slice('topic:'.length), count }] : [],
  );
  return topics.sort((a, b) => b.count - a.count || a.topic.localeCompare(b.topic));
}
