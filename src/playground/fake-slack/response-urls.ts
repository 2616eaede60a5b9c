import { findRefusals } from '../limits.ts';
import { done, type Reply, refused } from './call.ts';
import { type Data, type Messages, type Posted, readMessage } from './messages.ts';
import { WORKSPACE } from './world.ts';

const MAX_USES = 5;
const LIFETIME_MS = 30 * 60 * 1000;

/** Where a `response_url` posts: to this person in this channel, or in place of the message whose button they pressed. */
export interface ReplyTarget {
  readonly channel: string;
  readonly user: string;
  readonly message?: Posted | undefined;
}

/** Creates the workspace's response_urls: each can be used five times within half an hour, as in Slack. */
export function createResponseUrls(messages: Messages, now: () => number) {
  const urls = new Map<string, { readonly target: ReplyTarget; readonly until: number; uses: number }>();
  return {
    create(target: ReplyTarget): string {
      const url = `https://hooks.slack.com/actions/${WORKSPACE.team}/${urls.size + 1}/${crypto.randomUUID()}`;
      urls.set(url, { target, until: now() + LIFETIME_MS, uses: 0 });
      return url;
    },
    use(url: string, body: Data): Reply {
      const known = urls.get(url);
      if (!known || now() > known.until) return { ...refused('expired_url'), status: 404 };
      if (known.uses >= MAX_USES) return { ...refused('used_url'), status: 404 };
      known.uses++;
      const { message, user, channel } = known.target;
      if (body.delete_original === true && message) {
        messages.remove(message);
        return done();
      }
      const refusals = findRefusals(body);
      if (refusals.length > 0) return { ...refused('invalid_blocks', refusals), status: 400 };
      if (body.replace_original === true && message) messages.replace(message, body);
      else {
        const only = body.response_type === 'in_channel' ? undefined : user;
        messages.post({ ...readMessage({ ...body, channel }), only });
      }
      return done();
    },
  };
}
