import type { App, Receiver } from '@slack/bolt';

/** The outcome of a payload. */
export interface Delivery {
  /** The body of the acknowledgement; rejects if all work ends without one. */
  readonly acknowledged: Promise<unknown>;
  /** Resolves when all work has ended. */
  readonly ended: Promise<void>;
}

/** A Bolt receiver inside this process. */
export class LocalReceiver implements Receiver {
  #app: App | undefined;

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  send(body: Record<string, unknown>): Delivery {
    let ended: Promise<void> = Promise.resolve();
    const acknowledged = new Promise<unknown>((resolve, reject) => {
      ended = Promise.resolve(
        this.#app?.processEvent({ body, ack: async (response) => resolve(response) }),
      ).finally(() => reject(new Error('The app did not acknowledge.')));
    });
    // Callers that only wait for the end don't handle this one.
    acknowledged.catch(() => {});
    return { acknowledged, ended };
  }

  /** Sends a payload; resolves with the body of the acknowledgement when all work has ended. */
  async deliver(body: Record<string, unknown>): Promise<unknown> {
    const { acknowledged, ended } = this.send(body);
    await ended;
    return acknowledged.catch(() => undefined);
  }
}
