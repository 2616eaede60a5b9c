import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPReceiver, type Logger, type Receiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { createIntake, type InFlight } from '../in-flight.ts';

/** Where Slack sends its requests. */
export const EVENTS_PATH = '/slack/events';

const FORM = 'application/x-www-form-urlencoded';

/** Bolt's HTTP receiver on a server of ours, and kinder to the gateways in between. */
export class HttpReceiver implements Receiver {
  readonly #bolt: HTTPReceiver;
  readonly #deps: { readonly log: Log; readonly inFlight: InFlight };

  constructor(deps: { signingSecret: string; logger: Logger; log: Log; inFlight: InFlight }) {
    this.#deps = deps;
    this.#bolt = new HTTPReceiver({
      signingSecret: deps.signingSecret,
      logger: deps.logger,
      endpoints: EVENTS_PATH,
    });
  }

  init(app: App): void {
    // Of an app the receiver knows this one method.
    const intake: Pick<App, 'processEvent'> = { processEvent: createIntake(app, this.#deps) };
    this.#bolt.init(intake as App);
  }

  /** Answers a request of Slack's. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    // Bolt compares both to the letter: a gateway may have added a slash or a charset.
    request.url = EVENTS_PATH;
    if (request.headers['content-type']?.toLowerCase().startsWith(FORM))
      request.headers['content-type'] = FORM;
    this.#bolt.requestListener(request, response);
  };

  /** Slack may send as soon as the server listens. */
  readonly isConnected = (): boolean => true;

  async start(): Promise<void> {}

  async stop(): Promise<void> {}
}
