import { z } from 'zod';

const id = z.string().max(200);
const value = z.union([z.string().max(20_000), z.array(z.string().max(2000)).max(1000), z.null()]);
const fields = z.record(z.string(), z.record(z.string(), value));
const surface = z.union([
  z.object({ message: id }),
  z.object({ dialog: id }),
  z.object({ home: z.literal(true) }),
]);

/** What the page may send to `/act`: who does what. It comes over the network, so it is read like anybody's. */
export const actRequest = z.object({
  as: id,
  act: z.discriminatedUnion('act', [
    z.object({ act: z.literal('say'), place: id, text: z.string().max(100_000), thread: id.optional() }),
    z.object({ act: z.literal('press'), on: surface, block: id, action: z.string().max(300), value, fields }),
    z.object({ act: z.literal('submit'), dialog: id, fields }),
    z.object({ act: z.literal('dismiss'), dialog: id }),
    z.object({ act: z.literal('open-home') }),
    z.object({ act: z.literal('shortcut'), callback: id, message: id.optional() }),
    z.object({ act: z.literal('invite-bot'), place: id }),
    z.object({ act: z.literal('new-hire') }),
    z.object({ act: z.literal('pass-week') }),
    z.object({ act: z.literal('leave'), person: id }),
  ]),
});
