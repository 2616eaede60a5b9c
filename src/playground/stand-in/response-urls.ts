import { findRefusals } from '../limits.ts';
import { type Data, type Messages, type Posted, readMessage } from './messages.ts';
import { done, type Reply, refused } from './reply.ts';
import { WORKSPACE } from './world.ts';

const HOOK = 'https://hooks.slack.com/actions/';
const USES = 5;
const HALF_HOUR = 30 * 60 * 1000;

/** What a person did, and where: the replies by response_url go there. */
export interface Spot {
  readonly channel: string;
  readonly user: string;
  /** The message whose button was pressed. */
  readonly message?: Posted | undefined;
}

/** The response_urls that were given out. */
export interface ResponseUrls {
  create(spot: Spot): string;
  use(url: string, body: Data): Reply;
}

interface Hook {
  readonly spot: Spot;
  readonly until: number;
  uses: number;
}

/** Creates the response_urls: each has five uses in half an hour, as in Slack. */
export function createResponseUrls(messages: Messages, now: () => number): ResponseUrls {
  const hooks = new Map<string, Hook>();
  return {
    create(spot) {
      const url = `${HOOK}${WORKSPACE.team}/${hooks.size + 1}/${crypto.randomUUID()}`;
      hooks.set(url, { spot, until: now() + HALF_HOUR, uses: 0 });
      return url;
    },
    use(url, body) {
      const hook = hooks.get(url);
      if (!hook || now() > hook.until) return { ...refused('expired_url'), status: 404 };
      if (hook.uses >= USES) return { ...refused('used_url'), status: 404 };
      hook.uses++;
      const { message, user, channel } = hook.spot;
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
