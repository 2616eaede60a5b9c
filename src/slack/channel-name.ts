/** What Slack sends in the place of a name that is not to be told, and what it makes up for a conversation of several. */
const NO_NAMES = /^(?:privategroup|directmessage|mpdm-.*)$/;

/** The name of a channel as people know it; '' where Slack keeps it to itself, as it does with private channels. */
export function channelName(given: string | undefined): string {
  return given === undefined || NO_NAMES.test(given) ? '' : given;
}
