import type { ProxySettings } from '../../config.ts';

/** The proxy for an address, as curl would choose it; undefined where it is reached directly. */
export function proxyFor(address: string, { http, https, except }: ProxySettings): string | undefined {
  const { protocol, hostname, port } = new URL(address);
  const isSecure = protocol === 'https:' || protocol === 'wss:';
  const proxy = isSecure ? https : http;
  const at = port === '' ? (isSecure ? '443' : '80') : port;
  const isExcepted = except.some((entry) => matches(entry, hostname.toLowerCase(), at));
  return isExcepted ? undefined : proxy;
}

/** Whether an entry of NO_PROXY means a host: itself, a domain that it is in, or all; with a port, that port alone. */
function matches(entry: string, hostname: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = entry, only] = /^(.*[^:]):(\d{1,5})$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const domain = name.replace(/^\*?\./, '').toLowerCase();
  return hostname === domain || hostname === `[${domain}]` || hostname.endsWith(`.${domain}`);
}
