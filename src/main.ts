import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { config as loadDotenv } from 'dotenv';
import { type Change, type LiveAnswerer, openLiveAnswerer } from './answer/live.ts';
import { createBot } from './bot.ts';
import { explainStoreTrouble } from './cli/explain-store-trouble.ts';
import {
  type Config,
  ConfigError,
  FILE_DATABASE,
  readConfig,
  type SlackConnection,
  TIDY_HEAP,
} from './config.ts';
import { endWell } from './ending.ts';
import { KnowledgeError } from './knowledge/load.ts';
import { type Log, openLog } from './log.ts';
import { connect, type Running } from './slack/connect.ts';
import { ConnectError, explain } from './slack/start-errors.ts';
import { createSeen } from './slack/store.ts';
import { StoreError } from './store/errors.ts';
import type { Store } from './store/open-store.ts';
import { openStore } from './store/open-store.ts';

/** Beside the code, where the build puts it. */
const MODEL_DIR = fileURLToPath(new URL('./learnt/', import.meta.url));

const run = promisify(execFile);

/** Config, then parts, then start. Everything that can be explained at the start is, in words, with exit code 1. */
async function main(): Promise<void> {
  setFlagsFromString(TIDY_HEAP);
  loadDotenv({ quiet: true });
  const config = readConfig(process.env);
  const { connection } = config;
  if (connection.mode === 'local') await runLocally(config);
  else await runInSlack(config, connection);
}

function openAnswerer(config: Config, onChange: (change: Change) => void): Promise<LiveAnswerer> {
  return openLiveAnswerer({
    knowledgeDir: config.knowledgeDir,
    modelDir: MODEL_DIR,
    learn: learnElsewhere,
    onChange,
  });
}

/** The memory of who holds what. An engine that is away is no reason not to start: answers go on without names. */
function openMemory(url: string, log: Log): Promise<Store> {
  const describe = (error: StoreError) => ({
    event: 'store',
    outcome: error.kind,
    code: error.code,
    message: explainStoreTrouble(error),
  });
  return openStore({
    url,
    onHealth: (trouble) =>
      trouble ? log.error(describe(trouble)) : log.info({ event: 'store', outcome: 'recovered' }),
    onWarning: (error) => log.warn(describe(error)),
  });
}

/** Without Slack: the playground, until a signal ends it. */
async function runLocally(config: Config): Promise<void> {
  // Standard output belongs to whoever sits before it.
  const log = openLog(config.logLevel, process.stderr);
  const { openPlayground, openApp } = await loadPlayground();
  const answerer = await openAnswerer(config, (change) => {
    process.stdout.write(`\n${describeChange(change)}\n`);
    playground.knowledgeChanged(change);
  });
  // The playground begins anew each time, as its people and channels do.
  const store = await openMemory(config.databaseUrl ?? 'memory:', log);
  const playground = await openPlayground({
    port: config.port,
    createBot: (fetch) => openApp({ answerer, store, log, fetch }),
  }).catch((error: unknown) => {
    throw explain(error, 'PORT', config.port);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      answerer.close();
      void Promise.all([playground.close(), store.close()]).then(() => process.exit(0));
    });
  }
  process.stdout.write(`${introduce(playground.url)}\n`);
}

/** The playground's packages are for development; the production image has neither them nor it. */
async function loadPlayground() {
  try {
    const { openApp } = await import('./playground/open-app.ts');
    const { openPlayground } = await import('./playground/playground.ts');
    return { openApp, openPlayground };
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new ConfigError([
      'SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (OAuth & Permissions, begins with xoxb-).',
      'Without it the playground opens, and that needs the development packages. To get them: npm ci',
    ]);
  }
}

function introduce(url: string): string {
  return `whoowns is running on this machine alone, without Slack. Open

  ${url}

and ask: /whoowns backlog, or @whoowns who signs off a story?, or write to it directly. Ctrl+C ends.`;
}

/** Connected to Slack, until a signal ends it. */
async function runInSlack(config: Config, connection: SlackConnection): Promise<void> {
  const log = openLog(config.logLevel, process.stdout);
  const answerer = await openAnswerer(config, (change) => {
    if (change.outcome === 'changed') log.info({ event: 'knowledge', ...change });
    else log.error({ event: 'knowledge', ...change });
  });
  let running: Running | undefined;
  let store: Store | undefined;
  // Before anything is open: the signal may come while we connect.
  const ending = endWell(log, async (notice) => {
    answerer.close();
    const finished = await (running?.stop({ notice }) ?? true);
    await store?.close().catch(() => {}); // what was confirmed is kept; nothing is left to do
    return finished;
  });

  const memory = await openMemory(config.databaseUrl ?? FILE_DATABASE, log);
  store = memory;
  const deps = { answerer, store, log, seen: createSeen(store), command: config.command };
  running = await connect({
    config,
    connection,
    log,
    figures: () => ({ topics: answerer.topics(), store: memory.health() }),
    // Silent for ever is worse than gone: whatever keeps the bot alive starts it again.
    onTurnedAway: ({ message }) => ending.fail(message),
    createBot: (platform) => createBot({ ...deps, ...platform }),
  });
  const topics = answerer.topics();
  const ms = Math.round(process.uptime() * 1000);
  log.info({ event: 'start', mode: connection.mode, port: config.port, topics, ms });
}

/** Learns in a process of its own: it takes seconds, and people wait for answers meanwhile. */
async function learnElsewhere(knowledgeDir: string, modelDir: string): Promise<void> {
  const cli = fileURLToPath(new URL('./cli/main.js', import.meta.url));
  await run(process.execPath, [cli, 'learn', modelDir], {
    env: { ...process.env, KNOWLEDGE_DIR: knowledgeDir },
  });
}

function describeChange(change: Change): string {
  return change.outcome === 'changed'
    ? `The knowledge has changed: ${change.topics} topics, in use from now on.`
    : `${change.report}\nUntil that is mended, I use what I knew before.`;
}

main().catch((error: unknown) => {
  const explained =
    error instanceof ConfigError || error instanceof KnowledgeError || error instanceof ConnectError;
  const text = error instanceof StoreError ? explainStoreTrouble(error) : explained && error.message;
  process.stderr.write(`${text || `The bot could not start: ${String(error)}`}\n`);
  process.exit(1);
});
