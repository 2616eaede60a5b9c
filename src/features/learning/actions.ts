export const LEARNING_ACTION = {
  /** `/whoowns gaps`: pages, an answer, "Not ours", another way to ask, and who is right. */
  gapsPage: 'gaps.page',
  gapsAnswer: 'gaps.answer',
  gapsNotOurs: 'gaps.not-ours',
  gapsAccept: 'gaps.accept',
  gapsDecide: 'gaps.decide',
  /** `/whoowns taught`: pages, edit, withdraw, history, and "it's still right". */
  taughtPage: 'taught.page',
  taughtEdit: 'taught.edit',
  taughtWithdraw: 'taught.withdraw',
  taughtHistory: 'taught.history',
  taughtHolds: 'taught.holds',
} as const;

/** Why an answer did not help, and the dialog in which a gap is answered. */
export const LEARNING_DIALOG = { unhelpful: 'feedback.not', teach: 'gaps.answer' } as const;
