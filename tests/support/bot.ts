import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Answerer, createAnswerer } from '../../src/answer/answerer.ts';
import { createQuestionReader, type ReadQuestion } from '../../src/answer/question.ts';
import { createBot } from '../../src/bot.ts';
import type { LogLevel } from '../../src/config.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { openLog } from '../../src/log.ts';
import { loadModel } from '../../src/matching/load-model.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { createFakeSlack, type FakeSlack } from '../../src/playground/fake-slack/fake-slack.ts';
import type { Posted } from '../../src/playground/fake-slack/messages.ts';
import {
  commandPayload,
  directMessageEvent,
  eventPayload,
  mentionEvent,
  pressPayload,
} from '../../src/playground/fake-slack/payloads.ts';
import { LocalReceiver } from '../../src/playground/fake-slack/receiver.ts';
import { IDENTITY, WORKSPACE } from '../../src/playground/fake-slack/world.ts';
import { createInFlight } from '../../src/slack/in-flight.ts';
import { createSeen } from '../../src/slack/store.ts';
import type { Store } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { KNOWLEDGE_DIR, learntFrom } from './build.ts';
import { checkAfterEachTest } from './each-test.ts';
import { renderText } from './render-text.ts';

type Data = Readonly<Record<string, unknown>>;
type Matcher = Parameters<typeof createAnswerer>[0]['matcher'];

export const ASKER = WORKSPACE.person.id;
export const CHANNEL = WORKSPACE.channel.id;
export const DIRECT = WORKSPACE.direct.id;
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export { KNOWLEDGE_DIR };

interface Overrides {
  readonly knowledge?: Knowledge;
  /** Takes the place of the matcher's judgement, so that a test may say what was understood. */
  readonly match?: Matcher['match'];
  readonly logLevel?: LogLevel;
  /** What the slash command is called. */
  readonly command?: string;
  /** The bot's memory; an empty one unless given. */
  readonly store?: Store;
  /** Stands between the bot and Slack, to make calls fail. */
  readonly wrapFetch?: (slack: typeof fetch) => typeof fetch;
}

/** The app in this process, with a stand-in for Slack behind it. */
interface Bot {
  readonly slack: FakeSlack;
  /** The lines of the log so far. */
  log(): Data[];
  /** Sends `/whoowns …` and returns its one reply. */
  command(text: string, channel?: string): Promise<Posted>;
  /** Mentions the bot with these words behind its name and returns its one reply. */
  mention(words: string, over?: Data): Promise<Posted>;
  /** Writes to the bot directly and returns its one reply. */
  direct(text: string, over?: Data): Promise<Posted>;
  /** Sends any event and returns what was posted for it. */
  send(event: Data): Promise<Posted[]>;
  /** Delivers any payload and returns what was posted for it. */
  deliver(payload: Data): Promise<Posted[]>;
  /** Presses a button, by its label or as it was before, and returns what was posted for it. */
  press(message: Posted, button: string | Data, user?: string): Promise<Posted[]>;
}

/** Learning takes longer than a test may on a slow machine. */
export const LEARNING = 120_000;

const started: { slack: FakeSlack; sharers: Set<string> }[] = [];

// The one place where every message of every test is held against Slack's limits, and where none may call anybody.
checkAfterEachTest(() => {
  for (const { slack, sharers } of started.splice(0)) {
    expect(slack.calls.filter((call) => call.response.ok !== true)).toEqual([]);
    const texts = slack.calls.flatMap((call) => readableTexts(call.args));
    const withoutSharer = texts.map((text) =>
      text.replace(/^(?:Shared by )?<@(\w+)>/, (all, user: string) => (sharers.has(user) ? '' : all)),
    );
    expect(withoutSharer.filter((text) => /<[!@]|@(?:channel|here|everyone)/i.test(text))).toEqual([]);
  }
});

/** Starts the app with the real knowledge unless told otherwise. */
export async function startBot(overrides: Overrides = {}): Promise<Bot> {
  const { logLevel = 'info', wrapFetch = (slack) => slack } = overrides;
  const knowledge = overrides.knowledge ?? (await loadRealKnowledge());
  const { match } = overrides;
  const matcher = { ...(await matcherFor(knowledge)), ...(match && { match }) };
  const slack = createFakeSlack();
  const receiver = new LocalReceiver();
  const sharers = new Set<string>();
  const written: string[] = [];
  const store = overrides.store ?? (await openStore({ url: 'memory:' }));
  createBot({
    answerer: createAnswerer({ knowledge, matcher }),
    store,
    log: openLog(logLevel, { write: (line) => void written.push(line) }),
    seen: createSeen(store),
    ...(overrides.command === undefined ? {} : { command: overrides.command }),
    inFlight: createInFlight(),
    receiver,
    identity: IDENTITY,
    clientOptions: { fetch: wrapFetch(slack.fetch), retryConfig: { retries: 0 } },
  });
  started.push({ slack, sharers });

  const during = async (work: () => Promise<unknown>): Promise<Posted[]> => {
    const before = new Set(slack.messages);
    await work();
    return slack.messages.filter((message) => !before.has(message));
  };
  const bot: Bot = {
    slack,
    log: () => written.map((line) => JSON.parse(line) as Data),
    command: async (text, channel = CHANNEL) => {
      const spot = { user: ASKER, channel };
      const body = commandPayload(text, spot, slack);
      return only(await during(async () => slack.acceptAck(await receiver.deliver(body), spot)));
    },
    mention: async (words, over) => only(await bot.send(mentionOf(words, over))),
    direct: async (text, over) => only(await bot.send(directOf(text, over))),
    send: (event) => bot.deliver(eventPayload(event)),
    deliver: (payload) => during(() => receiver.deliver({ ...payload })),
    press: (message, button, user = ASKER) => {
      const element = typeof button === 'string' ? buttonOf(message, button) : button;
      if (String(element.action_id).startsWith('answer.share')) sharers.add(user);
      return bot.deliver(pressPayload(message, element, { user }, slack));
    },
  };
  return bot;
}

/**
 * The matcher of the tests, and the one place that knows which it is. What was learnt from the knowledge of this
 * repository comes with the build; other knowledge is learnt by the first test that needs it.
 */
async function loadMatcher(knowledge: Knowledge): Promise<Matcher> {
  const folder = knowledge === (await real) ? 'repository' : knowledge.roles.map((role) => role.id).join('-');
  return createMatcher(await loadModel(knowledge, await learntFrom(folder)), knowledge);
}

const matchers = new WeakMap<Knowledge, Promise<Matcher>>();
let real: Promise<Knowledge> | undefined;

function matcherFor(knowledge: Knowledge): Promise<Matcher> {
  const matcher = matchers.get(knowledge) ?? loadMatcher(knowledge);
  matchers.set(knowledge, matcher);
  return matcher;
}

/** The knowledge of this repository. */
export function loadRealKnowledge(): Promise<Knowledge> {
  real ??= loadKnowledge(KNOWLEDGE_DIR);
  return real;
}

// While files are loaded, and not in the first test, whose time is limited.
await matcherFor(await loadRealKnowledge());

/** The answerer of this repository's knowledge, as the bot has it. */
export async function openTestAnswerer(given?: Knowledge): Promise<Answerer> {
  const knowledge = given ?? (await loadRealKnowledge());
  return createAnswerer({ knowledge, matcher: await matcherFor(knowledge) });
}

/** What reads a message into a question, as the answerer does. */
export async function openTestReader(): Promise<ReadQuestion> {
  const knowledge = await loadRealKnowledge();
  return createQuestionReader(knowledge, (await matcherFor(knowledge)).read);
}

/** Takes every text for this topic. */
export function alwaysTopic(topic: string): Matcher['match'] {
  return () => ({ verdict: 'topic', topic, ranked: [{ topic, confidence: 1 }], confidence: 1 });
}

/** Finds these topics equally near to every text. */
export function alwaysClose(...topics: string[]): Matcher['match'] {
  const ranked = topics.map((topic) => ({ topic, confidence: 0.4 }));
  return () => ({ verdict: 'close', topics, ranked, confidence: 0.4 });
}

/** The event of a mention in the channel. */
export function mentionOf(words: string, over: Data = {}): Data {
  return { ...mentionEvent(`<@${WORKSPACE.bot.user}> ${words}`, { user: ASKER, channel: CHANNEL }), ...over };
}

/** The event of a direct message. */
export function directOf(text: string, over: Data = {}): Data {
  return { ...directMessageEvent(text, { user: ASKER, channel: DIRECT }), ...over };
}

/** The only message of a list; anything else is a failure of the test. */
export function only(messages: readonly Posted[]): Posted {
  const [message] = messages;
  if (!message || messages.length > 1) throw new Error(`Expected one message, got ${messages.length}.`);
  return message;
}

/** What a message shows: its texts line by line, bold between asterisks, quotations in “ ”. */
export function textOf(message: Posted): string {
  return renderText(message, (text) => `*${text}*`).lines.join('\n');
}

/** The labels of a message's buttons, in order. */
export function labelsOf(message: Posted): string[] {
  return renderText(message, String).choices.map((choice) => choice.label);
}

/** A button of a message, by its label. */
export function buttonOf(message: Posted, label: string): Data {
  const found = renderText(message, String).choices.find((choice) => choice.label === label);
  if (!found) throw new Error(`No button “${label}” among “${labelsOf(message).join('”, “')}”.`);
  return found.element;
}

/** Every string that Slack would show; the value that a button carries is for us alone. */
function readableTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'value' ? [] : readableTexts(inner)));
}
