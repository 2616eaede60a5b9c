import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  beginAgain,
  type Course,
  type Event,
  nextStep,
  ownerOf,
  readEvent,
} from '../../../src/features/onboarding/next-step.ts';
import {
  beginProgress,
  outcomeOf,
  type Progress,
  readProgress,
} from '../../../src/features/onboarding/progress.ts';
import { drawQuiz, TOGETHER } from '../../../src/features/onboarding/quiz.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { KNOWLEDGE_DIR } from '../../support/bot.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const circumstances = { random: () => 0.5, now: NOW, zone: 'Europe/Berlin' };
let course: Course;

beforeAll(async () => {
  const { topics, onboarding } = await loadKnowledge(KNOWLEDGE_DIR);
  if (!onboarding) throw new Error('There are no words for new hires.');
  course = { topics, onboarding };
});

const walk = (...events: Event[]): Progress =>
  events.reduce((is, event) => nextStep(is, event, course, circumstances), greeted());
const greeted = (): Progress => ({ ...beginProgress('UADMIN', NOW), stage: 'greeted' });

/** Answers what is asked, rightly or not, and goes on. */
function answer(is: Progress, rightly: boolean): Progress {
  const { at = 0, queue = [] } = is.quiz ?? {};
  const right = ownerOf(course.topics.get(queue[at] ?? '')) ?? '';
  const role = rightly ? right : 'nobody';
  const answered = nextStep(is, { do: 'answer', at, role }, course, circumstances);
  return nextStep(answered, { do: 'next', at }, course, circumstances);
}

describe('the tour', () => {
  test('goes from step to step, and not beyond its ends', () => {
    expect(walk({ do: 'go', step: 3 })).toMatchObject({ stage: 'tour', step: 3 });
    expect(walk({ do: 'go', step: 99 })).toMatchObject({ stage: 'tour', step: 4 });
    expect(walk({ do: 'go', step: -1 })).toMatchObject({ stage: 'tour', step: 0 });
  });

  test('takes two presses at once for one', () => {
    const once = walk({ do: 'go', step: 0 }, { do: 'go', step: 1 });
    expect(nextStep(once, { do: 'go', step: 1 }, course, circumstances)).toEqual(once);
  });

  test('brings the message of the third working day, once, to whoever says yes', () => {
    const started = walk({ do: 'go', step: 0 });
    expect(started.followUp).toMatchObject({ at: Date.parse('2026-11-25T09:00:00Z') });
    const finished = walk({ do: 'go', step: 0 }, { do: 'finish' });
    const sent = { ...finished, followUp: undefined, followUpSent: true };
    expect(nextStep(sent, { do: 'go', step: 0 }, course, circumstances).followUp).toBeUndefined();
    expect(walk({ do: 'decline' }).followUp).toBeUndefined();
  });

  test('counts from today for whoever starts late', () => {
    const late = { ...circumstances, now: Date.parse('2026-11-30T09:00:00Z') };
    const started = nextStep(greeted(), { do: 'go', step: 0 }, course, late);
    expect(started.followUp?.at).toBe(Date.parse('2026-12-02T09:00:00Z'));
  });
});

describe('the quiz', () => {
  const drawable = () =>
    course.onboarding.quiz.map(({ topic }) => ({ topic, quote: course.topics.get(topic)?.quote ?? '' }));
  const quiz = () => walk({ do: 'go', step: 4 }, { do: 'quiz' });

  test('asks five different questions', () => {
    for (const random of [() => 0, () => 0.999, () => 0.3]) {
      const { queue, first } = drawQuiz(drawable(), random);
      expect(new Set(queue).size).toBe(5);
      expect(first).toBe(5);
    }
  });

  test('draws no question whose answer stands in the sentence of another, while there are enough', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12 }), (numbers) => {
        let i = 0;
        const { queue } = drawQuiz(drawable(), () => numbers[i++ % numbers.length] ?? 0);
        const quotes = queue.map((topic) => course.topics.get(topic)?.quote.replace(/\s+/g, ' '));
        expect(new Set(quotes).size).toBe(5);
      }),
    );
    const alike = ['a', 'b', 'c', 'd', 'e'].map((topic) => ({ topic, quote: 'All of it.' }));
    expect(drawQuiz(alike, () => 0).queue).toHaveLength(5);
  });

  test('counts what is right at the first time, and asks again at the end for what is not', () => {
    let is = quiz();
    for (const rightly of [true, false, true, false, true]) is = answer(is, rightly);
    expect(is.stage).toBe('quiz');
    expect(is.quiz?.queue.slice(5)).toEqual([is.quiz?.queue[1], is.quiz?.queue[3]]);
    is = answer(is, true);
    is = answer(is, false);
    expect(is.stage).toBe('quiz');
    is = answer(is, true);
    expect(is).toMatchObject({ stage: 'finished', quiz: { right: 3, missed: { length: 2 } } });
  });

  test('takes the first answer to a question, whatever is pressed then', () => {
    const asked = quiz();
    const right = ownerOf(course.topics.get(asked.quiz?.queue[0] ?? '')) ?? '';
    const wrong = nextStep(asked, { do: 'answer', at: 0, role: 'nobody' }, course, circumstances);
    expect(nextStep(wrong, { do: 'answer', at: 0, role: right }, course, circumstances)).toEqual(wrong);
    const on = nextStep(wrong, { do: 'next', at: 0 }, course, circumstances);
    expect(nextStep(on, { do: 'next', at: 0 }, course, circumstances)).toEqual(on);
    expect(nextStep(on, { do: 'answer', at: 0, role: right }, course, circumstances)).toEqual(on);
    expect(nextStep(on, { do: 'next', at: 1 }, course, circumstances)).toEqual(on);
  });

  test('begins anew when it is taken again, and not when it is pressed twice', () => {
    const begun = answer(quiz(), false);
    expect(nextStep(begun, { do: 'quiz' }, course, circumstances).quiz).toEqual(begun.quiz);
    const again = nextStep({ ...begun, stage: 'finished' }, { do: 'quiz' }, course, circumstances);
    expect(again.quiz).toMatchObject({ at: 0, missed: [] });
  });

  test('leaves out what the knowledge no longer asks', () => {
    const asked = quiz();
    const gone = asked.quiz?.queue[0];
    const onboarding = {
      ...course.onboarding,
      quiz: course.onboarding.quiz.filter(({ topic }) => topic !== gone),
    };
    const on = nextStep(
      asked,
      { do: 'answer', at: 0, role: 'nobody' },
      { ...course, onboarding },
      circumstances,
    );
    expect(on.quiz?.queue).not.toContain(gone);
    expect(on.quiz?.first).toBe(4);
  });

  test('goes on after a press on an old message of the tour, from both', () => {
    const begun = answer(quiz(), true);
    const back = nextStep(begun, { do: 'go', step: 1 }, course, circumstances);
    expect(back).toMatchObject({ stage: 'tour', quiz: begun.quiz });
    expect(nextStep(back, { do: 'quiz' }, course, circumstances)).toMatchObject({
      stage: 'quiz',
      quiz: begun.quiz,
    });
    expect(answer(back, true)).toMatchObject({ stage: 'quiz', quiz: { at: 2, right: 2 } });
  });

  test('does not take an answer for another question than it was given to', () => {
    const asked = quiz();
    const event = { do: 'answer', at: 0, role: 'nobody', topic: asked.quiz?.queue[1] ?? '' } as const;
    expect(nextStep(asked, event, course, circumstances)).toEqual(asked);
    const next = { do: 'next', at: 0, topic: 'elsewhere' } as const;
    expect(nextStep(asked, next, course, circumstances)).toEqual(asked);
  });

  test('is over when the knowledge asks nothing of it any more', () => {
    const asked = answer(quiz(), true);
    const onboarding = {
      ...course.onboarding,
      quiz: course.onboarding.quiz.filter(({ topic }) => !asked.quiz?.queue.slice(1).includes(topic)),
    };
    expect(beginAgain(asked, { ...course, onboarding })).toMatchObject({ stage: 'tour', finished: true });
    const on = nextStep(asked, { do: 'next', at: 1 }, { ...course, onboarding }, circumstances);
    expect(on.stage).toBe('finished');
  });

  test('knows what several roles hold together', () => {
    expect(ownerOf(course.topics.get('working-together'))).toBe(TOGETHER);
    expect(ownerOf(course.topics.get('backlog'))).toBe('product-owner');
  });
});

test('any presses in any order lead to a progress that can be kept and read again', () => {
  const event: fc.Arbitrary<Event> = fc.oneof(
    fc.record({ do: fc.constant('go' as const), step: fc.integer({ min: -2, max: 9 }) }),
    fc.record({
      do: fc.constantFrom('start' as const, 'decline' as const, 'finish' as const, 'quiz' as const),
    }),
    fc.record({
      do: fc.constant('answer' as const),
      at: fc.integer({ min: -1, max: 7 }),
      role: fc.constantFrom('product-owner', 'product-manager', 'x'),
    }),
    fc.record({ do: fc.constant('next' as const), at: fc.integer({ min: -1, max: 7 }) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const is = walk(...events);
      expect(readProgress(JSON.parse(JSON.stringify(is)))).toEqual(is);
      for (const one of events) expect(readEvent(JSON.stringify(one))).toEqual(one);
      expect(is.step).toBeLessThan(5);
      const { right = 0, first = 5, missed = [] } = is.quiz ?? {};
      expect(right + missed.length).toBeLessThanOrEqual(first);
    }),
  );
});

test('what cannot be read is nothing to go on with', () => {
  for (const value of [undefined, null, 'x', {}, { stage: 'elsewhere' }]) {
    expect(readProgress(value)).toBeUndefined();
  }
  for (const value of [undefined, '', '{', '"go"', '{"do":"go"}', '{"do":"rm"}', 'null']) {
    expect(readEvent(value)).toBeUndefined();
  }
  expect(readProgress({ stage: 'quiz', quiz: { queue: [1] } })?.stage).toBe('tour');
});

test('whoever invited somebody learns how far they are, and nothing of the quiz', () => {
  expect(outcomeOf(walk({ do: 'go', step: 1 }), NOW)).toBe('started');
  expect(outcomeOf(walk({ do: 'quiz' }), NOW)).toBe('started');
  expect(outcomeOf(walk({ do: 'decline' }), NOW)).toBe('declined');
  expect(outcomeOf(walk({ do: 'finish' }), NOW)).toBe('finished');
  const again = walk({ do: 'finish' }, { do: 'go', step: 0 });
  expect(outcomeOf(again, NOW)).toBe('finished');
  expect(outcomeOf(nextStep(again, { do: 'decline' }, course, circumstances), NOW)).toBe('finished');
  expect(outcomeOf(beginProgress('UADMIN', NOW), NOW)).toBe('on its way');
  expect(outcomeOf(beginProgress('UADMIN', NOW), NOW + 61_000)).toBe('uncertain');
});
