import ipaddr from 'ipaddr.js';

/**
 * Whom tries from an address are counted against: one IPv6 household holds a whole /64 and could otherwise guess from a
 * new address each time.
 */
export function sourceOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = [...address.parts.slice(0, 4), 0, 0, 0, 0];
  return `${new ipaddr.IPv6(network).toString()}/64`;
}
