import { type AckFn, ReceiverMultipleAckError } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { InFlight } from '../in-flight.ts';
import { ResponseUrlError } from '../pacing/response-url.ts';
import type { Envelope, SlackSocket } from './socket.ts';

type Data = Readonly<Record<string, unknown>>;

interface Dependencies {
  readonly fetch: typeof fetch;
  readonly inFlight: InFlight;
  readonly log: Log;
}

/**
 * The acknowledgement of an envelope, on the socket that it came on. Where that is gone, the answer of a slash command
 * that would have gone with it takes the command's response_url; anything else Slack sends again, or shows as failed.
 */
export function createAck(
  { envelope_id, payload }: Envelope,
  socket: SlackSocket,
  { fetch: post, inFlight, log }: Dependencies,
  // biome-ignore lint/suspicious/noExplicitAny: Bolt declares what a receiver acknowledges with so
): AckFn<any> {
  let acknowledged = false;
  return async (response?: string | Data) => {
    if (acknowledged) throw new ReceiverMultipleAckError();
    acknowledged = true;
    const answer: Data = typeof response === 'string' ? { text: response } : { ...response };
    const acknowledgement = { envelope_id, payload: answer };
    const url = Object.keys(answer).length > 0 ? addressOf(payload) : undefined;
    if (url === undefined) {
      return socket.send(acknowledgement).catch(() => {
        log.warn({ event: 'socket', outcome: 'not acknowledged' });
      });
    }
    const sendElsewhere = () => {
      log.warn({ event: 'socket', outcome: 'answered by response_url' });
      return sendTo(url, answer, post);
    };
    const repeat = () => {
      inFlight.track(sendElsewhere).catch((error: unknown) => {
        log.error({ event: 'socket', outcome: 'answer lost', error: (error as Error).name });
      });
    };
    // Twice is better than never for the asker alone, and worse for a whole channel.
    const ifLost = answer.response_type === 'in_channel' ? undefined : repeat;
    return socket.send(acknowledgement, ifLost).catch(sendElsewhere);
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
  if (!response.ok) throw new ResponseUrlError(String(response.status));
}
