import type { webApi } from '@slack/bolt';
import type { Log } from '../log.ts';
import { NO_PREVIEW } from './post.ts';
import type { Message } from './ui/blocks.ts';

/** Puts a message in the place of the one whose button was pressed, by the press's `response_url`. Throws nothing. */
export type ReplaceMessage = (responseUrl: string, build: () => Promise<Message>) => Promise<void>;

/**
 * Creates it: Bolt replies to a press by that address itself, but not to the dialog that the press has opened. The
 * address holds for half an hour; past that the message stays as it was.
 */
export function createReplaceMessage(parts: {
  readonly fetch: webApi.FetchFunction;
  readonly log: Log;
}): ReplaceMessage {
  return async (responseUrl, build) => {
    try {
      const message = await build();
      const response = await parts.fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ replace_original: true, ...NO_PREVIEW, ...message }),
      });
      await response.text();
      if (!response.ok) parts.log.info({ event: 'list', outcome: 'not renewed', status: response.status });
    } catch (error) {
      parts.log.info({
        event: 'list',
        outcome: 'not renewed',
        error: error instanceof Error ? error.name : '',
      });
    }
  };
}
