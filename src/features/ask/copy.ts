/** What people read around an answer. The answers themselves stand in the knowledge. */
export const COPY = {
  sentDirectly: 'I’ve sent you a direct message.',
  membersOnly: 'That is for members of this workspace. Ask me who owns what instead, in your own words.',
  typePrivately: (word: string) =>
    `Everybody reads what I say here. Type \`/whoowns ${word}\`, so that only you see it.`,
  nothingToRead: 'There is no text in that message that I could read.',
  asking: {
    nobody: 'Nobody is set for that role any more, so I asked nobody. `/whoowns assign` sets it.',
    unknownNow: 'I cannot look up who that is just now, so I asked nobody. Please press again in a minute.',
    membersOnly: 'Only members of this workspace can ask them through me. Please write to them yourself.',
    askedElsewhere: (channel: string) => `I have asked them in <#${channel}>.`,
  },
  reply: {
    noAnswer:
      'I no longer have an answer to that: what I know has changed since. Please ask again. I posted nothing.',
    absent: 'I am not in that channel. Type `/invite @whoowns` in it, and try again.',
    archived: 'That channel is archived, so nothing can be posted there any more.',
    failed: (channel: string, why: string) => `I could not reply in <#${channel}>. ${why}`,
  },
} as const;
