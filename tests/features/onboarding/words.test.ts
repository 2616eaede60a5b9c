import { describe, expect, it, test } from 'vitest';
import { createOnboardingWords } from '../../../src/features/onboarding/words.ts';
import { findWord } from '../../../src/slack/typed-words.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { LEARNING, openTestAnswerer } from '../../support/bot.ts';
import { only } from '../../support/learning.ts';
import { OTTO, startWorkspace } from '../../support/workspace.ts';

const answerer = await openTestAnswerer();

function readWord(text: string, known = answerer): string | undefined {
  const words = createOnboardingWords({ answerer: known } as unknown as Parameters<
    typeof createOnboardingWords
  >[0]);
  return findWord(words, text)?.name;
}

describe('what people say who are new, or have had enough', () => {
  test.each([
    "I'm new here",
    'I am new here!',
    'hi! I’m new here.',
    "hello! I'm new here",
    'Hi, I’m new here! :wave:',
    'new here',
    "it's my first day",
    'today is my first day',
    "I'm new to the team",
    'im new',
    'I am the new hire',
    'I just joined',
    'show me the tour',
    'the tour, please',
    'Can you show me around',
  ])('“%s” asks for the tour', (text) => {
    expect(readWord(text)).toBe("I'm new here");
  });

  test.each([
    'stop',
    'Stop!',
    'stop.',
    'stop, please',
    'please stop',
    'stop now',
    'Stop, thank you',
    'stop writing to me',
    'stop messaging me',
    "please don't write to me again",
    'do not message me any more',
    'no thanks',
    'not now, thanks',
    'unsubscribe',
    'leave me alone',
    'end the tour',
    'No more messages',
  ])('“%s” ends it', (text) => {
    expect(readWord(text)).toBe('stop');
  });

  test.each([
    "I'm new here, who owns the backlog?",
    "I'm new here, who owns the backlog",
    'who can stop the release?',
    'stop the release, who may do that',
    'should we stop writing user stories?',
    "new here, what's the deal with product managers",
    'who shows me around?',
    'tour of the roadmap',
    'no',
    'new features',
    'first day of the sprint',
  ])('“%s” is a question like any other', (text) => {
    expect(readWord(text)).toBeUndefined();
  });
});

describe('whom somebody wants to have greeted', () => {
  test.each([
    'onboard',
    'onboard <@U0NEWHIRE|nia>',
    'Onboard   <@U0OWNER|o>,<@U0ENGINEER>',
    'onboard <@U0NEWHIRE|nia> please',
    'onboard @Emre Yildiz',
    'onboard Nia',
    'onboard Nia Newman and Emre',
    'onboard me',
    'onboard everyone',
    'onboard <!subteam^S0PRODUCT>',
    'onboard <!subteam^S0PRODUCT|@product-circle>',
  ])('“%s” is for the greetings', (text) => {
    expect(readWord(text)).toBe('onboard @name');
  });

  test.each([
    'onboard new customers, who does that?',
    'onboard new customers, who?',
    'onboard new customers',
    'onboarding',
    'onboard Marketing, who does that',
  ])('“%s” is a question', (text) => {
    expect(readWord(text)).toBeUndefined();
  });
});

it('leaves “stop” and “new here” to the questions where the knowledge has no tour', () => {
  const without = { ...answerer, known: () => ({ ...answerer.known(), onboarding: undefined }) };
  expect(readWord('stop', without)).toBeUndefined();
  expect(readWord("I'm new here", without)).toBeUndefined();
  expect(readWord('onboard', without)).toBe('onboard @name');
});

it('writes nothing to somebody of another company who says “no thanks”, and keeps nothing of them', {
  timeout: LEARNING,
}, async () => {
  const store = await openStore({ url: 'memory:' });
  const world = await startWorkspace({ store });
  const reply = only(await world.say(OTTO, '@whoowns no thanks', 'C0PARTNERS'));
  expect(reply.channel).toBe('C0PARTNERS');
  expect(await store.workspace('T0LOCAL01').records('journey')).toEqual([]);
});
