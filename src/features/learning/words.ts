import type { Caller } from '../../slack/caller.ts';
import type { TypedWord } from '../../slack/typed-words.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import { COPY } from './copy.ts';
import type { Digests } from './digest.ts';
import { isMaintainer, type MaintainerDependencies, showGaps, showTaught } from './maintainers.ts';

/** "gaps", "taught" and "digest", which are for maintainers. */
export function createLearningWords(
  deps: MaintainerDependencies & { readonly digests: Digests },
): readonly TypedWord[] {
  const { digests } = deps;
  const word = (
    name: string,
    pattern: RegExp,
    show: (caller: Caller) => Promise<Message>,
    isForAnyone: (caller: Caller) => Promise<boolean> = async () => false,
  ): TypedWord => ({
    name,
    isTyped: (_, words) => pattern.test(words),
    audience: 'asker',
    run: async (caller) => {
      const mayUse = (await isForAnyone(caller)) || (await isMaintainer(deps, caller));
      return { message: mayUse ? await show(caller) : say(COPY.maintainersOnly) };
    },
  });
  return [
    word('gaps', /^gaps?$/, (caller) => showGaps(deps, caller, 0)),
    word('taught', /^(?:what (?:were you|you were) )?taught$/, (caller) => showTaught(deps, caller, 0)),
    word(
      'digest',
      /^(?:weekly )?digest$/,
      async (caller) => say((await digests.toggle(caller)) ? COPY.digest.on : COPY.digest.off),
      // Whoever is no maintainer any more may still switch it off.
      (caller) => digests.isOn(caller),
    ),
  ];
}
