import { describe, expect, it } from '@jest/globals';
import { testConfig } from '../../../test/test-config.ts';
import { parseAllowEntry } from '../config/allow-entry.ts';
import { HostResolver, OutboundGuard } from './outbound-guard.ts';

class Names extends HostResolver {
  override async resolve(hostname: string) {
    const known: Record<string, string[]> = {
      'public.example': ['93.184.216.34', '2606:2800:220:1::1'],
      'private.example': ['10.1.2.3'],
      'mixed.example': ['93.184.216.34', '127.0.0.1'],
      'intranet.example': ['10.9.9.9'],
    };
    return (known[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  }
}

const guardWith = (...allow: string[]) =>
  new OutboundGuard(
    testConfig({ outboundAllow: allow.map(parseAllowEntry).filter((entry) => entry !== null) }),
    new Names(),
  );

describe('the outbound guard', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '192.88.99.1',
    '224.0.0.1',
    '239.1.1.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:0:1::1',
    '2001:db8::1',
    '100::1',
    '3fff::1',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(guardWith().isAllowedAddress(address, 'configured')).toBe(false);
    expect(guardWith().isAllowedAddress(address, 'content')).toBe(false);
  });

  it.each([
    '93.184.216.34',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:2800:220:1::1',
    '::ffff:1.1.1.1',
  ])('lets %s through', (address) => {
    expect(guardWith().isAllowedAddress(address, 'content')).toBe(true);
  });

  it('lets an allowed range through for what an administrator entered, never for what a post contains', () => {
    const guard = guardWith('10.0.0.0/8', 'fd00::/8');
    expect(guard.isAllowedAddress('10.1.2.3', 'configured')).toBe(true);
    expect(guard.isAllowedAddress('::ffff:10.1.2.3', 'configured')).toBe(true);
    expect(guard.isAllowedAddress('fd00::5', 'configured')).toBe(true);
    expect(guard.isAllowedAddress('11.0.0.1', 'configured')).toBe(true);
    expect(guard.isAllowedAddress('192.168.0.1', 'configured')).toBe(false);
    expect(guard.isAllowedAddress('10.1.2.3', 'content')).toBe(false);
  });

  it('lets an allowed host through wherever it leads, for what an administrator entered', async () => {
    const guard = guardWith('Intranet.Example');
    expect(await guard.allowedAddresses('intranet.example', 'configured')).toHaveLength(1);
    expect(await guard.allowedAddresses('intranet.example.', 'configured')).toEqual([]);
    expect(await guard.allowedAddresses('intranet.example', 'content')).toEqual([]);
    expect(await guard.allowedAddresses('private.example', 'configured')).toEqual([]);
  });

  it('refuses a name whole of which one address is ours', async () => {
    expect(await guardWith().allowedAddresses('mixed.example', 'content')).toEqual([]);
    expect(await guardWith().allowedAddresses('public.example', 'content')).toHaveLength(2);
  });
});
