import { PassThrough, Readable } from 'node:stream';
import { runCommand } from '../../src/cli/run.ts';
import { KNOWLEDGE_DIR, learntFrom } from './build.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Env = Readonly<Record<string, string>>;

/** Runs a command of the terminal in this process, with the real knowledge unless told otherwise. */
export async function runCli(args: readonly string[], input = '', env: Env = {}): Promise<Ended> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const output = Promise.all([textOf(out), textOf(err)]);
  const code = await startCli(args, Readable.from([input]), out, err, env);
  for (const stream of [out, err]) stream.end();
  const [stdout, stderr] = await output;
  return { code, stdout, stderr };
}

/** The same, on streams of the test's own. */
export async function startCli(
  args: readonly string[],
  stdin: Readable,
  out: PassThrough,
  err = new PassThrough(),
  env: Env = {},
): Promise<number> {
  const modelDir = await learntFrom('repository');
  return runCommand(args, { out, err, stdin, env: { KNOWLEDGE_DIR, ...env }, modelDir });
}

async function textOf(stream: PassThrough): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
