import { describe, expect, test, vi } from 'vitest';
import {
  ASKER,
  alwaysTopic,
  labelsOf,
  loadRealKnowledge,
  only,
  startBot,
  textOf,
} from '../../support/bot.ts';

const SENTENCE = 'who prioritizes the backlog when nobody is there and all is on fire? ';

const INPUTS = {
  '2,000 characters': SENTENCE.repeat(40).slice(0, 2000),
  '6,000 characters': SENTENCE.repeat(100).slice(0, 6000),
  '6,000 characters without a space': 'x'.repeat(6000),
  '6,000 characters that must be escaped': '<&>"\\'.repeat(1200),
  '6,000 opening brackets': '<'.repeat(6000),
  '6,000 backticks': '`'.repeat(6000),
  '40,000 characters': SENTENCE.repeat(600),
  'emoji codes only': ':tada: :+1::skin-tone-2: :man-shrugging:',
  'emoji only': '🎉🎉👩‍👩‍👧‍👦🏳️‍🌈',
  'half an emoji': '\ud83c who orders the backlog? \udf89',
  'a code block': '```\nconst a = "<!channel>";\n```',
  'an open code block': 'see ```rm -rf / <!here>',
  'a link': '<https://example.com/a?b=c&amp;d=e>',
  'a link with a label': '<https://example.com|@channel look>',
  'a mention of a person': '<@U0ENGINEER> hm?',
  'a call to the channel': '<!channel> <!here> <!everyone>',
  'a call with a label': '<!channel|@channel>',
  'a call as text': '@channel @here @everyone',
  'a call that Slack has escaped': '&lt;!channel&gt; &lt;!here|here&gt; &lt;@U0ENGINEER&gt;',
  'a call that is escaped twice': '&amp;lt;!channel&amp;gt;',
  'a call inside a call': '<<!channel>!channel> <!chan<!here>nel>',
  'a group': '<!subteam^S1> <!subteam^S1|@devs>',
  'a date': '<!date^1700000000^{date}|today>',
  'right-to-left text': 'من يملك قائمة الأعمال؟ \u202eכן\u202c',
  'control characters': 'back\u0000log \u0007\u001b[31m\u200b\ufeff\u2028',
  'only control characters': '\u0000\u0001\u200b',
  'stacked accents': `b${'\u0301'.repeat(500)}acklog`,
  'the name of a prototype': '__proto__',
  'the name of a constructor': 'constructor toString hasOwnProperty',
  JSON: '{"s":{"topic":"backlog"},"q":"<!channel>"}',
  HTML: '<script>alert("<!channel>")</script><b onclick=x>who</b>',
  SQL: "'; DROP TABLE topics; --",
  'a regular expression': '([0-9]+)+$ [',
  'markup of Slack': '*bold* _it_ ~no~ > quote\n>>> more `code`',
};

/**
 * What is asked in each: a topic, something that no document answers, or nothing at all; `near` has a word that a topic
 * has too, and may be asked back.
 */
const ASKED: Readonly<Record<keyof typeof INPUTS, 'backlog' | 'unknown' | 'near' | 'nothing'>> = {
  '2,000 characters': 'backlog',
  '6,000 characters': 'backlog',
  '6,000 characters without a space': 'unknown',
  '6,000 characters that must be escaped': 'unknown',
  '6,000 opening brackets': 'unknown',
  '6,000 backticks': 'nothing',
  '40,000 characters': 'backlog',
  'emoji codes only': 'nothing',
  'emoji only': 'unknown',
  'half an emoji': 'backlog',
  'a code block': 'nothing',
  'an open code block': 'unknown',
  'a link': 'nothing',
  'a link with a label': 'unknown',
  'a mention of a person': 'unknown',
  'a call to the channel': 'nothing',
  'a call with a label': 'nothing',
  'a call as text': 'unknown',
  'a call that Slack has escaped': 'unknown',
  'a call that is escaped twice': 'unknown',
  'a call inside a call': 'unknown',
  'a group': 'nothing',
  'a date': 'nothing',
  'right-to-left text': 'unknown',
  'control characters': 'backlog',
  'only control characters': 'nothing',
  'stacked accents': 'backlog',
  'the name of a prototype': 'unknown',
  'the name of a constructor': 'unknown',
  JSON: 'backlog',
  HTML: 'unknown',
  SQL: 'near',
  'a regular expression': 'unknown',
  'markup of Slack': 'near',
};
const quotes = [...(await loadRealKnowledge()).topics.values()].map(({ quote }) => quote);
/** What the log says came of it. */
const OUTCOMES = {
  backlog: ['topic'],
  unknown: ['unknown'],
  near: ['unknown', 'unsure'],
  nothing: ['help', 'hello'],
};

// What calls nobody and stays within Slack's limits is checked for every message, in support/bot.ts.
describe.each(Object.entries(INPUTS) as [keyof typeof INPUTS, string][])('%s', (name, input) => {
  test('gets the right reply by command, mention and direct message', async () => {
    const bot = await startBot();
    const replies = [await bot.command(input), await bot.mention(input), await bot.direct(input)];
    const outcomes = () => bot.log().flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]));
    await vi.waitFor(() => expect(outcomes()).toHaveLength(3), { timeout: 5_000 });
    const texts = replies.map(textOf);
    for (const outcome of outcomes()) expect(OUTCOMES[ASKED[name]], texts.join('\n')).toContain(outcome);
    for (const text of texts) {
      if (ASKED[name] === 'backlog') expect(text).toContain('“POs prioritize the backlog');
      else expect(quotes.filter((quote) => text.includes(quote))).toEqual([]);
    }
  });

  test('can be shared without notifying anybody', async () => {
    const bot = await startBot({ match: alwaysTopic('backlog') });
    const reply = await bot.command(`${input} `);
    if (!labelsOf(reply).includes('Share in channel')) {
      expect(textOf(reply)).toContain('/whoowns backlog');
      return;
    }
    const shared = only(await bot.press(reply, 'Share in channel'));
    expect(JSON.stringify(shared.blocks)).toContain(`<@${ASKER}> asked`);
    expect(textOf(shared)).toContain('*Product Owner*');
  });
});

describe('a question among noise', () => {
  const question = 'who prioritizes the backlog?';
  test.each([
    ['a code block', `\`\`\`const a = 1;\`\`\` ${question}`],
    ['emoji', `:wave: ${question} :pray::skin-tone-3:`],
    ['a link', `${question} <https://example.com/browse/AB-12?x=y>`],
    ['a mention', `<@U0ENGINEER> ${question}`],
    ['a call to the channel', `<!channel> ${question}`],
    ['control characters', `\u200b${question}\u0000`],
    ['line breaks', `\n\n${question}\n\n`],
  ])('is found behind %s', async (_, text) => {
    const bot = await startBot();
    expect(textOf(await bot.direct(text))).toMatch(/^\*Product Owner\*/);
  });
});

describe('what is not part of a question', () => {
  test('a code block is not read, even with a question in it', async () => {
    const bot = await startBot();
    expect(textOf(await bot.direct('```who creates the product roadmap?```'))).toMatch(/^Hello!/);
  });

  test('control characters are not repeated when the answer is shared', async () => {
    const bot = await startBot({ match: alwaysTopic('backlog') });
    const reply = await bot.command('the\u0007 \u202ebacklog\u0000\u200b \n now');
    const shared = only(await bot.press(reply, 'Share in channel'));
    expect(JSON.stringify(shared.blocks)).toContain('asked: “the backlog now”');
  });
});
