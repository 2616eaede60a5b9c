/** What people read about the settings. Plain text throughout. */
export const COPY = {
  unchecked: "I couldn't check with Slack who you are, so I changed nothing. Please try again in a minute.",
  adminsOnly: 'Only admins of this workspace can change my settings. Please ask one of them.',
  membersOnly: 'Only members of this workspace can change the roles. Please ask one of them.',
  adminsSetRoles: 'In this workspace only admins can change the roles. Please ask one of them.',
  button: 'My settings are for the admins of this workspace. The button opens them.',
  buttonLabel: 'Settings',
  dialog: {
    title: 'Settings',
    changesBy: 'Who can set the roles',
    everybody: 'Every member',
    admins: 'Admins only',
    greet: 'Greetings',
    greetOff: 'Only message people who ask me to',
    greetOn: 'Greet everyone who joins or is named, once',
    greetHint:
      "A direct message that offers to show people around. Guests and bots never get one. When on, anyone can use /whoowns onboard @name. When off, only admins can. Whoever turns this on can see who started, finished or declined the tour, and hears about greetings I couldn't deliver.",
    maintainers: 'Maintainers (besides admins)',
    maintainersHint: "They see what I couldn't answer, and can teach me.",
    noMaintainers: 'Not set yet',
    keepDays: 'Keep unanswered questions for',
    days: { '0': "Don't keep them", '30': '30 days', '90': '90 days', '365': 'A year' },
  },
} as const;
