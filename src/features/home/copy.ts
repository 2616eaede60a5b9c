const count = (many: number, one: string, more: string) => (many === 1 ? `one ${one}` : `${many} ${more}`);

/**
 * What people read on the home tab. Names, roles and headings come in escaped. Labels of buttons, headers, and what
 * `confirm` asks are plain text; the rest is mrkdwn.
 */
export const COPY = {
  title: 'Who owns what?',
  lead: "Ask in your own words. I'll show you the role and the sentence that says so. Only you see the answer.",
  tour: {
    isNew: "New here? I'll show you who does what, in a few minutes.",
    begin: "I'm new here",
    atStep: (step: number, steps: number) => `You're at step ${step} of ${steps} of the tour.`,
    continueTour: 'Continue the tour',
    inQuiz: "You're in the middle of the quiz.",
    continueQuiz: 'Continue the quiz',
    finished: "You've taken the tour. You can see it again any time.",
    again: 'See it again',
    sent: "I've sent you a direct message: see *Messages* above.",
  },
  topics: {
    title: 'What I know',
    group: (heading: string, topics: number) =>
      `*${heading}*: ${topics} ${topics === 1 ? 'topic' : 'topics'}`,
    choose: 'Choose a topic',
    more: (groups: number) => `And ${groups} more. \`/whoowns help\` lists them all.`,
  },
  roles: {
    title: 'Roles in your channels',
    unavailable: "I can't reach my database right now. Please come back in a minute.",
    notSet: 'No roles set in your channels yet. Type `/whoowns assign` in one of them to set them.',
    inChannel: (channel: string, lines: readonly string[]) => `<#${channel}>\n${lines.join('\n')}`,
    more: '`/whoowns team` shows the roles in your other channels.',
    pick: "Which channel is your team's? Pick it and I'll name its people when you message me directly.",
    change: 'This is your channel: I name its people when you message me directly. Change it here:',
  },
  /** After somebody picked their channel. */
  picked: (channel: string) => `Got it. I'll name the people of <#${channel}> when you message me directly.`,
  changeIt: 'To change it, type `/whoowns team` here.',
  unpicked: 'I no longer know which channel is yours.',
  data: {
    title: 'What I keep about you',
    unavailable: "I can't look that up right now. “Forget me” works as soon as I can.",
    nothing: 'Nothing yet.',
    incomplete: "I can't look up all of it right now.",
    noQuestions: "I keep no question with your name, unless you want me to tell you when there's an answer.",
    channel: (channel: string) => `Your channel is <#${channel}>.`,
    role: (role: string, channel: string) => `*${role}* in <#${channel}>`,
    roles: (roles: readonly string[]) => `Your roles: ${roles.join(', ')}.`,
    tour: 'How far you are with the tour, and what you missed in the quiz.',
    followUp: 'One more message of the tour, which is still to come.',
    waiting: (questions: number) =>
      `You want to hear when there's an answer to ${count(questions, 'question', 'questions')}.`,
    digest: 'You get the weekly digest.',
    set: (changes: number) => `You set ${count(changes, 'role or rule', 'roles and rules')}.`,
    taught: (answers: number) => `You taught me ${count(answers, 'answer', 'answers')}.`,
    invited: (people: number) => `You invited ${count(people, 'person', 'people')} to the tour.`,
    greets: 'You turned on greetings for people who join.',
    maintainer: "You're one of my maintainers. An admin can change that.",
  },
  forget: {
    label: 'Forget me',
    title: 'Forget you?',
    keep: 'Keep',
    deletes: (things: readonly string[]) => `This permanently deletes: ${things.join(', ')}.`,
    deletesAll: 'This permanently deletes whatever I keep about you.',
    channel: 'your channel',
    roles: 'your roles',
    tour: 'your tour',
    followUp: 'its last message',
    waiting: 'which answers you want to hear about',
    digest: 'your weekly digest',
    set: 'your name on what you set',
    taught: 'your name on what you taught',
    invited: 'whom you invited',
    greets: 'that you turned on greetings',
  },
  help: {
    title: 'Where to get help',
    text: (whom: readonly string[]) => {
      const everyone = [...whom, 'an admin of this workspace'];
      const last = everyone.pop() ?? '';
      const list = everyone.length === 0 ? last : `${everyone.join(', ')} or ${last}`;
      return `Type \`/whoowns help\` in any channel to see how to ask. If something is wrong or missing, tell ${list}.`;
    },
    version: (version: string) => `whoowns ${version}`,
  },
  settings: 'Settings',
} as const;
