import { type AckFn, ReceiverMultipleAckError } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Envelope, SlackSocket } from './socket.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * The acknowledgement of an envelope, on the socket that it came on. Where that is gone, the answer of a slash command
 * that would have gone with it takes the command's response_url; anything else Slack sends again, or shows as failed.
 */
export function createAck(
  { envelope_id, payload }: Envelope,
  socket: SlackSocket,
  { fetch: post, log }: { fetch: typeof fetch; log: Log },
  // biome-ignore lint/suspicious/noExplicitAny: Bolt declares what a receiver acknowledges with so
): AckFn<any> {
  let acknowledged = false;
  return async (response?: string | Data) => {
    if (acknowledged) throw new ReceiverMultipleAckError();
    acknowledged = true;
    const answer = typeof response === 'string' ? { text: response } : { ...response };
    try {
      await socket.send({ envelope_id, payload: answer });
    } catch {
      const url = Object.keys(answer).length > 0 ? addressOf(payload) : undefined;
      log.warn({
        event: 'socket',
        outcome: url === undefined ? 'not acknowledged' : 'answered by response_url',
      });
      if (url !== undefined) await sendTo(url, answer, post);
    }
  };
}

/** Where the answer to a slash command may go instead. */
function addressOf(payload: Data | undefined): string | undefined {
  const { command, response_url } = payload ?? {};
  return command !== undefined && typeof response_url === 'string' ? response_url : undefined;
}

async function sendTo(url: string, answer: Data, post: typeof fetch): Promise<void> {
  const response = await post(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
  });
  await response.body?.cancel();
  if (!response.ok) throw new UnansweredError(response.status);
}

/** Neither the socket nor the response_url took an answer. */
class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(`The socket is gone, and the response_url answers with ${statusCode}.`);
    this.statusCode = statusCode;
  }
}
