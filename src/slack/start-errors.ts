import { webApi } from '@slack/bolt';
import { SocketError } from './connection/socket.ts';
import { causesOf, connectionCodeOf } from './errors.ts';

/** The bot could not start; `message` is one line that says why and what to do. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

const TOKEN_ERRORS: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not know this token. Copy it again from the settings of the app.',
  not_authed: 'Slack got no token. Copy it again from the settings of the app.',
  account_inactive:
    'The token was revoked, or its workspace is gone. Install the app again and copy the new token.',
  token_revoked: 'The token was revoked. Install the app again and copy the new token.',
  token_expired: 'The token has expired. Install the app again and copy the new token.',
  not_allowed_token_type: 'This is the wrong kind of token for this variable. Compare it with .env.example.',
  missing_scope: 'The token lacks a scope. Install the app again from manifest.json, and copy the new token.',
};

/** Whether Slack has refused a token, so that trying again is of no use. */
export function isTurnedAway(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && error.data.error in TOKEN_ERRORS;
}

/**
 * Turns whatever went wrong at the start into a ConnectError. `variable` is the setting that had to do with it,
 * `port` the port that should be opened, if any.
 */
export function explain(error: unknown, variable: string, port?: number): ConnectError {
  if (error instanceof ConnectError) return error;
  return new ConnectError(describe(error, variable, port), { cause: error });
}

function describe(error: unknown, variable: string, port?: number): string {
  if (error instanceof webApi.WebAPIPlatformError) {
    const word = error.data.error;
    // Slack's own errors are names; a proxy, or a network that wants a sign-in, answers with a page.
    return /^[a-z0-9_]{1,60}$/.test(word)
      ? `${variable}: ${TOKEN_ERRORS[word] ?? `Slack answered “${word}”.`}`
      : 'SLACK_API_URL: What answers there is not Slack. Check the address, and whether a proxy or a sign-in page of the network stands between.';
  }
  if (error instanceof webApi.WebAPIHTTPError) return sayUnreachable(`it answered with ${error.statusCode}`);
  if (error instanceof webApi.WebAPIRequestError) return sayUnreachable(reason(error.original));
  if (error instanceof SocketError) {
    return 'Slack cannot be reached (the socket that it named does not open). Check the network of this machine and its proxy.';
  }
  const { code } = error as { code?: unknown };
  if (port !== undefined && code === 'EADDRINUSE') {
    return `Port ${port} is taken. Set PORT to a free one, or end the program that uses it.`;
  }
  if (port !== undefined && code === 'EACCES') {
    return `Port ${port} needs more rights than this user has. Set PORT to one above 1023.`;
  }
  return `The bot could not start: ${reason(error)}.`;
}

const sayUnreachable = (why: string) =>
  `Slack cannot be reached (${why}). Check the network of this machine, its proxy, and SLACK_API_URL.`;

function reason(error: unknown): string {
  const causes = causesOf(error);
  if (causes.some((one) => one instanceof Error && one.name === 'TimeoutError')) return 'no answer in time';
  const root = causes.at(-1);
  return connectionCodeOf(error) ?? (root instanceof Error ? root.message : String(root));
}
