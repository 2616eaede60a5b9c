/** What people read about the roles of a channel and its rules. */
export const COPY = {
  oldDialog: 'This dialog is from an older version of mine. Please open it again.',
  oldRole:
    'I do not know this role any more, so I cannot set it. Please close this dialog, and open it again.',
  oldRule: 'I no longer know what that was about. Please close this dialog, and open it again.',
  asWritten: 'That is what the document says already. Choose another role, or “As the documents say”.',
  /** A dialog shows plain text; `now` is who has the role now, and the note. */
  overtaken: (now: readonly string[]) =>
    `Somebody has changed this while the dialog was open: now it is ${now.join(', ')}. Please close it, and open it again.`,
  nobody: 'nobody',
  somebody: 'somebody',
  undo: {
    overtaken:
      'Somebody has changed the same thing since, so I left it as it is. Type `/whoowns team` to see what holds now.',
    unknown: 'I no longer know that change, so I left everything as it is.',
    already: 'That was undone already.',
    unsure: 'Please look at `/whoowns team` before you press again.',
  },
  membersOnly: 'Who holds what here, I show to members of this workspace only.',
  tryAgain: 'Please try again in a minute.',
  pickedChannel: 'This is the channel that you picked as yours. Change it here:',
  pickFirst: 'Which channel is your team’s? Pick it here, and I show you who holds what there.',
  yourChannel: 'Your team’s channel:',
  whichChannel: (kind: 'assign' | 'rule') =>
    `Which channel is it for? Pick yours here and type \`${kind}\` again, or type \`/whoowns ${kind}\` in that channel.`,
  pressToChange: (kind: 'assign' | 'rule', channel: string | undefined) => {
    const what = kind === 'assign' ? 'who holds which role' : 'what your squad does differently';
    const where =
      channel === undefined ? 'in this channel' : `in <#${channel}>, the channel that you picked as yours`;
    return `Press the button to say ${what} ${where}.`;
  },
} as const;
