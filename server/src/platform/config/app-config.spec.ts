import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppConfig, ConfigError } from './app-config.ts';

describe('the configuration', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'visavis-config-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const read = (env: Record<string, string>) => AppConfig.read({ DATA_DIR: dataDir, ...env });
  const faultsOf = (env: Record<string, string>): readonly string[] => {
    try {
      read(env);
      return [];
    } catch (error) {
      return (error as ConfigError).faults;
    }
  };
  const production = {
    DATABASE_URL: 'postgres://u:p@db.example/visavis',
    VISAVIS_SECRET: 'a long enough secret',
    PUBLIC_URL: 'https://care.example',
  };

  it('without any setting is an embedded demo on loopback', () => {
    const config = read({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: null,
      redisUrl: null,
      role: 'all',
      demo: true,
      undoSeconds: 8,
      logLevel: 'warn',
    });
    expect(config.outboundAllow).toHaveLength(3);
    expect(config.isEmbedded && config.runsApi && config.runsWorker).toBe(true);
  });

  it('makes a secret once, keeps it beside the data and lets nobody else read it', () => {
    const first = read({}).secrets;
    expect(read({}).secrets).toEqual(first);
    expect(readFileSync(join(dataDir, '.secret'), 'utf8')).toBe(first[0]);
    expect(statSync(join(dataDir, '.secret')).mode & 0o777).toBe(0o600);
  });

  it('with a database of its own is no demo and lets nothing through', () => {
    const config = read({ ...production, HOST: '0.0.0.0' });
    expect(config).toMatchObject({
      demo: false,
      outboundAllow: [],
      logLevel: 'info',
      isSecure: true,
      secrets: ['a long enough secret'],
    });
  });

  it('takes several secrets for a rotation', () => {
    expect(read({ VISAVIS_SECRET: 'the new secret of us, the old secret of us' }).secrets).toEqual([
      'the new secret of us',
      'the old secret of us',
    ]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a port that is none', { PORT: '99999' }, /^PORT is "99999"/],
    ['a port with letters', { PORT: '80a' }, /^PORT/],
    [
      'an unknown role',
      { VISAVIS_ROLE: 'both' },
      /^VISAVIS_ROLE is "both", but must be one of api, worker, all\./,
    ],
    [
      'a worker without Redis',
      { ...production, VISAVIS_ROLE: 'worker' },
      /VISAVIS_ROLE=worker alone needs REDIS_URL/,
    ],
    [
      'an api without Redis',
      { ...production, VISAVIS_ROLE: 'api' },
      /VISAVIS_ROLE=api alone needs REDIS_URL/,
    ],
    ['a database without a secret', { DATABASE_URL: 'postgres://db/x' }, /VISAVIS_SECRET is needed too/],
    ['a short secret', { VISAVIS_SECRET: 'short' }, /VISAVIS_SECRET is too short/],
    ['a demo that others can reach', { HOST: '0.0.0.0' }, /listens on loopback only/],
    [
      'a database that is none',
      { DATABASE_URL: 'mysql://db/x', VISAVIS_SECRET: 'a long enough secret' },
      /^DATABASE_URL is not/,
    ],
    ['a public address with a path', { PUBLIC_URL: 'https://care.example/desk' }, /^PUBLIC_URL/],
    ['a public address that is none', { PUBLIC_URL: 'care.example' }, /^PUBLIC_URL/],
    ['a flag that is none', { VISAVIS_DEMO: 'perhaps' }, /^VISAVIS_DEMO/],
    [
      'an outbound range that is none',
      { OUTBOUND_ALLOW: '10.0.0.0/99' },
      /^OUTBOUND_ALLOW has "10.0.0.0\/99"/,
    ],
    ['a log level that is none', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL/],
  ])('refuses %s in one sentence', (_name, env, sentence) => {
    const faults = faultsOf(env);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(sentence);
  });

  it('refuses a data folder that cannot be written', () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    expect(faultsOf({ DATA_DIR: join(file, 'data') })).toEqual([
      expect.stringMatching(/^DATA_DIR .* cannot be written \(ENOTDIR\)/),
    ]);
  });

  it('lists all faults at once', () => {
    expect(faultsOf({ PORT: 'x', VISAVIS_ROLE: 'y', PUBLIC_URL: 'z', UNDO_SECONDS: '-1' })).toHaveLength(4);
  });

  it('never repeats an address that holds a password', () => {
    expect(faultsOf({ REDIS_URL: 'http://:hunter2@redis' }).join()).not.toContain('hunter2');
  });

  it('takes an IPv6 host and brackets it in the address', () => {
    expect(read({ HOST: '::1' }).publicUrl).toBe('http://[::1]:3000');
  });

  it('knows where the server itself answers, whatever its public address is', () => {
    const behindProxy = { PUBLIC_URL: 'https://care.example', PORT: '3100' };
    expect(read(behindProxy).ownUrl).toBe('http://127.0.0.1:3100');
    const worker = {
      VISAVIS_ROLE: 'worker',
      REDIS_URL: 'redis://redis',
      DATABASE_URL: 'postgres://db/visavis',
    };
    const secret = 'sixteen characters at least';
    expect(read({ ...behindProxy, ...worker, VISAVIS_SECRET: secret }).ownUrl).toBe('https://care.example');
  });
});
