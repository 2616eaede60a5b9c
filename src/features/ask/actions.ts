/** Buttons under an answer. An action id is one of these, or one of these with `:` and a suffix that makes it unique. */
export const ASK_ACTION = {
  /** Shows a topic below what is there. */
  show: 'topic.show',
  /** Puts the answer in the place of "Did you mean". */
  pick: 'topic.pick',
  /** Posts a private answer where everybody sees it. */
  share: 'answer.share',
  /** Says why the question was understood as it was. */
  why: 'answer.why',
  /** Asks the people who have the role, where everybody sees it. */
  ask: 'answer.ask',
  /** Shows a topic in place of what a dialog shows. */
  look: 'dialog.look',
  /** "Was this helpful?" with Slack's own buttons. */
  judge: 'feedback.judge',
  /** "This didn't help", in a dialog. */
  unhelpful: 'feedback.not',
  /** "Tell me when there's an answer". */
  tell: 'feedback.tell',
} as const;

/** The dialogs: the one that asks for a question, and the one with an answer. */
export const ASK_DIALOG = { ask: 'ask.question', answer: 'answer.dialog' } as const;
