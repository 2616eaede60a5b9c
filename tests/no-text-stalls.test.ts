import { expect, test } from 'vitest';
import { cutPlaces } from '../src/answer/place.ts';
import { toPlainText } from '../src/answer/plain-text.ts';
import { createSeveral } from '../src/answer/split-question.ts';
import { createWhoReader } from '../src/answer/who.ts';
import { questionId } from '../src/features/ask/answers.ts';
import { cleanQuestion } from '../src/features/learning/clean-question.ts';
import { createCluster } from '../src/features/learning/cluster.ts';
import { createOnboardingWords } from '../src/features/onboarding/words.ts';
import { createTeamWords } from '../src/features/team/words.ts';
import { createQuoteCheck } from '../src/knowledge/quotes.ts';
import { openLog } from '../src/log.ts';
import { createFormReader } from '../src/matching/form.ts';
import { createReader } from '../src/matching/reader.ts';
import { partsOf } from '../src/matching/sentences.ts';
import { commandPayload } from '../src/playground/fake-slack/payloads.ts';
import { readMessage } from '../src/slack/read-message.ts';
import { findWord, readPeople } from '../src/slack/typed-words.ts';
import { bold, cut, escapeText, fill, ourText } from '../src/slack/ui/text.ts';
import { createEraser } from '../src/store/eraser.ts';
import {
  alwaysTopic,
  CHANNEL,
  loadRealKnowledge,
  mentionOf,
  openTestAnswerer,
  startBot,
} from './support/bot.ts';
import { LUNCH } from './support/learning.ts';

/** Characters and pieces of which a text may be a long row. */
const PIECES = [
  ...'aA1. \n\t\r@<>&`*_~:#-–/\\|([{"\'’?!,;+^$%§…eés日😀\u200b\u0301\u202e',
  ...['a@', '<@', '. ', '<>', '<a>', '&l', '&lt;', '&amp;', ':a:', ':a', '#a', '#a ', ' - ', '``', '`a'],
  ...['a ', '@a ', '@a.', 'a.b@', 'a@b.', '@b,', '@user1,', '1 ', '1-', '(1', '<@U1> ', '<@U1|', '<#C1|'],
  ...['https://', 'http://.', '>\n', ' >', '_a', '\n ', ', ', '? ', '.a ', ' ,', ': ', 'x -', "n't ", "'s "],
  ...['who ', 'who is our ', 'is ', 'what ', 'not ', 'the ', 'pm ', 'pm and ', 'product ', 'product owner '],
  ...[
    'and ',
    'and also ',
    'now ',
    'thanks ',
    'in our team ',
    'among us ',
    'who is it? ',
    'a? ',
    'hello there ',
  ],
  ...['somebody ', 'somebody-', 'onboard ', 'stop ', 'assign @a ', 'Ab, ', 'Ab and ', 'Ab’', 'is', 'isation'],
  ...['xoxb-', 'xoxb-a ', 'wss://', 'ticket=', '§0 ', '#0 ', ':a::skin-tone-2:', 'back-', 'productvision'],
];
const rowOf = (piece: string) => (size: number) =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
const listOf = (item: (i: number) => string, between: string) => (size: number) =>
  Array.from({ length: Math.ceil(size / 5) }, (_, i) => item(i))
    .join(between)
    .slice(0, size);
const ordinary = rowOf('who prioritizes the backlog when nobody is there? ');

/** What looks like something until its end, and pastes that mean no harm. */
const TRAPS: Readonly<Record<string, (size: number) => string>> = {
  ...Object.fromEntries(PIECES.map((piece) => [JSON.stringify(piece), rowOf(piece)])),
  ...Object.fromEntries(
    ['.', ' ', '!', '-', '? ', 'a', '1 ', "'"].map((piece) => [
      `${JSON.stringify(piece)}… x`,
      (size: number) => `o${rowOf(piece)(size - 2)}x`,
    ]),
  ),
  'an open reference': (size) => `<@U1|${'a'.repeat(size - 5)}`,
  'an open code block': (size) => `\`\`\`${rowOf('`a')(size - 3)}`,
  '"onboard" and dots': (size) => `onboard${rowOf('. ')(size - 8)}x`,
  handles: listOf((i) => `@user${i}`, ','),
  packages: listOf((i) => `@scope/package-${i}`, ' '),
  addresses: listOf((i) => `a${i}@b.example`, ','),
  words: listOf((i) => `w${i.toString(36)}`, ' '),
  slips: listOf((i) => `bakclog${String.fromCharCode(97 + (i % 26), 97 + ((i / 26) % 26))}`, ' '),
  'accents in disorder': (size) => `a${rowOf('\u0301\u0316')(size - 1)}`,
  'a character that is spelled out': rowOf('\ufdfa'),
};

const NAMES = [
  'Nia Newman',
  'Will',
  'Jörg Müller-Lüdenscheidt',
  '李 明',
  'Al',
  'a - - - - - x',
  `o${"'".repeat(40)}x`,
];

async function openPaths(): Promise<Readonly<Record<string, (text: string) => unknown>>> {
  const answerer = await openTestAnswerer();
  const knowledge = await loadRealKnowledge();
  const read = createReader(knowledge);
  const readWho = createWhoReader(knowledge, read);
  const [document = ''] = knowledge.documents.keys();
  const isLikeQuote = createQuoteCheck(knowledge.documents);
  const responsibility = [...knowledge.topics.values()].find(({ kind }) => kind === 'responsibility');
  const readSeveral = createSeveral(knowledge, alwaysTopic('backlog'));
  const index = answerer.index([
    { id: 'certificates', asks: ['who renews our certificates', 'oncall rota'] },
  ]);
  const taught = {
    asks: [LUNCH],
    title: 'Fruit',
    role: 'product-owner',
    answer: 'They do.',
    source: 'a book',
  };
  const learnt = answerer.learn([{ id: 'fruit', at: 0, version: 1, value: taught } as never]);
  const log = openLog('info', { write: () => {} });
  const eraser = createEraser('U1', NAMES);
  const words = [...createOnboardingWords({ answerer } as never), ...createTeamWords({ answerer } as never)];
  return {
    'a message': (text) => readMessage({ text }),
    'the blocks of a message': (text) =>
      readMessage({
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text } },
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
          },
        ],
      }),
    'plain text': toPlainText,
    places: cutPlaces,
    people: readPeople,
    sentences: partsOf,
    words: read,
    'who-questions': (text) => readWho({ text, places: [] }),
    form: createFormReader(read),
    'several questions': (text) => readSeveral(text, responsibility?.id ?? ''),
    question: answerer.readQuestion,
    answer: answerer.answer,
    'taught answer': learnt.answer,
    'why this answer': answerer.why,
    'taught phrasings': index.find,
    'typed words': (text) => [findWord(words, text), ...words.map(({ isTyped }) => isTyped(text, text))],
    'kept question': (text) => cleanQuestion(text, NAMES),
    'id of a question': (text) => questionId(text),
    escaping: escapeText,
    'our text': ourText,
    bold,
    cutting: (text) => [cut(text, 100), cut(text, text.length - 1)],
    filling: (text) => fill(text.split('\n'), 3_000),
    log: (text) => log.info({ text }),
    forgetting: (text) => eraser.inValue(text),
    quote: (text) => isLikeQuote(text, document, 'a topic'),
  };
}

/** Just within what the readers of short texts read, and longer than any of them does. */
const SIZES = [95, 295, 595, 6_000, 40_000];
/** What takes long for any text, and cuts what is longer. */
const FEW_SIZES: Readonly<Record<string, readonly number[]>> = {
  'why this answer': [6_000],
  answer: [295, 6_000, 40_000],
  'taught answer': [6_000, 40_000],
  form: [595, 6_000],
};
/** A text may take so many times as long as an ordinary one; what grows with the square takes thousands. */
const TIMES = 30;
const TRIES = 4;

const timeOf = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
/** A loop over 40,000 characters, fifty times: the measure of this machine at this moment. */
const timeOfLoop = () =>
  timeOf(() => {
    const text = ordinary(40_000);
    let sum = 0;
    for (let round = 0; round < 50; round++) {
      for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0;
    }
    return sum;
  });

test.each(Object.entries(await openPaths()))(
  '%s: no text takes longer than its length allows',
  (path, read) => {
    const slow: string[] = [];
    for (const size of FEW_SIZES[path] ?? SIZES) {
      const usual = ordinary(size);
      read(usual);
      for (const [name, make] of Object.entries(TRAPS)) {
        const text = make(size);
        let [least, allowed] = [Number.POSITIVE_INFINITY, 0];
        // A busy machine makes others wait; a pattern makes every try wait.
        for (let tries = 0; tries < TRIES && least > allowed; tries++) {
          least = Math.min(
            least,
            timeOf(() => read(text)),
          );
          if (least < 1) break;
          allowed = Math.max(allowed, TIMES * (timeOf(() => read(usual)) + timeOfLoop()));
        }
        if (least >= 1 && least > allowed) slow.push(`${size} characters of ${name}`);
      }
    }
    expect(slow).toEqual([]);
  },
);

test('to group questions takes no longer for any text', async () => {
  const cluster = createCluster(await openTestAnswerer());
  const questionsOf = (make: (size: number) => string) =>
    Array.from({ length: 20 }, (_, i) => ({ id: String(i), text: `${make(395)}${i}`, count: 1 }));
  const measure = async (make: (size: number) => string) => {
    const start = performance.now();
    await cluster(questionsOf(make));
    return performance.now() - start;
  };
  const usual = Math.max(await measure(ordinary), timeOfLoop());
  const slow: string[] = [];
  for (const [name, make] of Object.entries(TRAPS))
    if ((await measure(make)) > TIMES * usual) slow.push(name);
  expect(slow).toEqual([]);
});

test('the command of another person is answered beside any text', async () => {
  const bot = await startBot();
  /** How long the command waits, when somebody else's text has come just before. */
  const waitBeside = async (text: string) => {
    const command = commandPayload('backlog', { user: 'U0ENGINEER', channel: CHANNEL }, bot.slack);
    const other = bot.send(mentionOf(text));
    const start = performance.now();
    await bot.deliver(command);
    const took = performance.now() - start;
    await other;
    return took;
  };
  await waitBeside(ordinary(6_000));
  const slow: string[] = [];
  for (const piece of ['a@', '.', '@', '&lt;@', '@user1,', '@scope/package ', 'a.b@', '<@', ' - ', '1 ']) {
    for (const size of [6_000, 40_000]) {
      const usual = (await waitBeside(ordinary(size))) + timeOfLoop();
      // On a machine that is not busy, the usual is some milliseconds, and this less than half a second.
      if ((await waitBeside(rowOf(piece)(size))) > 20 * usual) slow.push(`${size} characters of “${piece}”`);
    }
  }
  expect(slow).toEqual([]);
});
