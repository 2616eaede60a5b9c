import type { Answerer } from '../../answer/answerer.ts';
import { toPlainText } from '../../answer/plain-text.ts';
import { isOutsider } from '../../slack/caller.ts';
import { readPeople, type TypedWord } from '../../slack/typed-words.ts';
import { say } from '../../slack/ui/blocks.ts';
import { COPY } from './copy.ts';
import { type InviteParts, invite, showInvited } from './invite.ts';
import { readNewcomerWords, readOnboard } from './newcomer-words.ts';
import type { Onboarder } from './onboarder.ts';

/** "I'm new here", "stop" and "onboard @name". The first two are questions where the knowledge has no tour. */
export function createOnboardingWords(
  parts: InviteParts & { readonly answerer: Pick<Answerer, 'known'>; readonly onboarder: Onboarder },
): readonly TypedWord[] {
  const { answerer, onboarder } = parts;
  const says = (text: string, wanted: ReturnType<typeof readNewcomerWords>) =>
    answerer.known().onboarding !== undefined && readNewcomerWords(toPlainText(text)) === wanted;
  return [
    {
      name: "I'm new here",
      isTyped: (text) => says(text, 'new here'),
      audience: 'direct',
      run: async (caller) => ({ message: await onboarder.begin(caller) }),
    },
    {
      name: 'stop',
      isTyped: (text) => says(text, 'stop'),
      // It ends things wherever it is typed, and its reply is no secret.
      audience: 'anyone',
      changes: true,
      run: async (caller) => ({
        // Nothing is kept of people of other companies, so nothing is to be stopped either.
        message: say(isOutsider(caller.context) ? COPY.words.nothingToStop : await onboarder.stop(caller)),
      }),
    },
    {
      name: 'onboard @name',
      isTyped: readOnboard,
      audience: 'asker',
      run: async (caller, { text }) => {
        const people = readPeople(text);
        if (people.length > 0) return { message: await invite(parts, caller, people) };
        const isAlone = /^\s*onboard\W*$/i.test(text);
        return { message: isAlone ? await showInvited(parts, caller) : say(COPY.words.nameThem) };
      },
    },
  ];
}
