/**
 * What people read around an answer; the answers themselves stand in the knowledge. Titles, names and questions come in
 * escaped. Labels of buttons and dialogs, and what `confirm` asks, are plain text; the rest is mrkdwn.
 */
export const COPY = {
  sentDirectly: "I've sent you a direct message.",
  membersOnly: "That's for members of this workspace. You can still ask me who owns what, in your own words.",
  typePrivately: (word: string) =>
    `Everyone can read my replies here. Type \`/whoowns ${word}\` instead, and only you see it.`,
  oneMoment: 'One moment…',
  nothingToRead: "There's no text in that message that I can read.",
  /** The box that takes a question, in its dialog and on the home tab. */
  box: {
    title: 'Ask who owns…',
    label: 'Your question, or just a word',
    placeholder: 'who signs off a finished story?',
    ask: 'Ask',
    close: 'Close',
  },
  dialog: {
    title: 'Who owns this?',
    close: 'Close',
    reply: 'Reply in thread',
    question: (question: string) => `“${question}”`,
  },
  buttons: {
    askThem: 'Ask them',
    compare: (one: string, other: string) => `Compare ${one} and ${other}`,
    why: 'Why this answer?',
    share: 'Share in channel',
    noneOfThese: 'None of these',
    howToAsk: 'How to ask',
    whatIKnow: 'What I know',
    tell: "Tell me when there's an answer",
  },
  feedback: {
    helpful: 'Helpful',
    notHelpful: 'Not helpful',
    wasHelpful: 'This was helpful',
    wasNotHelpful: 'This was not helpful',
    inDialog: "This didn't help",
  },
  /** Asking the people who have a role. */
  asking: {
    title: 'Ask them?',
    confirm: (where: string, people: string) => `This posts your question ${where} and notifies ${people}.`,
    inThread: 'in this thread',
    inChannel: 'in this channel',
    inNamed: (channel: string) => `in #${channel}`,
    inTheirs: 'in your channel',
    ask: 'Ask',
    notNow: 'Not now',
    shared:
      "This channel is shared with another company, so I don't mention anybody in it. Please write to them yourself.",
    asks: (by: string, people: string, question: string) => `<@${by}> asks ${people}: ${question}`,
    askedAs: (roles: string) => `Asked as ${roles} of this channel.`,
    sentence: (question: string) => `“${question}”`,
    about: (topic: string) => `I have a question about “${topic}”.`,
    aMinute: 'do you have a minute?',
    notAsked: (why: string) => `I couldn't ask: ${why}`,
    wouldHaveAsked: (people: string, question: string) => `I would have asked ${people}: ${question}`,
    nobody: 'Nobody has that role any more, so I asked nobody. Set it with `/whoowns assign`.',
    unavailable: "I can't look up who that is right now, so I asked nobody. Please press again in a minute.",
    membersOnly: 'Only members of this workspace can ask them through me. Please message them yourself.',
    askedElsewhere: (channel: string) => `I've asked them in <#${channel}>.`,
  },
  sharing: {
    asked: (by: string, question: string) => `<@${by}> asked: “${question}”`,
    sharedBy: (by: string) => `Shared by <@${by}>`,
    lookedUp: (by: string) => `<@${by}> looked this up`,
    sharedInChannel: 'You shared this in the channel.',
    sharedInThread: 'You shared this in the thread.',
  },
  reply: {
    noAnswer: 'I no longer have an answer to that, so I posted nothing. Please ask again.',
    absent: "I'm not in that channel. Type `/invite @whoowns` there and try again.",
    archived: "That channel is archived, so I can't post there.",
    failed: (channel: string, why: string) => `I couldn't reply in <#${channel}>. ${why}`,
  },
  why: {
    named: "You named it, so I didn't have to guess.",
    read: (part: string, title: string) => `I read “${part}” as a question about *${title}*.`,
    words: (words: readonly string[]) =>
      `Key ${words.length === 1 ? 'word' : 'words'}: ${words.map((word) => `“${word}”`).join(', ')}`,
    phrasing: (phrasing: string) => `A phrasing I know: “${phrasing}”`,
    instead: (title: string) => `I also considered *${title}*.`,
  },
  answer: {
    title: (roles: string, title: string) => `*${roles}*  ·  ${title}`,
    duty: (title: string, answer: string) => `•  *${title}*: ${answer}`,
    item: (title: string) => `•  ${title}`,
    together: (roles: readonly string[]) => roles.join(' and '),
    fromDocument: (title: string) => `From the document “${title}”`,
    andMore: '…and more',
    /** The text of a notification, where the channel has a rule. */
    ruleText: (role: string, channel: string | undefined, document: string) =>
      `In ${channel === undefined ? 'this channel' : `<#${channel}>`}: ${role}. The document says ${document}`,
    documentSays: 'The document says:',
  },
  taught: {
    somebody: 'somebody',
    author: (by: string, date: string) => `Added by ${by} on ${date}.`,
    unconfirmed: (date: string) => ` Nobody has confirmed it since ${date}, so please check.`,
    source: (source: string) => ` Source, in their words: ${source}`,
    conflict: (roles: readonly string[]) => `My sources disagree on this: ${roles.join(' or ')}.`,
    undecided: "Here's what each says. Nobody has decided yet.",
  },
  who: {
    noChannel: (roles: string) =>
      `I don't know which channel is your team's yet, so I can't say who the ${roles} is.`,
    pickChannel:
      'Pick it here. If no roles are set there yet, type `/whoowns assign` in that channel to set them.',
    unknownChannel: (roles: string, channel: string) =>
      `I can't say here who the ${roles} in <#${channel}> is: the role isn't set yet, or the channel is private. Type \`/whoowns assign\` there to set it.`,
    unknownPlace: (name: string) =>
      `I don't know a channel called “${name}” with roles set. Type \`/whoowns assign\` there, or ask somebody who's in it.`,
    shared: (roles: string) =>
      `This channel is shared with another company, so I don't name people in it. Type \`/whoowns\` with your question and only you'll see who the ${roles} is.`,
    outside: (roles: string) =>
      `I only tell members of this workspace who the ${roles} is. Ask one of them, or see what the role is about:`,
    unavailable: (roles: string) =>
      `I can't look up who the ${roles} is right now. Please try again in a minute.`,
  },
  unknown: {
    dontKnow: "I don't know. My documents don't cover that.",
    covered: "Here's what they cover:",
    typeHelp: 'Type help to see what they cover.',
    group: (heading: string, titles: readonly string[]) => `•  *${heading}*: ${titles.join(', ')}`,
  },
  help: {
    hello: "I tell you who owns what, and show you where it's written.",
    command:
      'Type `/whoowns` and a topic or a question: `/whoowns backlog`, `/whoowns who signs off a finished story?`',
    words:
      'Ask me in your own words: “who signs off a finished story?”, or just “backlog”. In any channel you can type `/whoowns backlog`, and only you see the answer.',
    people:
      'I also know who has which role in your channel, once somebody sets it: `/whoowns assign` sets it, `/whoowns team` shows it, `/whoowns rule` is for what your team does differently, and `/whoowns forget me` forgets you.',
    more: "There's more: `/whoowns sheet` shows the roles side by side. If you're new here, tell me. *Who owns this?* in the menu of a message answers what it asks, and *Ask who owns…* is in Slack's search box.",
  },
  hello:
    'Hello! Ask me who owns what, in your own words: “who signs off a finished story?”, or just “backlog”. In any channel you can type `/whoowns backlog`, and only you see the answer.',
} as const;
