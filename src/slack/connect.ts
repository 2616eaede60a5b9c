import { setTimeout as sleep } from 'node:timers/promises';
import { type App, HTTPReceiver, type Receiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { Config, SlackConnection } from '../config.ts';
import type { Log } from '../log.ts';
import { CLIENT_OPTIONS, createSlackFetch } from './fetch.ts';
import { answerHealth, type Health, openHealthServer } from './health.ts';
import { type Identity, identify } from './identity.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import { createBoltLogger } from './logger.ts';
import { ConnectError, explain } from './start-errors.ts';

/** A bot that is connected to Slack. */
export interface Running {
  /** Takes no more work, waits up to ten seconds for what is under way, and closes. True if all was finished. */
  stop(): Promise<boolean>;
}

/** What a connection hands to whatever creates the bot on top of it. */
export interface BotParts {
  readonly identity: Identity;
  readonly inFlight: InFlight;
  readonly receiver: Receiver;
  readonly clientOptions: webApi.WebClientOptions;
}

/** A bot that is created and not yet started: its Bolt app, and the jobs that run in the background. */
export interface Bot {
  readonly app: App;
  readonly jobs: { start(): void; stop(): void };
}

interface Parts {
  readonly config: Config;
  readonly connection: SlackConnection;
  readonly createBot: (parts: BotParts) => Bot;
  /** How many topics are known now. */
  readonly topics: () => number;
  readonly log: Log;
}

const DRAIN = 10_000;
const CLOSE = 500;
/** How long a socket may take to open at the start. */
const OPEN = 15_000;
/** To come back after Slack was away: for ever, at most half a minute apart. Giving up would end the process. */
const FOR_EVER = {
  retryConfig: { forever: true, minTimeout: 1_000, factor: 2, maxTimeout: 30_000 },
  timeout: 10_000,
};

/** Connects to Slack and starts to answer. Throws a ConnectError that says in one line what to do. */
export async function connect(parts: Parts): Promise<Running> {
  const { config, connection, log } = parts;
  const slackFetch = createSlackFetch({ slackApiUrl: config.slackApiUrl, log });
  const common = { slackApiUrl: config.slackApiUrl, logger: createBoltLogger(log) };
  const identity = await identify(connection, common);
  const inFlight = createInFlight();
  const listen = { port: config.port, host: config.host };

  const start = connection.mode === 'socket' ? openSocket : openHttp;
  const opened = start({ ...parts, listen, common });
  const { app, jobs } = parts.createBot({
    identity,
    inFlight,
    receiver: opened.receiver,
    clientOptions: { ...common, ...CLIENT_OPTIONS, fetch: slackFetch.fetch },
  });
  await opened.start(app);
  jobs.start();
  return {
    async stop() {
      jobs.stop();
      // Somebody may hold a connection open and say nothing: that is no work, and is not waited for.
      await Promise.race([opened.stop(), sleep(CLOSE)]);
      return inFlight.drained(DRAIN - CLOSE);
    },
  };
}

type OpenParts = Parts & {
  readonly listen: { port: number; host: string };
  readonly common: Pick<webApi.WebClientOptions, 'slackApiUrl' | 'logger'>;
};

interface Opened {
  readonly receiver: SocketModeReceiver | HTTPReceiver;
  start(app: App): Promise<void>;
  stop(): Promise<void>;
}

function openSocket({ connection, common, listen, topics, log }: OpenParts): Opened {
  let connected = false;
  const receiver = new SocketModeReceiver({
    appToken: connection.mode === 'socket' ? connection.appToken : '',
    logger: common.logger as NonNullable<typeof common.logger>,
    // Its own options: the app's short retries would end the process when the network drops.
    installerOptions: { clientOptions: { ...common, ...FOR_EVER } },
    // The socket may be gone between an event and its acknowledgement; Slack then delivers it again.
    processEventErrorHandler: async ({ error }) => {
      log.error({ event: 'socket', outcome: 'error', error: error.message });
      return false;
    },
  });
  receiver.client.on('connected', () => {
    connected = true;
    log.info({ event: 'socket', outcome: 'connected' });
  });
  for (const state of ['close', 'reconnecting', 'disconnected']) {
    receiver.client.on(state, () => {
      if (connected) log.warn({ event: 'socket', outcome: state });
      connected = false;
    });
  }
  let closeHealth = async () => {};
  return {
    receiver,
    async start(app) {
      const health = (): Health => ({ ok: connected, mode: 'socket', topics: topics() });
      const server = await openHealthServer(health, listen).catch((error: unknown) => {
        throw explain(error, 'PORT', listen.port);
      });
      closeHealth = () => new Promise((resolve) => server.close(() => resolve()));
      // The client tries for ever to open the socket that Slack has named; at the start people wait before it.
      const late = new AbortController();
      const tooLate = sleep(OPEN, undefined, { signal: late.signal }).then(() => {
        throw new ConnectError(
          'Slack cannot be reached (the socket that it named does not open). Check the network of this machine and its proxy.',
        );
      });
      await Promise.race([app.start(), tooLate])
        .catch((error: unknown) => {
          throw explain(error, 'SLACK_APP_TOKEN');
        })
        .finally(() => late.abort());
    },
    async stop() {
      await Promise.all([receiver.stop(), closeHealth()]);
    },
  };
}

function openHttp({ connection, common, listen, topics }: OpenParts): Opened {
  if (connection.mode !== 'http') throw new ConnectError('The connection is not over HTTP.');
  const health = (): Health => ({ ok: true, mode: 'http', topics: topics() });
  const receiver = new HTTPReceiver({
    signingSecret: connection.signingSecret,
    logger: common.logger as NonNullable<typeof common.logger>,
    customRoutes: [{ path: '/health', method: 'GET', handler: answerHealth(health) }],
  });
  return {
    receiver,
    async start(app) {
      await app.start(listen).catch((error: unknown) => {
        throw explain(error, 'PORT', listen.port);
      });
    },
    async stop() {
      await receiver.stop();
    },
  };
}
