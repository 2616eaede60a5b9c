import type { webApi } from '@slack/bolt';

/** No preview of a link: what people have written may hold one, and a preview speaks louder than an answer. */
export const NO_PREVIEW = { unfurl_links: false, unfurl_media: false } as const;

/** Posts a message. All messages go this way. Throws what Slack answers. */
export function post(
  client: webApi.WebClient,
  message: webApi.ChatPostMessageArguments,
): Promise<webApi.ChatPostMessageResponse> {
  return client.chat.postMessage({ ...message, ...NO_PREVIEW });
}
