import type { Agent } from 'node:http';
import type { ProxySettings } from '../../config.ts';

/** How requests and sockets leave this machine. */
export interface Outgoing {
  readonly fetch: typeof fetch;
  /** What a socket to this address is opened with; undefined where it goes directly. */
  agentFor(url: string): Agent | undefined;
}

/** Directly, or through the proxy that the settings name. The libraries for that are loaded only then. */
export async function openOutgoing(settings: ProxySettings | undefined): Promise<Outgoing> {
  if (settings === undefined) return { fetch, agentFor: () => undefined };
  const [undici, { HttpsProxyAgent }] = await Promise.all([import('undici'), import('https-proxy-agent')]);
  const direct = new undici.Agent();
  const dispatchers = new Map<string, InstanceType<typeof undici.ProxyAgent>>();
  const dispatcherFor = (url: string) => {
    const proxy = proxyFor(url, settings);
    if (proxy === undefined) return direct;
    const known = dispatchers.get(proxy) ?? new undici.ProxyAgent({ uri: proxy, proxyTunnel: true });
    dispatchers.set(proxy, known);
    return known;
  };
  // Node's own fetch and undici's are the same function in two packages; their types do not know of each other.
  const fetchByProxy = (url: string, init: object) =>
    undici.fetch(url, { ...init, dispatcher: dispatcherFor(url) }) as Promise<unknown> as Promise<Response>;
  return {
    fetch: (input, init) => fetchByProxy(input instanceof Request ? input.url : String(input), init ?? {}),
    agentFor(url) {
      const proxy = proxyFor(url, settings);
      return proxy === undefined ? undefined : new HttpsProxyAgent(proxy);
    },
  };
}

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
