import { describe, expect, test } from 'vitest';
import {
  ASKER,
  alwaysClose,
  alwaysTopic,
  CHANNEL,
  DIRECT,
  labelsOf,
  loadRealKnowledge,
  startBot,
  textOf,
} from '../../support/bot.ts';

const { roles, topics } = await loadRealKnowledge();

describe('/whoowns', () => {
  test('answers a topic with the role in bold first, plain words, the quoted sentence and its document', async () => {
    const bot = await startBot();
    const lines = textOf(await bot.command('backlog')).split('\n');
    expect(lines).toEqual([
      '*Product Owner*  ·  The order of the backlog',
      topics.get('backlog')?.answer,
      '  “POs prioritize the backlog and work with the engineering team to ensure that the right features are built at the right time.”',
      'From the document “Product Manager and Product Owner”',
    ]);
  });

  test.each([
    ['who prioritizes the backlog?', 'Product Owner', 'POs prioritize the backlog'],
    ['who is responsible for market research?', 'Product Manager', 'conducting market research'],
    ['who creates the product roadmap?', 'Product Manager', 'creating a product roadmap'],
    ['who accepts user stories?', 'Product Owner', 'testing and accepting user stories'],
  ])('answers the question “%s” with the %s', async (question, role, quoted) => {
    const bot = await startBot();
    const text = textOf(await bot.command(question));
    expect(text).toMatch(new RegExp(`^\\*${role}\\*`));
    expect(text).toContain(quoted);
  });

  test('is seen by the asker alone, and answers inside the acknowledgement, without a call', async () => {
    const bot = await startBot();
    const reply = await bot.command('backlog');
    expect(reply).toMatchObject({ channel: CHANNEL, only: ASKER });
    expect(bot.slack.calls.map((call) => call.method)).toEqual(['ack']);
    expect(bot.slack.calls[0]?.args).toMatchObject({ response_type: 'ephemeral' });
  });

  test('works in a direct message as well', async () => {
    const bot = await startBot();
    expect(await bot.command('backlog', DIRECT)).toMatchObject({ channel: DIRECT, only: ASKER });
  });

  test('has fallback text that names the role', async () => {
    const bot = await startBot();
    expect((await bot.command('backlog')).text).toMatch(/^Product Owner: /);
  });

  test('offers related topics, the comparison and sharing below an answer', async () => {
    const bot = await startBot();
    const related = ['feature-prioritization', 'right-features-right-time', 'user-stories'];
    const labels = labelsOf(await bot.command('backlog'));
    expect(labels.slice(0, 4)).toEqual([...related.map((id) => topics.get(id)?.title), 'Compare PM and PO']);
    expect(labels).toContain('Share in channel');
  });

  test('names both roles of a topic they share', async () => {
    const bot = await startBot({ match: alwaysTopic('working-together') });
    expect(textOf(await bot.command('teamwork'))).toMatch(/^\*Product Manager and Product Owner\*/);
  });
});

describe('/whoowns without a question', () => {
  test.each(['', '   ', 'help', 'Help!', '?'])(
    'shows usage and every topic by role for “%s”',
    async (text) => {
      const bot = await startBot();
      const shown = textOf(await bot.command(text));
      expect(shown).toContain('/whoowns backlog');
      let at = -1;
      for (const [heading, holder] of [
        ['*Product Manager*', 'product-manager'],
        ['*Product Owner*', 'product-owner'],
        ['*Product Manager and Product Owner*', 'both'],
      ] as const) {
        const start = shown.indexOf(`${heading}\n`);
        expect(start).toBeGreaterThan(at);
        const rest = shown.slice(start + heading.length + 1).split('\n');
        const titles = [...topics.values()].filter((topic) => topic.holder === holder);
        expect(rest.slice(0, titles.length)).toEqual(titles.map((topic) => `•  ${topic.title}`));
        at = start;
      }
    },
  );
});

describe('/whoowns with the names of roles', () => {
  test.each([
    ['pm', 'Product Manager'],
    ['PM', 'Product Manager'],
    ['the product manager', 'Product Manager'],
    ['po', 'Product Owner'],
    ['Product Owner?', 'Product Owner'],
  ])('gives the role in full for “%s”', async (text, name) => {
    const bot = await startBot();
    const role = roles.find((entry) => entry.name === name);
    const shown = textOf(await bot.command(text));
    expect(shown).toMatch(new RegExp(`^\\*${name} \\(${role?.short}\\)\\*`));
    const duties = [...topics.values()].filter(
      (topic) => topic.holder === role?.id && topic.kind === 'responsibility',
    );
    expect(duties.length).toBeGreaterThanOrEqual(8);
    for (const duty of duties) expect(shown).toContain(`*${duty.title}*: ${duty.answer}`);
    expect(shown).toContain(`  “A ${name} (${role?.short}) is responsible for`);
  });

  test.each(['pm vs po', 'PM vs. PO', 'difference between the product owner and the product manager'])(
    'puts the two side by side for “%s”',
    async (text) => {
      const bot = await startBot();
      const reply = await bot.command(text);
      const columns = reply.blocks.flatMap((block) => (Array.isArray(block.fields) ? block.fields : []));
      expect(columns).toHaveLength(2);
      for (const role of roles) {
        const column = columns.find((field) => field.text.startsWith(`*${role.name}*`));
        for (const topic of topics.values()) {
          if (topic.kind !== 'responsibility' || topic.roles.length > 1) continue;
          expect(column?.text.includes(`•  ${topic.title}`)).toBe(topic.holder === role.id);
        }
      }
      expect(textOf(reply)).toContain('“In summary, the Product Manager is responsible for');
    },
  );
});

describe('/whoowns with a question the document does not cover', () => {
  test('says so plainly, and says what is covered', async () => {
    const bot = await startBot();
    const reply = await bot.command('who waters the plants in the lobby?');
    const shown = textOf(reply);
    expect(shown).toMatch(/^I don't know/);
    for (const topic of topics.values()) expect(shown).toContain(topic.title);
    expect(shown).not.toContain('From the document');
    expect(labelsOf(reply)).not.toContain('Share in channel');
  });

  test('replies to thanks like a person, without a search result', async () => {
    const bot = await startBot();
    expect(textOf(await bot.command('thank you'))).toBe("You're welcome! Ask me again any time.");
  });
});

describe('/whoowns when it is not sure', () => {
  const close = ['backlog', 'feature-prioritization', 'product-roadmap', 'user-stories'];

  test('offers up to three topics and a way out', async () => {
    const bot = await startBot({ match: alwaysClose(...close) });
    const reply = await bot.command('the list');
    expect(textOf(reply)).toContain('Did you mean');
    expect(labelsOf(reply)).toEqual([
      ...close.slice(0, 3).map((id) => topics.get(id)?.title),
      'None of these',
      "Tell me when there's an answer",
    ]);
  });

  test('answers in place when one is picked, for the asker alone, and the question can still be shared', async () => {
    const bot = await startBot({ match: alwaysClose(...close) });
    const reply = await bot.command('the list of things');
    expect(await bot.press(reply, 'The product roadmap')).toEqual([]);
    expect(textOf(reply)).toMatch(/^\*Product Manager\*/);
    expect(reply.only).toBe(ASKER);
    const [shared] = await bot.press(reply, 'Share in channel');
    expect(shared?.only).toBeUndefined();
    expect(JSON.stringify(shared?.blocks)).toContain(`<@${ASKER}> asked: “the list of things”`);
  });

  test('shows everything it knows in place when none is right', async () => {
    const bot = await startBot({ match: alwaysClose(...close) });
    const reply = await bot.command('the list');
    expect(await bot.press(reply, 'None of these')).toEqual([]);
    for (const topic of topics.values()) expect(textOf(reply)).toContain(topic.title);
  });
});
