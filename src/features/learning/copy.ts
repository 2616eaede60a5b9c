/**
 * What people read about what I could not answer and was taught. Names, titles and questions come in escaped. Labels of
 * buttons and dialogs are plain text, the rest is mrkdwn.
 */
export const COPY = {
  maintainersOnly: 'Only my maintainers can do that. An admin names them in `/whoowns settings`.',
  gone: "That's no longer open: somebody was faster, or it was too long ago.",
  somebody: 'somebody',
  gaps: {
    none: 'No open questions. Whatever people ask in vain shows up here.',
    toDecide: (count: number) => `${count} ${count === 1 ? 'decision' : 'decisions'} to make`,
    unanswered: (count: number) => `${count} unanswered ${count === 1 ? 'question' : 'questions'}`,
    unhelpful: (count: number) => `${count} ${count === 1 ? 'answer' : 'answers'} marked not helpful`,
    times: (count: number) => (count === 1 ? 'once' : `${count} times`),
    isUnhelpful: 'my answer was marked not helpful',
    also: (wordings: readonly string[], isMore: boolean) =>
      `Also: ${wordings.map((text) => `“${text}”`).join(', ')}${isMore ? ' and more' : ''}`,
    reason: (reason: string) => `It did not help: “${reason}”`,
    closest: (titles: readonly string[]) => `Closest: ${titles.join(', ')}`,
    accept: (title: string) => `It asks for “${title}”`,
    answer: 'Answer this',
    notOurs: 'Not ours',
    conflict: (title: string) => `*My sources disagree on “${title}”.* Until you decide, people see both.`,
    document: (roles: string) => `•  The document: *${roles}*`,
    documentIsRight: 'The document is right',
    roleIsRight: (role: string) => `${role} is right`,
    nowNotOurs: "Noted. I won't answer or list that any more. `/whoowns taught` takes it back.",
    nowAccepted: "Noted. From now on I'll take that as a way to ask for it.",
    nowDecided: "Decided. That's my answer from the next question on.",
  },
  taught: {
    none: 'Nobody has taught me anything here yet. `/whoowns gaps` shows what people ask in vain.',
    title: 'What I was taught here',
    phrasing: (ask: string, title: string) => `“${ask}” asks for “${title}”`,
    silence: (ask: string) => `Not ours: “${ask}”`,
    withdrawn: (entry: string) => `Withdrawn: ${entry}`,
    buttons: { edit: 'Edit', withdraw: 'Withdraw', history: 'History', confirm: "It's still right" },
    confirm: {
      title: 'Withdraw this?',
      text: "From the next question on, I'll answer as if nobody had taught it.",
      confirm: 'Withdraw',
      deny: 'Not now',
    },
    nowWithdrawn:
      "Withdrawn. I'll answer without it from the next question on. Its history stays in `/whoowns taught`.",
    nowConfirmed: "Thanks! I'll ask again in 90 days.",
    change: (date: string, what: string, by: string, before: string | undefined) =>
      `•  ${date}: ${what} by ${by}${before === undefined ? '' : `. Before: ${before}`}`,
  },
  review: {
    taught: (date: string, by: string) => `On ${date} ${by} taught me this. Is it still right?`,
    unconfirmed: (date: string, by: string) =>
      `Nobody has confirmed since ${date} what ${by} taught me. Is it still right?`,
    you: 'you',
    settled:
      "There's nothing left to do: it was withdrawn in the meantime, or the knowledge files have it by now.",
  },
  teach: {
    editTitle: 'Edit what I know',
    answerTitle: 'Answer this',
    peopleAsk: (question: string, others: number) => {
      const more =
        others === 0 ? '' : `, and the same in ${others === 1 ? 'other words' : `${others} other ways`}`;
      return `People ask: “${question}”${more}`;
    },
    role: 'Which role owns it',
    rolePlaceholder: 'A role',
    somebodyElse: 'Somebody else',
    other: 'Who, if somebody else',
    otherHint: 'A job or a team, such as HR. Not the name of a person: people change.',
    topic: 'A topic I know',
    topicHint: 'Leave it empty for something new.',
    topicHintKnown:
      'Leave it empty for something new. If I know the answer already, choose its topic here and leave the rest as it is.',
    topicPlaceholder: 'Something new',
    title: 'What it is, in a few words',
    titleHint: 'For something new.',
    answer: 'The answer',
    answerHint: 'A sentence or two, as people will read it.',
    source: 'Where it is written',
    asks: 'How people ask for it, one way per line',
    live: (title: string) => `“${title}” is live. I'll ask you in 90 days whether it's still right.`,
    changed:
      'Somebody changed this while you were writing. Copy your text, close this, and open it again from “/whoowns taught”.',
    errors: {
      unknownTopic: "I don't know this topic any more.",
      title: 'Say in a few words what it is, or choose a topic above.',
      noAsks: 'I need at least one way in which people ask for it.',
      tooManyAsks: (most: number) => `At most ${most} ways, please.`,
      answer: 'Please write the answer.',
      source: 'Please say where it is written.',
      other: 'Please write who it is: a job or a team.',
      notOther: 'Choose “Somebody else” above, or leave this empty.',
      unknownRole: "I don't know this role any more.",
      otherRole: (names: string) =>
        `The document names the ${names} here. Choose that above, or write the answer and where it is written.`,
    },
  },
  digest: {
    on: "The weekly digest is on. I'll message you on Mondays at nine.",
    off: 'The weekly digest is off.',
    quiet: 'No questions last week.',
    week: (asked: number, answered: number, unanswered: number, unsure: number) =>
      `${asked} ${asked === 1 ? 'question' : 'questions'} last week: ${answered} answered, ${unanswered} unanswered, ${unsure} needed a follow-up question.`,
    unhelpful: (count: number) => `${count} ${count === 1 ? 'answer' : 'answers'} marked not helpful.`,
    topics: '*Most asked topics*',
    gaps: (count: number) => (count === 1 ? '*The biggest gap*' : '*The biggest gaps*'),
    footer: '`/whoowns gaps` shows all of it. `/whoowns digest` switches this off.',
  },
  feedback: {
    thanks: 'Thanks!',
    kept: "Thanks! I've kept your question for my maintainers, without your name.",
    notKept: "Thanks! I've kept nothing of your question.",
    title: 'That did not help',
    closed: 'Thanks',
    whoSees: {
      'at once': 'Sorry about that. The people who maintain me will see your question, but not your name.',
      'when sent':
        'Sorry about that. If you send this, the people who maintain me will see the question, but not your name.',
      never: 'Sorry about that. I keep nothing of your question.',
    },
    instead: 'Did you mean one of these?',
    reason: 'What was wrong with it?',
    send: 'Send',
    close: 'Close',
  },
  tell: {
    oldButton: 'This button is from an older message of mine. Please ask me again.',
    notOurs: "My maintainers have said that this isn't mine to answer.",
    willTell: "Got it. I'll message you when someone answers this.",
    cannotTell: "In this workspace I keep no questions, so I can't tell you later.",
    pressAgain: 'Please press again in a minute.',
    told: (question: string) => `You asked me “${question}”. Here's the answer:`,
  },
} as const;

/** What whoever runs the bot reads in the terminal. */
export const TERMINAL = {
  nothing: 'No unanswered questions, and nothing was taught.',
  wrote: (file: string) => `Wrote ${file}.`,
  nothingToWrite: (workspace: string) => `${workspace}: there is nothing to write.`,
  left: (why: string) => `Left in the memory: ${why}`,
  summary: (workspace: string, gaps: number, taught: number) =>
    `${workspace}: ${COPY.gaps.unanswered(gaps)}, ${taught} taught`,
  conflict: (title: string) => `sources disagree on “${title}”`,
  also: (text: string) => `also: ${text}`,
  reason: (text: string) => `it did not help: ${text}`,
  closest: (topics: readonly string[]) => `closest: ${topics.join(', ')}`,
  why: {
    takenWords: (ask: string) =>
      `“${ask}”: the files have these words for something else already, so they are left out.`,
    disputed: (title: string) =>
      `“${title}”: what was taught gives it to different roles. Decide in \`/whoowns gaps\` first.`,
    noTopic: (title: string, topic: string) => `“${title}”: there is no topic “${topic}” any more.`,
    otherRole: (title: string) =>
      `“${title}”: the documents give it to another role. Change the document, or withdraw it.`,
    otherWords: (title: string) =>
      `“${title}”: its ways to ask are written; its answer stays, as the documents say it in other words. Take over what you like, then withdraw it.`,
    noRole: (title: string, role: string) => `“${title}”: there is no role “${role}” any more.`,
    notInFiles: (title: string, name: string) =>
      `“${title}”: no knowledge file has “${name}” as a role. Add it there first.`,
    notOurs: (title: string) =>
      `“${title}”: the files have its words as not ours to answer. Take them out there first.`,
    allTaken: (title: string) => `“${title}”: all its ways to ask are those of another topic already.`,
  },
} as const;
