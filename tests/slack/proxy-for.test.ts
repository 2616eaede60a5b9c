import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/slack/connection/outgoing.ts';

const HTTPS = 'http://secure.proxy:3128';
const HTTP = 'http://plain.proxy:3128';
const settings = (...except: string[]) => ({ https: HTTPS, http: HTTP, except });

describe('The proxy', () => {
  it('is chosen by whether the address is secure', () => {
    expect(proxyFor('https://slack.com/api/', settings())).toBe(HTTPS);
    expect(proxyFor('wss://wss-primary.slack.com/link/', settings())).toBe(HTTPS);
    expect(proxyFor('http://127.0.0.1:8080/', settings())).toBe(HTTP);
    expect(proxyFor('ws://127.0.0.1:8080/', settings())).toBe(HTTP);
  });

  it.each([
    ['*'],
    ['slack.com'],
    ['.slack.com'],
    ['*.slack.com'],
    ['hooks.slack.com'],
    ['HOOKS.slack.COM'],
    ['slack.com:443'],
  ])('is left out for what NO_PROXY names: %s', (entry) => {
    expect(proxyFor('https://hooks.slack.com/actions/1', settings('other.org', entry))).toBeUndefined();
  });

  it.each([['lack.com'], ['slack.com:8443'], ['wss.slack.com'], ['slack.co'], ['com.']])(
    'is used for what NO_PROXY does not name: %s',
    (entry) => {
      expect(proxyFor('https://hooks.slack.com/actions/1', settings(entry))).toBe(HTTPS);
    },
  );

  it('is left out for an address in numbers, of both kinds', () => {
    expect(proxyFor('http://127.0.0.1:8080/', settings('127.0.0.1'))).toBeUndefined();
    expect(proxyFor('http://[::1]:8080/', settings('::1'))).toBeUndefined();
  });
});
