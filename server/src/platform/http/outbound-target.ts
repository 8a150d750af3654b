import { OutboundError } from './outbound-error.ts';

/** @throws OutboundError `refused` for what is no http or https address, or carries credentials */
export function parseTarget(given: string | URL, base?: URL): URL {
  const url = URL.parse(String(given), base?.href);
  if (url === null) throw new OutboundError('refused', 'This is not an address.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OutboundError('refused', 'Only http and https addresses are called.');
  if (url.username !== '' || url.password !== '')
    throw new OutboundError('refused', 'An address must not carry credentials.');
  return url;
}

/** The same server: the very origin, or its step from http to https. */
export function isSameHost(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  return from.hostname === to.hostname && from.port === '' && to.port === '' && to.protocol === 'https:';
}

/** The host without the brackets of an IPv6 address. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
