import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver, webApi } from '@slack/bolt';
import type { Config, SlackConnection } from '../config.ts';
import type { Log } from '../log.ts';
import { withTimeout } from '../time/with-timeout.ts';
import { EVENTS_PATH, HttpReceiver } from './connection/http-receiver.ts';
import { openOutgoing } from './connection/outgoing.ts';
import { SocketReceiver } from './connection/socket-receiver.ts';
import { answerHealth, createWebServer } from './connection/web-server.ts';
import { CLIENT_OPTIONS, createSlackFetch } from './fetch.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import { type Identity, identify } from './installation.ts';
import type { Jobs } from './jobs.ts';
import { createBoltLogger } from './journal.ts';
import { type ConnectError, explain } from './start-errors.ts';

/** A bot that is connected to Slack. */
export type Running = Awaited<ReturnType<typeof connect>>;

/** What a connection hands to whatever creates the bot on top of it. */
export interface BotDependencies {
  readonly identity: Identity;
  readonly inFlight: InFlight;
  readonly receiver: Receiver;
  readonly clientOptions: webApi.WebClientOptions;
}

interface Dependencies {
  readonly config: Config;
  readonly connection: SlackConnection;
  /** Creates the bot and starts nothing: its Bolt app, and the jobs that run in the background. */
  readonly createBot: (deps: BotDependencies) => {
    readonly app: App;
    readonly jobs: Pick<Jobs, 'start' | 'stop'>;
  };
  /** Further figures for `/health`. */
  readonly figures: () => Readonly<Record<string, unknown>>;
  /** Slack refuses the token of a bot that was connected, for good. */
  readonly onTurnedAway: (error: ConnectError) => void;
  readonly log: Log;
}

const DRAIN_MS = 9_000;
const CLOSE_MS = 500;

/** Connects to Slack and starts to answer. Throws a ConnectError that says in one line what to do. */
export async function connect(deps: Dependencies) {
  const { config, connection, log } = deps;
  const { slackApiUrl, port, host } = config;
  const logger = createBoltLogger(log);
  const outgoing = await openOutgoing(config.proxy);
  const calls = createSlackFetch({ slackApiUrl, log, base: outgoing.fetch });
  const identity = await identify(connection.botToken, { slackApiUrl, logger, fetch: outgoing.fetch });
  const inFlight = createInFlight();

  const shared = { logger, log, inFlight };
  const receiver =
    connection.mode === 'http'
      ? new HttpReceiver({ ...shared, signingSecret: connection.signingSecret })
      : new SocketReceiver({
          ...shared,
          appToken: connection.appToken,
          slackApiUrl,
          outgoing,
          fetch: calls.fetch,
          onTurnedAway: (error) => deps.onTurnedAway(explain(error, 'SLACK_APP_TOKEN')),
        });
  const { app, jobs } = deps.createBot({
    identity,
    inFlight,
    receiver,
    clientOptions: { ...CLIENT_OPTIONS, slackApiUrl, logger, fetch: calls.fetch },
  });

  let stopping = false;
  const tellHealth = answerHealth(() => ({
    state: stopping ? 'stopping' : receiver.isConnected() ? 'ready' : 'connecting',
    mode: connection.mode,
    ...deps.figures(),
    rateLimited: calls.rateLimited(),
  }));
  const server = createWebServer(
    {
      '/health': { GET: tellHealth, HEAD: tellHealth },
      ...(receiver instanceof HttpReceiver && { [EVENTS_PATH]: { POST: receiver.handle } }),
    },
    inFlight,
  );
  await server.listen({ port, host }).catch((error: unknown) => {
    throw explain(error, 'PORT', port);
  });
  await app.start().catch((error: unknown) => {
    throw explain(error, 'SLACK_APP_TOKEN');
  });
  jobs.start();

  return {
    /**
     * Waits up to ten seconds for what is under way, and closes. True if all was finished. `/health` says so at once,
     * and for at least `notice` milliseconds, in which requests are still answered, so that whatever stands before the
     * bot can send them elsewhere.
     */
    async stop({ notice = 0 } = {}): Promise<boolean> {
      stopping = true;
      jobs.stop();
      server.sayClosing();
      const begun = performance.now();
      // A peer that does not answer our goodbye is not waited for.
      const goodbye = Promise.all([receiver.stop(), sleep(notice)]);
      await withTimeout(goodbye, Math.max(notice, CLOSE_MS), () => {});
      const finished = await inFlight.drained(Math.max(0, DRAIN_MS - (performance.now() - begun)));
      // Somebody may hold a connection open and say nothing: that is no work, and is not waited for.
      await withTimeout(server.close(), CLOSE_MS, () => {});
      return finished;
    },
  };
}
