import type { Outcome } from './progress.ts';

/**
 * What people read about the tour, beside the words of the knowledge folder. Names and the like come in escaped, labels
 * of buttons and what `confirm` asks are plain text, the rest is mrkdwn.
 */
export const COPY = {
  words: {
    nameThem:
      "I couldn't tell who you mean. Type @ and pick the person from Slack's list: `/whoowns onboard @name`.",
    unknownPerson:
      "Welcome! I couldn't check with Slack who you are. Please write “I'm new here” again in a minute; meanwhile, ask me anything.",
    notForYou:
      'Welcome! The tour is for members of this workspace only, but ask me who owns what in your own words: “who signs off a finished story?”, or just “backlog”.',
    stopped:
      "Stopped. I'll only message you when you ask me something. To take the tour later, write “I'm new here”.",
    nothingToStop: "There's nothing to stop: I only message you when you ask me something.",
    outdated: "Ignore the message I announced further up: it won't come.",
  },
  tour: {
    start: 'Start the tour',
    sheet: 'Show the cheat sheet',
    notNow: 'Not now',
    back: 'Back',
    next: 'Next',
    stop: 'Stop',
    quiz: 'Five quick questions',
    finish: 'Finish here',
    stepOf: (step: number, steps: number) => `Step ${step} of ${steps}`,
    askedBy: (name: string) =>
      `${name} asked me to say hello. Reply “stop” and I won't message you first again.`,
    somebody: 'Somebody',
    fromDocument: (title: string) => `From the document “${title}”`,
    noTeams:
      'No roles set in your channels yet. Whoever knows them can set them there with `/whoowns assign`.',
    teamsUnavailable: "I can't look that up right now. `/whoowns team` in a channel shows it.",
    oldButton: "I no longer know what this button was for. Write “I'm new here” and I'll show you around.",
    pressAgain: 'Please press again in a minute.',
  },
  quiz: {
    questionOf: (question: number, questions: number) => `Question ${question} of ${questions}`,
    onceMore: (question: number, questions: number) => `Once more, ${question} of ${questions}`,
    right: (owner: string) => `Yes, *${owner}*.`,
    wrong: (owner: string) => `Not quite: it's the *${owner}*. I'll ask again at the end.`,
    together: 'They own it together',
    next: 'Next question',
    end: 'See how it went',
  },
  finished: {
    done: '*Done!*',
    score: (right: number, of: number) => `You got ${right} of ${of}. Only you can see this.`,
    scoreSoFar: (right: number, answered: number) =>
      `You got ${right} of the ${answered} you answered. Only you can see this.`,
    askMe: 'Ask me anything, any time, here or in your channels.',
    toRemember: 'To remember:',
    followUpOn: (day: string) => `I'll check in once more on ${day}, then only when you ask.`,
    quiz: 'Take the quiz',
    again: 'See the tour again',
    noMore: 'No more messages',
  },
  followUp: "Ask me anything, any time. I won't message you first again.",
  invite: {
    unknownInviter: "I couldn't check with Slack who you are. Please try again in a minute.",
    membersOnly: 'Only members of this workspace can have people greeted.',
    greetingsOff:
      "That's kind of you. In this workspace I only message people who ask me to; an admin can switch greetings on in `/whoowns settings`. Until then, tell them to write “I'm new here” to me and I'll show them around.",
    unknownPerson: "Slack doesn't tell me who one of them is, so I didn't message them.",
    tooMany: (most: number) => `I greet ${most} people at a time. Please name the others again.`,
    noFurther: 'I got no further than that. Please name the others again in a minute.',
    outcome: {
      greeted: (name: string) =>
        `I've greeted ${name}. \`/whoowns onboard\` shows you whether they take the tour, and nothing more.`,
      'greeted before': (name: string) =>
        `I've greeted ${name} before, and I greet everybody only once. They can write “I'm new here” to me at any time.`,
      'not for them': (name: string) =>
        `${name} is a guest or a bot, or has left. I only greet members of this workspace.`,
      'no tour': () => 'My knowledge folder has no tour (`onboarding.yml`), so I greeted nobody.',
    },
  },
  invited: {
    title: 'People I greeted for you',
    none: "I haven't greeted anybody for you yet. `/whoowns onboard @name` greets somebody and offers them the tour.",
    somebody: 'Somebody',
    more: (count: number) => `And ${count} before them.`,
    outcome: {
      'on its way': 'the greeting is on its way',
      undelivered: "the greeting couldn't be delivered",
      uncertain: 'the greeting may not have arrived',
      greeted: 'greeted',
      started: 'started',
      finished: 'finished',
      declined: 'declined',
      gone: 'has left',
    } satisfies Readonly<Record<Outcome, string>>,
    undelivered: (name: string) => `I couldn't deliver my greeting to ${name}.`,
    uncertain: (name: string) => `My greeting to ${name} may not have arrived. I can't tell.`,
    again: 'Try again',
    confirm: {
      title: 'Greet them again?',
      text: 'The first greeting may have arrived after all. Then they get a second one.',
      confirm: 'Greet them',
      deny: 'Leave it',
    },
  },
  again: {
    notFound: "I can't find that greeting any more.",
    greeted: (name: string) => `Delivered: I've greeted ${name}.`,
    'greeted before': (name: string) => `${name} has been greeted already.`,
    undelivered: (name: string) => `Slack rejected my greeting to ${name} again. Try once more later.`,
    uncertain: (name: string) => `Slack didn't say this time either whether it reached ${name}.`,
    'not for them': (name: string) => `${name} is a guest or has left, so I don't greet them.`,
    'no tour': () => 'My knowledge folder has no tour any more.',
  },
  remains: "I keep only a hash of your user ID, so that I don't greet you again.",
} as const;
