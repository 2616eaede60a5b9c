import type { TypedWord } from '../../slack/typed-words.ts';
import { say } from '../../slack/ui/blocks.ts';
import { type ForgetParts, forgetPerson } from './forget.ts';

/** "forget me". */
export function createLifecycleWords(parts: ForgetParts): readonly TypedWord[] {
  return [
    {
      name: 'forget me',
      isTyped: (_, words) => words === 'forget me',
      audience: 'asker',
      run: async (caller) => ({ message: say(await forgetPerson(parts, caller)) }),
    },
  ];
}
