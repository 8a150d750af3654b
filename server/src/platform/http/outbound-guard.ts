import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { AppConfig } from '../config/app-config.ts';

/** `configured`: an administrator entered the address, so OUTBOUND_ALLOW counts. `content`: it was found in a post. */
export type Trust = 'configured' | 'content';

/** Turns a host name into addresses. */
export abstract class HostResolver {
  /** @throws when the name does not exist */
  abstract resolve(hostname: string): Promise<LookupAddress[]>;
}

@Injectable()
export class SystemHostResolver extends HostResolver {
  resolve(hostname: string): Promise<LookupAddress[]> {
    return lookup(hostname, { all: true });
  }
}

/** IPv6 addresses that are handed out at all (RFC 4291, section 2.4); everything else is special in some way. */
const GLOBAL_UNICAST_V6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** Decides which addresses an outbound request may go to. */
@Injectable()
export class OutboundGuard {
  constructor(
    private readonly config: AppConfig,
    private readonly resolver: HostResolver,
  ) {}

  /**
   * The addresses of a host that may be connected to. The connection must go to one of exactly these, since a second look
   * at the name may give other ones.
   *
   * @returns empty when none is allowed
   * @throws the resolver's error for a name that does not exist
   */
  async allowedAddresses(hostname: string, trust: Trust): Promise<LookupAddress[]> {
    const addresses = await this.resolver.resolve(hostname);
    if (trust === 'configured' && this.isAllowedHost(hostname)) return addresses;
    // One address of ours among several public ones is how a name is made to pass; such a name is refused whole.
    return addresses.every(({ address }) => this.isAllowedAddress(address, trust)) ? addresses : [];
  }

  /** Whether a literal address may be connected to. */
  isAllowedAddress(text: string, trust: Trust): boolean {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return isPublicAddress(address) || (trust === 'configured' && this.isInAllowedRange(address));
  }

  private isAllowedHost(hostname: string): boolean {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    return this.config.outboundAllow.some((entry) => 'host' in entry && entry.host === name);
  }

  private isInAllowedRange(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
    return this.config.outboundAllow.some(
      (entry) => 'range' in entry && entry.range[0].kind() === address.kind() && address.match(entry.range),
    );
  }
}

/** Not loopback, private, link-local, shared, multicast, reserved, nor any form that wraps another address. */
export function isPublicAddress(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST_V6);
}
