import type { Local } from '../here.ts';

/** Where an answer is read, which decides the buttons below it. */
export interface AnswerPlace {
  /** `private`: only the asker sees it. `public`: all in the channel do. `direct`: a direct message. `dialog`: a dialog. */
  readonly audience: 'private' | 'public' | 'direct' | 'dialog';
  /** The question, to be repeated when the answer is shared. */
  readonly question?: string | undefined;
  /** The thread that a private answer stands in. */
  readonly thread?: string | undefined;
  /** Names the question, should somebody want to be told. */
  readonly id?: string | undefined;
  /** What the answer means where it is read; without it, people are not spoken of. */
  readonly local?: Local | undefined;
}
