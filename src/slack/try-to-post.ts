import { webApi } from '@slack/bolt';
import { post } from './post.ts';
import { slackErrorOf } from './slack-error.ts';

/** What came of a message. `refused`: Slack has said no. `uncertain`: it may have arrived all the same. */
export type Posting =
  | { readonly outcome: 'posted'; readonly channel: string | undefined; readonly ts: string | undefined }
  | { readonly outcome: 'refused' | 'uncertain'; readonly slack: string };

/** Posts what must not come twice: only where Slack itself has said no is it sure that nothing arrived. */
export async function tryToPost(
  client: webApi.WebClient,
  message: webApi.ChatPostMessageArguments,
): Promise<Posting> {
  try {
    const { channel, ts } = await post(client, message);
    return { outcome: 'posted', channel, ts };
  } catch (error) {
    const isRefusal = error instanceof webApi.WebAPIPlatformError;
    return { outcome: isRefusal ? 'refused' : 'uncertain', slack: slackErrorOf(error) };
  }
}
