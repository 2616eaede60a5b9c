import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/types.ts';
import { buildAnswer } from '../../../src/features/ask/views/answer.ts';
import type { Topic } from '../../../src/knowledge/types.ts';
import { cut, escapeText } from '../../../src/slack/ui/text.ts';
import { LEARNING } from '../../support/bot.ts';
import { ask, LUNCH, teach } from '../../support/learning.ts';
import { NIA_DIRECT, only, startTour } from '../../support/onboarding.ts';
import { ADAM, NIA, shown, startWorkspace, textsOf } from '../../support/workspace.ts';

it('commands in the greeting, the tour and small talk stand as people type them', {
  timeout: LEARNING,
}, async () => {
  const world = await startWorkspace();
  const frustrated = only(await world.say(NIA, 'this is useless', NIA_DIRECT));
  expect(shown(frustrated)).toContain('type `help` to see');
  const tour = await startTour(world);
  const seen = [shown(tour)];
  while (JSON.stringify(tour.blocks).includes('"Next"')) {
    await world.press(NIA, tour, 'Next');
    seen.push(shown(tour));
  }
  expect(seen.join('\n')).toContain('`/whoowns backlog` works in every channel');
});

it('what a document says is shown with its own signs', () => {
  const topic: Topic = {
    id: 'main',
    kind: 'responsibility',
    title: 'The main branch',
    roles: ['lead'],
    holder: 'lead',
    answer: 'Ask before you push to `main`.',
    quote: 'Push to `main` *only* with two reviews.',
    document: 'branches',
    asks: [],
    related: [],
  };
  const roles = [{ id: 'lead', name: 'Lead', names: [] }];
  const card = { topic, roles, documentTitle: 'Branches', related: [] };
  const answer: Answer = { kind: 'topic', card, confidence: 1 };
  const said = textsOf(buildAnswer(answer, { audience: 'private' }).blocks).join('\n');
  expect(said).toContain('Ask before you push to `main`.');
  expect(said).toContain('>Push to `main` *only* with two reviews.');
});

describe('what people write', () => {
  it('cannot turn round what stands beside it', () => {
    expect(escapeText('HR wiki \u202e.6202 hcraM\u202c \u2067x\u2069')).toBe('HR wiki .6202 hcraM x');
    expect(escapeText('\u200fשלום, world')).toBe('\u200fשלום, world');
  });

  it('cannot quote behind signs that nobody sees, nor on any kind of new line', () => {
    for (const hidden of ['\u200b', '\ufeff \u2060', '\u0007', 'x\r', 'x\u2028', 'x\u0085']) {
      expect(escapeText(`${hidden}> The PO decides.`), JSON.stringify(hidden)).not.toContain('&gt;');
    }
  });

  it('has no italics beside other signs, or after an address', () => {
    expect(escapeText('`_so_`, ˋ_so_ˋ')).toBe('ˋˍsoˍˋ, ˋˍsoˍˋ');
    expect(escapeText('https://evil.example”_so_”x')).toBe('https://evil.example”ˍsoˍ”x');
  });

  it('has no live mark, whatever it is', () => {
    const signs = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '>',
      '<',
      '&',
      '@here',
      ' ',
      '\n',
      'a',
      '.',
      '\u200b',
      '\u202e',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 30 }), (parts) => {
        const safe = escapeText(parts.join(''));
        expect(safe).not.toMatch(/[*~`<>\u202e]|^[\s\u200b]*&gt;|@here/m);
        expect(safe).not.toMatch(/(?<![a-z])_|_(?![a-z])/);
        expect(safe).not.toMatch(/&(?!(?:amp|lt|gt);)/);
      }),
      { numRuns: 2000 },
    );
  });
});

it('a cut is within its limit, on a whole character, whatever is cut', () => {
  const signs = fc.constantFrom('&', '<', '>', 'a', '😀', '&amp', ';');
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (parts, limit) => {
      const short = cut(escapeText(parts.join('')), limit);
      expect(short.length).toBeLessThanOrEqual(limit);
      expect(short).not.toMatch(/&(?!(?:amp|lt|gt);)/);
      expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    }),
    { numRuns: 2000 },
  );
});

describe('an answer that somebody taught', { timeout: LEARNING }, () => {
  const LURE = {
    role: { role: 'product-owner' },
    title: { title: 'Fruit *baskets*' },
    answer: {
      answer: 'Ask Olga.\n> Ask <https://evil.example|us>.\n*From the document “Handbook”*\n<!channel>',
    },
    source: { source: 'From the document “Handbook”, https://wiki.example/fruit_baskets' },
  };

  it('says who says it, and that its source is in their words, before any of these', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, LURE);
    const { blocks } = await ask(world, NIA, LUNCH);
    const [answer, origin] = textsOf(blocks);
    expect(answer).toBe(
      [
        '*Product Owner*  ·  Fruit ∗baskets∗',
        'Ask Olga.',
        '› Ask &lt;https://evil.example|us&gt;.',
        '∗From the document “Handbook”∗',
        '&lt;!channel&gt;',
      ].join('\n'),
    );
    expect(origin).toMatch(
      /^Added by Adam Ocampo on [^.]*\. Source, in their words: From the document “Handbook”, https:\/\/wiki\.example\/fruit_baskets$/,
    );
  });

  it('never loses who says it, however long it is', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, {
      ...LURE,
      answer: { answer: '&'.repeat(600) },
      source: { source: '&'.repeat(300) },
    });
    for (const message of [await ask(world, NIA, LUNCH), await ask(world, ADAM, 'taught')]) {
      expect(shown(message)).toContain('Added by Adam Ocampo');
      expect(shown(message)).not.toMatch(/&(?!amp;)/);
    }
  });

  // That no message asks Slack for a preview is held for every test, in helpers/workspace.ts.
  it('is shared without a preview of its links', async () => {
    const world = await startWorkspace();
    await teach(world, LUNCH, LURE);
    const [shared] = await world.press(NIA, await ask(world, NIA, LUNCH), 'Share in channel');
    expect(shown(shared)).toContain('https://wiki.example/fruit_baskets');
    const call = world.slack.calls.find(({ args }) => args.response_type === 'in_channel');
    expect(call?.args).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });
});
