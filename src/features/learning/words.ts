import type { Answerer } from '../../answer/answerer.ts';
import type { Caller } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import type { TypedWord } from '../../slack/typed-words.ts';
import { section } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import type { Store } from '../../store/types.ts';
import { WORDS } from './copy.ts';
import type { Digests } from './digest.ts';
import type { Entries } from './entries.ts';
import { mayCare, showGaps, showTaught } from './maintainers.ts';
import type { Teaching } from './teaching.ts';

/** "gaps", "taught" and "digest", which are for maintainers. */
export function createLearningWords(deps: {
  readonly answerer: Answerer;
  readonly people: People;
  readonly store: Store;
  readonly entries: Entries;
  readonly teaching: Teaching;
  readonly digests: Digests;
}): TypedWord[] {
  const { digests } = deps;
  const word = (
    name: string,
    pattern: RegExp,
    show: (caller: Caller) => Promise<Message>,
    isOpen: (caller: Caller) => Promise<boolean> = async () => false,
  ): TypedWord => ({
    name,
    isTyped: (_, words) => pattern.test(words),
    audience: 'asker',
    run: async (caller) => {
      const mayUse = (await isOpen(caller)) || (await mayCare(deps, caller));
      return { message: mayUse ? await show(caller) : say(WORDS.maintainersOnly) };
    },
  });
  return [
    word('gaps', /^gaps?$/, (caller) => showGaps(deps, caller, 0)),
    word('taught', /^(?:what (?:were you|you were) )?taught$/, (caller) => showTaught(deps, caller, 0)),
    word(
      'digest',
      /^(?:weekly )?digest$/,
      async (caller) => say((await digests.toggle(caller)) ? WORDS.digestOn : WORDS.digestOff),
      // Whoever is no maintainer any more may still switch it off.
      (caller) => digests.isOn(caller),
    ),
  ];
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });
