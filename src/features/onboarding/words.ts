import { toPlainText } from '../../answer/plain-text.ts';
import { isOutsider } from '../../slack/caller.ts';
import { readPeople, type TypedWord } from '../../slack/typed-words.ts';
import { say } from '../../slack/ui/blocks.ts';
import { COPY } from './copy.ts';
import { type InviteDependencies, invite, showInvited } from './invite.ts';
import type { Onboarder } from './onboarder.ts';

/** "I'm new here", "stop" and "onboard @name". The first two are questions where the knowledge has no tour. */
export function createOnboardingWords(
  deps: InviteDependencies & { readonly onboarder: Onboarder },
): readonly TypedWord[] {
  const { answerer, onboarder } = deps;
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
        if (people.length > 0) return { message: await invite(deps, caller, people) };
        const isAlone = /^\s*onboard\W*$/i.test(text);
        return { message: isAlone ? await showInvited(deps, caller) : say(COPY.words.nameThem) };
      },
    },
  ];
}

/** What may stand before and after it; all in lower case, without punctuation. */
const HELLO =
  '(?:(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening))(?: there| all| whoowns| everybody| everyone)? )?';
const PLEASE = '(?: please| thanks| thank you| now)*';

const DAY = '(?:first|1st|very first) (?:day|week)';
const NEW = [
  `(?:i ?m |i am )?(?:brand )?new(?: and)?(?: (?:here|in here|to (?:the|this|your) (?:team|company|workspace|squad)))(?: today)?`,
  `(?:i ?m|i am) (?:brand )?new`,
  `(?:i ?m|i am) (?:a|the) new (?:hire|joiner|starter|colleague|employee)(?: here)?`,
  `(?:it ?s|it is|this is|today is|today ?s)(?: my)? ${DAY}(?: here| today)?`,
  `my ${DAY}(?: here| today)?`,
  `i (?:just |have just |ve just )?(?:joined|started)(?: here| today| the (?:team|company))*`,
  `(?:can you |could you |please )?(?:start |take |show me |give me |continue |resume |begin )?(?:the |a )?tour`,
  `(?:can you |could you |please )?show me (?:a)?round`,
];

const END = [
  `stop(?: it| that| this| here| now| the tour| the quiz| the messages)?`,
  `stop (?:writing|messaging|texting|sending|bothering|pinging)(?: to)?(?: me)?(?: (?:messages|things))?(?: again)?`,
  `(?:do not|don ?t|never) (?:write|message|text|ping|bother|contact|disturb)(?: to)? ?me(?: again| any ?more| anymore)*`,
  `(?:end|cancel|quit|exit|leave) the (?:tour|quiz)`,
  `(?:no more|no further) messages`,
  `no (?:thanks|thank you)|not (?:now|today)`,
  `unsubscribe(?: me)?|opt out|quit|leave me (?:alone|in peace)`,
];

const NEW_HERE = new RegExp(`^${HELLO}(?:${NEW.join('|')})${PLEASE}$`);
const STOP = new RegExp(`^(?:ok |okay |oh )?(?:please )?(?:${END.join('|')})${PLEASE}$`);

/** Whether somebody says that they are new, or that it is enough, and nothing else: with a question behind it, that is asked. */
function readNewcomerWords(text: string): 'new here' | 'stop' | undefined {
  if (text.length > 100 || text.includes('?')) return undefined;
  const words = text
    .toLowerCase()
    .replace(/:[a-z0-9_+-]+:/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (NEW_HERE.test(words)) return 'new here';
  return STOP.test(words) ? 'stop' : undefined;
}

/** People, groups and channels as Slack sends them, names behind @, and words that stand for people. */
const NAMED =
  /<[@!#][^<>]*>|(?<![\p{L}\p{N}])@\S+|^(?:me|myself|us|him|her|them|everybody|everyone|all|somebody|someone)$/iu;
/** One to four words that begin with a capital, as names do: “Nia”, “Nia Newman and Emre”. */
const NAMES = /^\p{Lu}[\p{L}'’.-]*(?:(?:,| and| &)?\s+\p{Lu}[\p{L}'’.-]*){0,3}$/u;
const ASKS = /\?|(?<![\p{L}])(?:who|what|which|how|where|when|why|whose)(?![\p{L}])/iu;

/** Whether a text asks to have people greeted: “onboard new customers, who?” is a question. */
function readOnboard(text: string): boolean {
  const rest = /^\s*onboard(?:\s+(?<rest>[\s\S]*))?$/i.exec(text.replace(/(?<![.!\s])[.!\s]+$/, ''));
  const named = rest?.groups?.rest?.trim() ?? '';
  if (!rest || ASKS.test(named)) return false;
  return named === '' || NAMED.test(named) || NAMES.test(named);
}
