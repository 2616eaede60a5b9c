import type { App, Receiver } from '@slack/bolt';

/** What came of a payload. */
export interface Delivery {
  /** What the app acknowledged with; rejects where all work has ended without an acknowledgement. */
  readonly acknowledged: Promise<unknown>;
  /** Resolves when all work has ended. */
  readonly ended: Promise<void>;
}

/** A receiver inside the process: hands payloads to the app. */
export class LocalReceiver implements Receiver {
  #app: App | undefined;

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** Hands a payload over. */
  send(body: Record<string, unknown>): Delivery {
    let ended: Promise<void> = Promise.resolve();
    const acknowledged = new Promise<unknown>((resolve, reject) => {
      ended = Promise.resolve(
        this.#app?.processEvent({
          body,
          ack: async (response) => resolve(response),
        }),
      ).finally(() => reject(new Error('The app did not acknowledge.')));
    });
    // Whoever waits for the end alone need not hear of it.
    acknowledged.catch(() => {});
    return { acknowledged, ended };
  }

  /** Delivers a payload; resolves when all its work has ended, with the body of the acknowledgement. */
  async deliver(body: Record<string, unknown>): Promise<unknown> {
    const { acknowledged, ended } = this.send(body);
    await ended;
    return acknowledged.catch(() => undefined);
  }
}
