/** What people read about the settings. */
export const COPY = {
  unchecked: 'I could not check with Slack who you are, so I changed nothing. Please try again in a minute.',
  adminsOnly: 'Only admins of this workspace change my settings. Ask one of them to do it.',
  membersOnly: 'Only members of this workspace can change who holds what. Ask one of them to do it.',
  adminsSetRoles: 'In this workspace only admins change who holds what. Ask one of them to do it.',
  button: 'My settings are for the admins of this workspace. The button opens them.',
  buttonLabel: 'Settings',
  dialog: {
    title: 'Settings',
    changesBy: 'Who may set the roles',
    everybody: 'Every member',
    admins: 'Admins only',
    greet: 'Greetings',
    greetOff: 'Write only to people who ask me to',
    greetOn: 'Greet everybody who joins or is named, once',
    greetHint:
      'By direct message, with an offer to show them around, and never to guests or bots. On, every member may name somebody with /whoowns onboard @name; off, admins alone. Whoever switches it on can see whether it was started, finished or declined, and hears of greetings that could not be delivered.',
    maintainers: 'Who looks after me, beside the admins',
    maintainersHint: 'They see what I could not answer, and may teach me.',
    nobody: 'Nobody',
    keepDays: 'Keep what I could not answer for',
    days: { '0': 'Not at all', '30': '30 days', '90': '90 days', '365': 'A year' },
  },
} as const;
