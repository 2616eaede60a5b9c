import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTaught } from '../../../src/answer/taught-entry.ts';
import { buildTaught } from '../../../src/features/ask/views/taught.ts';
import { buildGaps } from '../../../src/features/learning/views/gaps.ts';
import {
  buildHistory,
  buildReviewReminder,
  buildTaughtList,
} from '../../../src/features/learning/views/taught-list.ts';
import { findRefusals } from '../../../src/playground/limits.ts';
import { cut, escapeText } from '../../../src/slack/ui/text.ts';

describe('what people write is shown as they wrote it', () => {
  it('without bold, code or quotations that would look like ours', () => {
    expect(escapeText('*From the document “Handbook”*\n> The PO decides.\n`code` ~gone~ _soft_')).toBe(
      '∗From the document “Handbook”∗\n› The PO decides.\nˋcodeˋ ∼gone∼ ˍsoftˍ',
    );
  });

  it('with words and addresses that hold such signs left whole', () => {
    expect(escapeText('user_stories, 3 > 2, https://wiki.example/a_b/~me?x=1&y=2_')).toBe(
      'user_stories, 3 &gt; 2, https://wiki.example/a_b/~me?x=1&amp;y=2ˍ',
    );
  });

  it('without a link that hides where it leads', () => {
    expect(escapeText('<https://evil.example|our handbook> https://evil.example|here')).toBe(
      '&lt;https://evil.example|our handbook&gt; https://evil.example|here',
    );
  });
});

it('a cut leaves no half of an escaped character', () => {
  for (let limit = 2; limit < 14; limit++) {
    expect(cut(escapeText('a & b < c > d & e'), limit)).not.toMatch(/&(?!(?:amp|lt|gt);)/);
  }
});

/** The texts in which Slack reads marks. */
function mrkdwnOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  return type === 'mrkdwn' ? [String(text)] : Object.values(value).flatMap(mrkdwnOf);
}

it('whatever is taught, asked or given as a reason, Slack takes it, and it does not look like ours', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '>',
      '\n>',
      '\n',
      '<!channel>',
      '<@U0OWNER>',
      '@here',
      '*zq*',
      '\u202e',
      '&',
      '<',
      '|',
      '  ',
    ),
    fc.constantFrom('https://evil.example', '&'.repeat(3000), '*x*'.repeat(1000), '> '.repeat(700)),
  );
  const words = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
  const known = { roles: [{ id: 'product-owner', name: 'Product Owner', names: [] }], topics: new Map() };
  fc.assert(
    fc.property(words, words, words, words, fc.boolean(), (title, answer, source, ask, stale) => {
      const history = [{ at: 0, by: 'U1', byName: title, what: 'taught', before: answer }];
      const value = { kind: 'answer', title, role: 'product-owner', answer, source, asks: [ask], history };
      const entry = readTaught({ id: 'e1', value: { ...value, byName: ask, at: 0, checked: 0 } });
      if (!entry) throw new Error('It is no entry.');
      const role = known.roles[0] ?? { id: '', name: '', names: [] };
      const question = {
        id: 'q1',
        text: ask,
        count: 1,
        outcome: 'unhelpful' as const,
        candidates: [],
        topic: undefined,
        taught: undefined,
        reason: source,
        tell: [],
        state: 'open' as const,
        answeredBy: undefined,
        untold: 0,
        at: 0,
        last: 0,
        version: 1,
      };
      const gap = {
        questions: [question] as const,
        count: 1,
        candidates: [],
        picked: { taught: 'e1' },
        reasons: [source, answer],
      };
      const conflict = {
        thing: title,
        title,
        topic: undefined,
        entries: [entry, { ...entry, id: 'e2', role: answer }],
      };
      const messages = [
        buildTaught(
          { kind: 'taught', sources: [{ entry, role, stale }], confidence: 1 },
          { audience: 'private' },
          [],
        ),
        buildTaughtList({ entries: [entry], withdrawn: [entry], page: 0, now: stale ? 1e13 : 0 }, known),
        buildHistory(entry, known),
        buildReviewReminder(entry, known, 'U1'),
        buildGaps({ gaps: [gap], conflicts: [conflict], entries: [entry], page: 0 }, known),
      ];
      for (const message of messages) {
        expect(findRefusals({ channel: 'C1', ...message })).toEqual([]);
        const shown = [message.text, ...mrkdwnOf(message.blocks)]
          .join('\n')
          .replace(/https:\/\/[^\s`]*/g, 'address');
        expect(shown).not.toMatch(/<[!@#a-z]/);
        expect(shown).not.toMatch(/^\s*(?:&gt;|>)/m);
        expect(shown).not.toMatch(/[`~\u202e]|\*zq\*/);
      }
    }),
    { numRuns: 300 },
  );
});
