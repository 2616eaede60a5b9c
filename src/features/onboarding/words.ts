import type { Answerer } from '../../answer/answerer.ts';
import { toPlainText } from '../../answer/plain-text.ts';
import type { People } from '../../slack/directory/people.ts';
import { isOutsider } from '../../slack/outsiders.ts';
import { readPeople, type TypedWord } from '../../slack/typed-words.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import type { Store } from '../../store/types.ts';
import { startTour } from './begin.ts';
import { WORDS } from './copy.ts';
import { invite, showInvited } from './invite.ts';
import { readNewcomerWords, readOnboard } from './newcomer-words.ts';
import type { Onboarder } from './onboarder.ts';

/** "I'm new here", "stop" and "onboard @name". The first two are questions where the knowledge has no tour. */
export function createOnboardingWords(deps: {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly people: People;
  readonly store: Store;
  readonly onboarder: Onboarder;
}): TypedWord[] {
  const { answerer, onboarder } = deps;
  const says = (text: string, wanted: ReturnType<typeof readNewcomerWords>) =>
    answerer.known().onboarding !== undefined && readNewcomerWords(toPlainText(text)) === wanted;
  return [
    {
      name: "I'm new here",
      isTyped: (text) => says(text, 'new here'),
      audience: 'direct',
      run: async (caller) => ({ message: await startTour(onboarder, caller) }),
    },
    {
      name: 'stop',
      isTyped: (text) => says(text, 'stop'),
      // It ends things wherever it is typed, and its reply is no secret.
      audience: 'anyone',
      changes: true,
      run: async (caller) => ({
        // Nothing is kept of people of other companies, so nothing is to be stopped either.
        message: say(isOutsider(caller.context) ? WORDS.nothingToStop : await onboarder.stop(caller)),
      }),
    },
    {
      name: 'onboard @name',
      isTyped: readOnboard,
      audience: 'asker',
      run: async (caller, { text }) => {
        const people = readPeople(text);
        if (people.length > 0) return { message: await invite(deps, caller, people) };
        const isAlone = /^\s*onboard\W*$/i.test(text);
        return { message: isAlone ? await showInvited(deps, caller) : say(WORDS.nameThem) };
      },
    },
  ];
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });
