/** What people read after they have picked their channel. */
export const COPY = {
  picked: (channel: string) =>
    `Thank you. From now on I name the people of <#${channel}> when you write to me directly.`,
  changeIt: 'To change it, type `/whoowns team` here.',
  unpicked: 'I no longer know which channel is yours.',
} as const;
