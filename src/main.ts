import { fileURLToPath } from 'node:url';
import { config as loadDotenv } from 'dotenv';
import { createAnswerer } from './answer/answerer.ts';
import { ConfigError, readConfig } from './config.ts';
import { KnowledgeError, loadKnowledge } from './knowledge/load.ts';
import { openLog } from './log.ts';
import { loadModel } from './matching/load-model.ts';
import { createMatcher } from './matching/matcher.ts';
import { connect, type Running } from './slack/connect.ts';
import { ConnectError, explain, isTurnedAway } from './slack/start-errors.ts';

/** Beside the code, where the build puts it. */
const MODEL_DIR = fileURLToPath(new URL('./learnt/', import.meta.url));

/** Config, then parts, then start. Everything that can be explained at the start is, in words, with exit code 1. */
async function main(): Promise<void> {
  loadDotenv({ quiet: true });
  const config = readConfig(process.env);
  const knowledge = await loadKnowledge(config.knowledgeDir);
  const answerer = createAnswerer({
    knowledge,
    matcher: createMatcher(await loadModel(knowledge, MODEL_DIR), knowledge),
  });
  const { connection } = config;

  if (connection.mode === 'local') {
    // In the chat, standard output belongs to the conversation.
    const log = openLog(config.logLevel, process.stderr);
    const end = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
    // Loaded here only: the production image does not have it.
    const { runTerminal } = await import('./playground/terminal.ts');
    await runTerminal({ answerer, log, input: process.stdin, output: process.stdout, signal: end.signal });
    return;
  }

  const log = openLog(config.logLevel);
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

  const topics = knowledge.topics.size;
  running = await connect({ config, connection, answerer, topics, log });
  const ms = Math.round(process.uptime() * 1000);
  log.info({ event: 'start', mode: connection.mode, port: config.port, topics, ms });
}

main().catch((error: unknown) => {
  const explained =
    error instanceof ConfigError || error instanceof KnowledgeError || error instanceof ConnectError;
  process.stderr.write(`${explained ? error.message : `The bot could not start: ${String(error)}`}\n`);
  process.exit(1);
});
