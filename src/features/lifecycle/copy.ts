/** What people read when they come to a channel, or want to be forgotten. */
export const COPY = {
  hello:
    'Hello! Mention me with a question, or type `/whoowns backlog`, and I tell you which role owns it and where that is written.\nTell me who holds the roles here, and I name them too.',
  setRoles: 'Set the roles here',
  nothing: 'I had nothing of yours to forget.',
  forgotten:
    'Done. I no longer know which channel is yours, you hold no role with me any more, how far you were with the tour is gone, and your name is gone from what you had set. You wait for no answer, and no digest and no question whether something still holds comes to you. What you had set for others stays.',
  notYet: 'I have forgotten nothing yet. Please try again in a while.',
  untold: (channels: readonly string[]) =>
    `I could not say so in ${channels.join(', ')}, where you held a role: please tell them yourself.`,
} as const;
