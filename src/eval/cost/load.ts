import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

const SECRET = '0123456789abcdef0123456789abcdef';
const QUESTIONS = [
  'backlog',
  'who signs off a finished story?',
  'who makes the roadmap',
  'PM vs PO',
  'stories',
];

/** What one program cost. */
export interface Cost {
  readonly startMs: number;
  readonly rssMb: number;
  readonly cpuMsPerReply: number;
  readonly repliesPerSecond: number;
  readonly p99Ms: number;
}

interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
}

/** A Slack that says yes to all, on a free port of this machine. */
export async function openYesSlack() {
  const server = createServer((req, res) => {
    req.resume();
    res.setHeader('content-type', 'application/json');
    const me = { user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0BENCH' };
    res.end(JSON.stringify({ ok: true, ...me, channel: 'C0BENCH', ts: '1.2' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/`, close: () => server.close() };
}

/** Starts a program, sends it signed commands, each of another person, and measures the process as a whole. */
export async function measure(
  program: string,
  {
    commands,
    atOnce,
    env,
    probe,
  }: {
    readonly commands: number;
    readonly atOnce: number;
    readonly env: Readonly<Record<string, string>>;
    readonly probe: string;
  },
): Promise<Cost> {
  const port = await freePort();
  const begin = performance.now();
  const child = fork(program, [], {
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1', SLACK_SIGNING_SECRET: SECRET },
    execArgv: ['--import', probe, '--max-semi-space-size=4'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const usage = async (): Promise<Usage> => {
    child.send('usage');
    const [told] = (await once(child, 'message')) as [Usage];
    return told;
  };
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  try {
    while (!(await send(agent, port, 0).catch(() => false))) await new Promise((next) => setTimeout(next, 5));
    const startMs = performance.now() - begin;
    // The first replies warm the machine up, in both.
    await sendAll(agent, port, { count: Math.ceil(commands / 4), atOnce, from: 1 });
    const before = await usage();
    const { times, seconds } = await sendAll(agent, port, { count: commands, atOnce, from: commands });
    const after = await usage();
    return {
      startMs,
      rssMb: after.rssBytes / 2 ** 20,
      cpuMsPerReply: (after.cpuMs - before.cpuMs) / commands,
      repliesPerSecond: commands / seconds,
      p99Ms: times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0,
    };
  } finally {
    agent.destroy();
    child.kill('SIGKILL');
  }
}

async function sendAll(
  agent: Agent,
  port: number,
  { count, atOnce, from }: { count: number; atOnce: number; from: number },
) {
  const times: number[] = [];
  const begin = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const person = from + next++;
        const start = performance.now();
        if (!(await send(agent, port, person))) throw new Error('A command was not answered.');
        times.push(performance.now() - start);
      }
    }),
  );
  return { times, seconds: (performance.now() - begin) / 1000 };
}

/** Sends one signed command, and gives whether there was a text in the acknowledgement. */
function send(agent: Agent, port: number, person: number): Promise<boolean> {
  const body = new URLSearchParams({
    command: '/whoowns',
    text: QUESTIONS[person % QUESTIONS.length] ?? '',
    team_id: 'T0BENCH',
    channel_id: 'C0BENCH',
    channel_name: 'bench',
    user_id: `U${person}`,
    trigger_id: '1.2.3',
    response_url: `http://127.0.0.1:9/${person}`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const sending = request({
      agent,
      port,
      host: '127.0.0.1',
      path: '/slack/events',
      method: 'POST',
      headers,
    });
    sending.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve(response.statusCode === 200 && text.includes('"text"')));
    });
    sending.on('error', reject).end(body);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
