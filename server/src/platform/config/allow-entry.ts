import ipaddr from 'ipaddr.js';

/** One entry of OUTBOUND_ALLOW: a host by name, or a range of addresses. */
export type AllowEntry = { host: string } | { range: [ipaddr.IPv4 | ipaddr.IPv6, number] };

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

/** @returns null when it is neither a host name, an address nor a CIDR range */
export function parseAllowEntry(text: string): AllowEntry | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)) {
    const address = ipaddr.process(bare);
    return { range: [address, address.kind() === 'ipv4' ? 32 : 128] };
  }
  if (bare.includes('/')) return ipaddr.isValidCIDR(bare) ? { range: ipaddr.parseCIDR(bare) } : null;
  // A name of digits and dots only would be read as an address by some resolvers.
  return HOST_NAME.test(bare) && !/^[\d.]+$/.test(bare) ? { host: bare.toLowerCase() } : null;
}

/** Whether a server that listens on this host is reachable from this machine only. */
export function isLoopbackHost(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback';
}
