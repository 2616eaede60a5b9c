import { z } from 'zod';
import type { Exchange } from './exchanges.ts';

const data = z.record(z.string(), z.unknown());
const recording = z.object({
  format: z.literal('whoowns conversation'),
  version: z.literal(1),
  exchanges: z.array(
    z.object({
      what: z.string(),
      kind: z.enum(['slash_commands', 'events_api', 'interactive']),
      payload: data,
      ack: z.unknown(),
      calls: z.array(z.object({ method: z.string(), args: data, status: z.number(), response: data })),
    }),
  ),
});

/** A conversation that was saved: each payload that went in, what it was acknowledged with, and the calls it caused. */
export type Recording = z.infer<typeof recording>;

/** Makes a recording of what has gone to the bot and is done. */
export function recordConversation(exchanges: readonly Exchange[]): Recording {
  return {
    format: 'whoowns conversation',
    version: 1,
    exchanges: exchanges
      .filter((exchange) => exchange.totalMs !== null)
      .map(({ what, kind, payload, ack, calls }) => ({
        what,
        kind,
        payload: { ...payload },
        ack: ack ?? null,
        // What came in the acknowledgement stands in `ack` already.
        calls: calls
          .filter(({ method }) => method !== 'ack')
          .map(({ method, args, status, response }) => ({
            method,
            args: { ...args },
            status,
            response: { ...response },
          })),
      })),
  };
}

/** Reads a recording. Throws a RecordingError that says what is wrong with it. */
export function parseRecording(json: string): Recording {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new RecordingError('It is not JSON.', { cause });
  }
  const read = recording.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new RecordingError(`It is not a saved conversation: ${issue?.path.join('.')}: ${issue?.message}.`, {
    cause: read.error,
  });
}

/** A file that is not a recording. */
export class RecordingError extends Error {
  override name = 'RecordingError';
}
