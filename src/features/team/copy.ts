/**
 * What people read about the roles of a channel and its rules. Names, titles and reasons come in escaped, people's names
 * in bold. Labels of buttons and dialogs, and errors in dialogs, are plain text; the rest is mrkdwn.
 */
export const COPY = {
  notSet: 'not set yet',
  somebody: 'somebody',
  hasLeft: 'has left',
  buttons: {
    setRoles: 'Set the roles',
    reassign: 'Assign again',
    setRule: 'Set a rule',
    undo: 'Undo',
    yourChannel: 'Your channel',
  },
  /** Below an answer, and in the answer to "who is our PO?". `where` is undefined for the channel it is read in. */
  holders: {
    named: (role: string, names: string, isOne: boolean, where: string | undefined) => {
      const there = where === undefined ? 'here' : `in <#${where}>`;
      return isOne ? `The ${role} ${there} is ${names}.` : `${names} share the ${role} role ${there}.`;
    },
    notSet: (roles: readonly string[], where: string | undefined) =>
      `No ${roles.join(' or ')} set for ${where === undefined ? 'this channel' : `<#${where}>`} yet.`,
    howToSet: (isElsewhere: boolean) => `Set one with \`/whoowns assign\`${isElsewhere ? ' there' : ''}.`,
    unavailable: "I can't look up who has this role right now. What the document says still holds.",
    whichChannel: "Which channel is your team's? Pick it and I'll name the people.",
  },
  rule: {
    here: (by: string | undefined, date: string) =>
      `This channel's rule, set${by === undefined ? '' : ` by ${by}`} on ${date}.`,
    elsewhere: (channel: string, by: string | undefined, date: string) =>
      `The rule in <#${channel}>, set${by === undefined ? '' : ` by ${by}`} on ${date}.`,
    reason: (reason: string) => `“${reason}”`,
    documentSays: 'The document says:',
  },
  team: {
    title: (channel: string) => `Roles in <#${channel}>`,
    since: (date: string, by: string | undefined) =>
      `since ${date}${by === undefined ? '' : `, set by ${by}`}`,
    rules: '*Rules in this channel*',
    somebodyLeft: 'Somebody with a role here has left. Please assign it again.',
    shared:
      "This channel is shared with another company, so I don't name people in it. Type `/whoowns team` and only you'll see its roles.",
    membersOnly: 'Only members of this workspace can see the roles in this channel.',
    tryAgain: 'Please try again in a minute.',
    picked: 'You picked this channel as yours. Change it here:',
    pickFirst: "Which channel is your team's? Pick it and I'll show you its roles.",
  },
  /** For whoever typed “assign” or “rule” where no dialog can be opened. */
  pressToChange: {
    yourChannel: "Your team's channel:",
    whichChannel: (kind: 'assign' | 'rule') =>
      `Which channel is it for? Pick yours here and type \`${kind}\` again, or type \`/whoowns ${kind}\` in that channel.`,
    assign: (channel: string | undefined) =>
      `Press the button to set the roles in ${channel === undefined ? 'this channel' : pickedAs(channel)}.`,
    rule: (channel: string | undefined) =>
      `Press the button to set a rule for ${channel === undefined ? 'this channel' : pickedAs(channel)}.`,
  },
  assignDialog: {
    title: 'Roles in this channel',
    lead: (channel: string) =>
      `For ${channel === '' ? 'this channel' : `#${channel}`}. My answers here will name these people without notifying them.`,
    people: 'People',
    nobodyYet: 'Not set yet',
    leavers: (names: readonly string[]) =>
      `${names.join(', ')} ${names.length > 1 ? 'have' : 'has'} left and will be removed when you save.`,
    unknownLeaver: 'Somebody',
    groups: 'User groups',
    noGroups: 'None',
    unknownGroup: 'A user group',
    note: 'Note',
    notePlaceholder: 'For example: on Mondays and Tuesdays',
    whichRoles: (most: number) => (most === 1 ? 'Which role?' : `Which roles? Up to ${most} at a time.`),
    rolesPlaceholder: 'Roles',
    next: 'Next',
    oldRole: "I don't know this role any more. Please close this and open it again.",
    /** `now` is who has the role now, and the note. */
    overtaken: (now: readonly string[]) =>
      `Somebody changed this while you had it open. It's now: ${now.join(', ')}. Please close this and open it again.`,
  },
  ruleDialog: {
    title: 'A rule for this channel',
    lead: "If your team does it differently, set a rule. I'll show it first, then what the document says.",
    topic: 'Topic',
    topicPlaceholder: 'Choose a topic',
    owner: 'Owner in this channel',
    ownerPlaceholder: 'Choose a role',
    asDocuments: 'As the documents say',
    reason: 'Why',
    reasonHint: 'For example: “In this team the Product Manager accepts the stories.”',
    oldRule: "I don't know this topic or role any more. Please close this and open it again.",
    asWritten: "That's what the document says already. Choose another role, or “As the documents say”.",
  },
  notInChannel: (kind: 'assign' | 'rule') =>
    `I can't see that you're in that channel. Type \`/whoowns ${kind}\` there. If it's private, invite me first: \`/invite @whoowns\`.`,
  oldDialog: 'This dialog is from an older version. Please open it again.',
  announcement: {
    roles: (by: string, channel: string | undefined) =>
      `${by} updated the roles in ${channel === undefined ? 'this channel' : `<#${channel}>`}.`,
    rules: (by: string, channel: string | undefined) =>
      `${by} updated the rules in ${channel === undefined ? 'this channel' : `<#${channel}>`}.`,
    /** In a channel that is shared with another company. */
    rolesShared: 'The roles in this channel were updated. `/whoowns team` shows them.',
    rulesShared: 'The rules in this channel were updated. `/whoowns team` shows them.',
    forgottenShared: 'Somebody with a role in this channel asked me to forget them, so I removed their name.',
    undone: (by: string) => `${by} undid this. Now:`,
    undoneText: (by: string, lines: string) => `${by} undid a change in this channel. Now: ${lines}`,
    lost: 'Somebody updated this channel.',
    forgotten: 'Somebody with a role in this channel asked me to forget them, so I removed their name. Now:',
    asDocuments: 'as the documents say',
  },
  undo: {
    overtaken:
      'Somebody has changed this again since, so I left it. `/whoowns team` shows the current roles.',
    unknown: "I can't find that change any more, so I left everything as it is.",
    already: "That's already undone.",
    unsure: 'Please check `/whoowns team` before you press again.',
  },
} as const;

function pickedAs(channel: string): string {
  return `<#${channel}>, the channel you picked as yours`;
}
