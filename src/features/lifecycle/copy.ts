/** What people read when the bot comes to a channel, or when they want to be forgotten. Mrkdwn. */
export const COPY = {
  hello:
    "Hello! Mention me with a question, or type `/whoowns backlog`. I'll tell you which role owns it and where that's written.\nSet the roles here, and I'll name the people too.",
  setRoles: 'Set the roles here',
  nothing: 'I had nothing of yours to forget.',
  forgotten:
    "Done. I've deleted your channel, your roles with me, your tour, and your name on what you set. I won't tell you about answers, send you digests, or ask you whether an answer is still right. What you set for others stays.",
  notYet: "I haven't forgotten anything yet. Please try again in a while.",
  untold: (channels: readonly string[]) =>
    `I couldn't say so in ${channels.join(', ')}, where you had a role. Please tell them yourself.`,
} as const;
