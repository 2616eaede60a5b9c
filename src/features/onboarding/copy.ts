/** Every sentence of this feature that is not in the knowledge folder. Texts are mrkdwn; names come in escaped. */

export const WORDS = {
  nameThem:
    "I couldn't tell who you mean. Type @ and pick the person from Slack's list: `/whoowns onboard @name`.",
  unknownPerson:
    "Welcome! I couldn't check with Slack who you are. Please write “I'm new here” again in a minute; meanwhile, ask me anything.",
  notForYou:
    'Welcome! The tour is for members of this workspace only, but ask me who owns what in your own words: “who signs off a finished story?”, or just “backlog”.',
  stopped:
    "Stopped. I'll only message you when you ask me something. To take the tour later, write “I'm new here”.",
  nothingToStop: "There's nothing to stop: I only message you when you ask me something.",
  outdated: 'The message that I announced further up will not come.',
} as const;
