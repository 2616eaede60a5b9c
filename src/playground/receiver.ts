import type { App, Receiver } from '@slack/bolt';

/** A receiver inside the process: hands payloads to the app and returns what the app acknowledged with. */
export class LocalReceiver implements Receiver {
  #app: App | undefined;

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** Delivers a payload; resolves when all its work has ended, with the body of the acknowledgement. */
  async deliver(body: Record<string, unknown>): Promise<unknown> {
    let acknowledged: unknown;
    await this.#app?.processEvent({
      body,
      ack: async (response) => {
        acknowledged = response;
      },
    });
    return acknowledged;
  }
}
