import { z } from 'zod';

/** How the bot reaches Slack: over a socket that it opens, over HTTP that Slack calls, or not at all. */
type Connection =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string }
  | { readonly mode: 'local' };

/** A connection to the real Slack. */
export type SlackConnection = Exclude<Connection, { mode: 'local' }>;

/** All settings, read once. */
export interface Config {
  readonly connection: Connection;
  /** What the slash command is called. */
  readonly command: string;
  /** Base address of Slack's Web API, with its final slash. */
  readonly slackApiUrl: string;
  readonly port: number;
  /** The address to listen on; all of them by default, as in a container. */
  readonly host: string;
  readonly knowledgeDir: string;
  /** Where the memory is kept: `file:`, `postgres:` or `memory:`; undefined where nothing is said. */
  readonly databaseUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** The proxy through which Slack is reached, if any. */
  readonly proxy: ProxySettings | undefined;
}

/** Addresses of proxies; they may hold a password. */
export interface ProxySettings {
  /** For addresses that begin with https: or wss:. */
  readonly https: string | undefined;
  /** For all others. */
  readonly http: string | undefined;
  /** The hosts that are reached directly all the same. */
  readonly except: readonly string[];
}

/**
 * Lets V8 collect garbage when the heap has grown by so much, which is sooner than by itself: over 20,000 answers the
 * process peaks at 154 to 157 MB instead of 163 to 170, for 2 to 4 % more processor time.
 */
export const TIDY_HEAP = '--heap-growing-percent=60';

/** Where the memory is kept unless DATABASE_URL says otherwise. */
export const FILE_DATABASE = 'file:./data/whoowns.db';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings that cannot be used; `message` names every problem with its remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(problems: readonly string[]) {
    super(`The settings need a change:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const proxyAddress = z
  .string()
  // As curl takes it, without a scheme too.
  .transform((text) => (text.includes('://') ? text : `http://${text}`))
  .refine(
    (text) => /^https?:/.test(text) && URL.canParse(text),
    'should be the address of a proxy, beginning with http:// or https://.',
  )
  .optional();

const settings = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/, 'should begin with xoxb-: copy the Bot User OAuth Token (OAuth & Permissions).')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, 'should begin with xapp-: copy the app-level token (Basic Information).')
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-zA-Z]{8,}$/, 'should be letters and digits only: copy it from Basic Information.')
    .optional(),
  SLACK_COMMAND: z
    .string()
    .regex(
      /^\/[a-z0-9_-]{1,31}$/,
      'should begin with / and have up to 31 small letters, digits, hyphens or underscores behind it.',
    )
    .default('/whoowns'),
  SLACK_API_URL: z
    .string()
    .refine(
      isSafeUrl,
      'should be an https:// address (http:// only for this machine), as the token goes there.',
    )
    .default('https://slack.com/api/'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'should be a number from 0 to 65535.')
    .transform(Number)
    .refine((port) => port <= 65535, 'should be a number from 0 to 65535.')
    .default(3000),
  HOST: z.string().default('0.0.0.0'),
  KNOWLEDGE_DIR: z.string().default('knowledge'),
  DATABASE_URL: z
    .string()
    .regex(
      /^(?:file:.|memory:$|postgres(?:ql)?:\/\/.)/,
      'should begin with file:, postgres:// or postgresql://, or be memory:',
    )
    .optional(),
  HTTPS_PROXY: proxyAddress,
  HTTP_PROXY: proxyAddress,
  NO_PROXY: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `should be one of ${LOG_LEVELS.join(', ')}.`).optional(),
  NODE_ENV: z.string().optional(),
});

/** The variables that are read, for the test that compares them with .env.example. */
export const VARIABLES = Object.keys(settings.shape).filter((name) => name !== 'NODE_ENV');

/**
 * Reads the settings out of an environment; an empty variable counts as not set. Without any Slack
 * variable the bot runs locally, except in production. Throws a ConfigError that lists every problem.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape).map((name) => [name, readVariable(env, name)]),
  );
  const result = settings.safeParse(given);
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const connection = readConnection(given, problems);
  if (!result.success || !connection) throw new ConfigError(problems);
  const { SLACK_COMMAND, SLACK_API_URL, PORT, HOST, KNOWLEDGE_DIR, DATABASE_URL, LOG_LEVEL } = result.data;
  return {
    connection,
    command: SLACK_COMMAND,
    slackApiUrl: SLACK_API_URL.endsWith('/') ? SLACK_API_URL : `${SLACK_API_URL}/`,
    port: PORT,
    host: HOST,
    knowledgeDir: KNOWLEDGE_DIR,
    databaseUrl: DATABASE_URL,
    // At home the page shows all that the log would.
    logLevel: LOG_LEVEL ?? (connection.mode === 'local' ? 'warn' : 'info'),
    proxy: readProxy(result.data),
  };
}

/** Only the variables of a proxy are known in small letters, to other programs too. */
function readVariable(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const value = env[name] ?? (name.endsWith('_PROXY') ? env[name.toLowerCase()] : undefined);
  return value?.trim() || undefined;
}

function readProxy({
  HTTPS_PROXY,
  HTTP_PROXY,
  NO_PROXY = '',
}: z.infer<typeof settings>): ProxySettings | undefined {
  if (HTTPS_PROXY === undefined && HTTP_PROXY === undefined) return undefined;
  const except = NO_PROXY.split(/[\s,]+/).filter((entry) => entry !== '');
  return { https: HTTPS_PROXY, http: HTTP_PROXY, except };
}

function readConnection(
  given: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Connection | undefined {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, NODE_ENV } = given;
  if (SLACK_BOT_TOKEN && SLACK_APP_TOKEN) {
    return { mode: 'socket', botToken: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN };
  }
  if (SLACK_BOT_TOKEN && SLACK_SIGNING_SECRET) {
    return { mode: 'http', botToken: SLACK_BOT_TOKEN, signingSecret: SLACK_SIGNING_SECRET };
  }
  if (SLACK_BOT_TOKEN) {
    problems.push(
      'SLACK_APP_TOKEN is missing: set it to use Socket Mode, or set SLACK_SIGNING_SECRET to be called over HTTP.',
    );
    return undefined;
  }
  if (SLACK_APP_TOKEN || SLACK_SIGNING_SECRET || NODE_ENV === 'production') {
    problems.push(
      'SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (OAuth & Permissions, begins with xoxb-).',
    );
    return undefined;
  }
  return { mode: 'local' };
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}
