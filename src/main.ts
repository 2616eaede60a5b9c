import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { config as loadDotenv } from 'dotenv';
import { type Change, openLiveAnswerer } from './answer/live.ts';
import { ConfigError, readConfig } from './config.ts';
import { KnowledgeError } from './knowledge/load.ts';
import { openLog } from './log.ts';
import { connect, type Running } from './slack/connect.ts';
import { ConnectError, explain, isTurnedAway } from './slack/start-errors.ts';

/** Beside the code, where the build puts it. */
const MODEL_DIR = fileURLToPath(new URL('./learnt/', import.meta.url));

const run = promisify(execFile);

/** Config, then parts, then start. Everything that can be explained at the start is, in words, with exit code 1. */
async function main(): Promise<void> {
  loadDotenv({ quiet: true });
  const config = readConfig(process.env);
  const { connection } = config;
  const isLocal = connection.mode === 'local';
  // In the chat, standard output belongs to the conversation.
  const log = openLog(config.logLevel, isLocal ? process.stderr : process.stdout);
  const answerer = await openLiveAnswerer({
    knowledgeDir: config.knowledgeDir,
    modelDir: MODEL_DIR,
    learn: learnElsewhere,
    onChange(change) {
      if (isLocal) process.stdout.write(`\n${describeChange(change)}\n`);
      else if (change.outcome === 'changed') log.info({ event: 'knowledge', ...change });
      else log.error({ event: 'knowledge', ...change });
    },
  });

  if (connection.mode === 'local') {
    const end = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
    // Loaded here only: the production image does not have it.
    const { runTerminal } = await import('./playground/terminal.ts');
    await runTerminal({ answerer, log, input: process.stdin, output: process.stdout, signal: end.signal });
    answerer.close();
    return;
  }

  process.on('unhandledRejection', (error) => {
    log.error({ event: 'process', outcome: 'unhandled', error: String(error) });
    if (!isTurnedAway(error)) return;
    // Silent for ever is worse than gone: whatever keeps the bot alive starts it again, and the start explains.
    process.stderr.write(`${explain(error, 'SLACK_APP_TOKEN').message}\n`);
    process.exit(1);
  });
  let running: Running | undefined;
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    answerer.close();
    log.info({ event: 'stop', signal });
    const finished = await (running?.stop() ?? Promise.resolve(true)).catch((error: unknown) => {
      log.error({ event: 'stop', outcome: 'error', error: String(error) });
      return false;
    });
    log.info({ event: 'stop', outcome: finished ? 'finished' : 'work left behind' });
    process.exit(0);
  };
  // Before anything is open: the signal may come while we connect.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));

  running = await connect({ config, connection, answerer, topics: answerer.topics, log });
  const topics = answerer.topics();
  const ms = Math.round(process.uptime() * 1000);
  log.info({ event: 'start', mode: connection.mode, port: config.port, topics, ms });
}

/** Learns in a process of its own: it takes seconds, and people wait for answers meanwhile. */
async function learnElsewhere(knowledgeDir: string, modelDir: string): Promise<void> {
  const cli = fileURLToPath(new URL('./cli.js', import.meta.url));
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
  process.stderr.write(`${explained ? error.message : `The bot could not start: ${String(error)}`}\n`);
  process.exit(1);
});
