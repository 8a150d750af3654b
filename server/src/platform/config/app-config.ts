import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { isLoopbackHost, parseAllowEntry, type AllowEntry } from './allow-entry.ts';

export type Role = 'api' | 'worker' | 'all';
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

const ROLES: readonly Role[] = ['api', 'worker', 'all'];
const LOG_LEVELS: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug'];
const LEAST_SECRET_LENGTH = 16;

/** Everything that is wrong with the settings, one sentence each. */
export class ConfigError extends Error {
  override name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

export interface AppSettings {
  port: number;
  host: string;
  /** Absolute. Holds the embedded database, uploads and the secret. */
  dataDir: string;
  /** Origin without a trailing slash; the base of every address that leaves the product. */
  publicUrl: string;
  /** Null until the embedded PostgreSQL has started; see `withDatabase`. */
  databaseUrl: string | null;
  redisUrl: string | null;
  role: Role;
  /** The first encrypts, all decrypt. */
  secrets: readonly string[];
  demo: boolean;
  /** Hosts and ranges besides public addresses that an address entered by an administrator may lead to. */
  outboundAllow: readonly AllowEntry[];
  metricsToken: string | null;
  logLevel: LogLevel;
  /** How long a sent reply can be taken back before it leaves. */
  undoSeconds: number;
  /** Where the built client lies; null when it is not built. */
  clientDir: string | null;
}

/** All settings, read and checked before anything starts. The only reader of the environment. */
export class AppConfig implements AppSettings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly role: Role;
  readonly secrets: readonly string[];
  readonly demo: boolean;
  readonly outboundAllow: readonly AllowEntry[];
  readonly metricsToken: string | null;
  readonly logLevel: LogLevel;
  readonly undoSeconds: number;
  readonly clientDir: string | null;

  constructor(settings: AppSettings) {
    this.port = settings.port;
    this.host = settings.host;
    this.dataDir = settings.dataDir;
    this.publicUrl = settings.publicUrl;
    this.databaseUrl = settings.databaseUrl;
    this.redisUrl = settings.redisUrl;
    this.role = settings.role;
    this.secrets = settings.secrets;
    this.demo = settings.demo;
    this.outboundAllow = settings.outboundAllow;
    this.metricsToken = settings.metricsToken;
    this.logLevel = settings.logLevel;
    this.undoSeconds = settings.undoSeconds;
    this.clientDir = settings.clientDir;
  }

  /** @throws ConfigError with every fault at once */
  static read(env: NodeJS.ProcessEnv = process.env): AppConfig {
    const reader = new EnvReader(env);
    const settings = reader.settings();
    if (reader.faults.length > 0) throw new ConfigError(reader.faults);
    return new AppConfig(settings);
  }

  /** The same settings with some replaced, for instance the address of the embedded database once it runs. */
  with(changes: Partial<AppSettings>): AppConfig {
    return new AppConfig({ ...this, ...changes });
  }

  get isEmbedded(): boolean {
    return this.databaseUrl === null;
  }

  /**
   * Where the server itself answers, whatever stands in front of it, without a trailing slash. A worker has no such place
   * of its own and goes the public way.
   */
  get ownUrl(): string {
    return this.runsApi ? originOf(this.host, this.port) : this.publicUrl;
  }

  get isSecure(): boolean {
    return this.publicUrl.startsWith('https:');
  }

  get runsApi(): boolean {
    return this.role !== 'worker';
  }

  get runsWorker(): boolean {
    return this.role !== 'api';
  }
}

class EnvReader {
  readonly faults: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  settings(): AppSettings {
    const databaseUrl = this.address('DATABASE_URL', ['postgres:', 'postgresql:']);
    const redisUrl = this.address('REDIS_URL', ['redis:', 'rediss:']);
    const port = this.number('PORT', 3000, 1, 65_535);
    const host = this.value('HOST') ?? '127.0.0.1';
    const role = this.oneOf('VISAVIS_ROLE', ROLES, 'all');
    const demo = this.flag('VISAVIS_DEMO', databaseUrl === null);
    const dataDir = this.writableFolder();
    if (role !== 'all' && redisUrl === null) {
      this.faults.push(`VISAVIS_ROLE=${role} alone needs REDIS_URL, because its processes meet there.`);
    }
    if (role !== 'all' && databaseUrl === null) {
      this.faults.push(
        `VISAVIS_ROLE=${role} alone needs DATABASE_URL, because the embedded database serves one process.`,
      );
    }
    if (demo && !isLoopbackHost(host)) {
      this.faults.push(
        `The demo has well-known passwords and listens on loopback only: set HOST=127.0.0.1 instead of ${host}, or VISAVIS_DEMO=0.`,
      );
    }
    return {
      port,
      host,
      dataDir,
      publicUrl: this.publicUrl(host, port),
      databaseUrl,
      redisUrl,
      role,
      secrets: this.secrets(databaseUrl === null, dataDir),
      demo,
      outboundAllow: this.outboundAllow(demo),
      metricsToken: this.value('METRICS_TOKEN'),
      // Someone who tries it on a terminal reads one line; an installation with its own database keeps a log.
      logLevel: this.oneOf('LOG_LEVEL', LOG_LEVELS, databaseUrl === null ? 'warn' : 'info'),
      undoSeconds: this.number('UNDO_SECONDS', 8, 0, 120),
      clientDir: builtClient(),
    };
  }

  private value(name: string): string | null {
    const text = this.env[name]?.trim();
    return text === undefined || text === '' ? null : text;
  }

  private number(name: string, otherwise: number, least: number, most: number): number {
    const text = this.value(name);
    if (text === null) return otherwise;
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    this.faults.push(`${name} is "${text}", but must be a number from ${least} to ${most}.`);
    return otherwise;
  }

  private oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const text = this.value(name);
    if (text === null) return otherwise;
    const found = allowed.find((candidate) => candidate === text);
    if (found !== undefined) return found;
    this.faults.push(`${name} is "${text}", but must be one of ${allowed.join(', ')}.`);
    return otherwise;
  }

  private flag(name: string, otherwise: boolean): boolean {
    const text = this.value(name)?.toLowerCase() ?? null;
    if (text === null) return otherwise;
    if (['1', 'true', 'yes'].includes(text)) return true;
    if (['0', 'false', 'no'].includes(text)) return false;
    this.faults.push(`${name} is "${text}", but must be 1 or 0.`);
    return otherwise;
  }

  private address(name: string, schemes: readonly string[]): string | null {
    const text = this.value(name);
    if (text === null) return null;
    const url = URL.parse(text);
    if (url !== null && schemes.includes(url.protocol)) return text;
    // The value may hold a password, so it is not repeated.
    this.faults.push(`${name} is not an address that starts with ${schemes[0]}//.`);
    return null;
  }

  private publicUrl(host: string, port: number): string {
    const text = this.value('PUBLIC_URL');
    if (text === null) return originOf(host, port);
    const url = URL.parse(text);
    const isPlain =
      url !== null &&
      /^https?:$/.test(url.protocol) &&
      url.pathname === '/' &&
      url.search === '' &&
      url.hash === '';
    if (isPlain && url.username === '' && url.password === '') return url.origin;
    this.faults.push(
      `PUBLIC_URL is "${text}", but must be a scheme and host without a path, such as https://care.example.`,
    );
    return 'http://127.0.0.1';
  }

  private writableFolder(): string {
    const folder = resolve(this.value('DATA_DIR') ?? './data');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.W_OK | constants.X_OK);
      // Root passes every access check, also on a file system that is read-only or on a path that is no folder.
      const probe = join(folder, `.write-probe-${process.pid}`);
      writeFileSync(probe, '');
      rmSync(probe, { force: true });
    } catch (error) {
      this.faults.push(
        `DATA_DIR ${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): choose a folder of your own.`,
      );
    }
    return folder;
  }

  private secrets(isEmbedded: boolean, dataDir: string): string[] {
    const given = (this.value('VISAVIS_SECRET') ?? '').split(',').map((part) => part.trim());
    const secrets = given.filter((part) => part !== '');
    if (secrets.some((secret) => secret.length < LEAST_SECRET_LENGTH)) {
      this.faults.push(
        `VISAVIS_SECRET is too short: each secret needs at least ${LEAST_SECRET_LENGTH} characters.`,
      );
    }
    if (secrets.length > 0) return secrets;
    if (!isEmbedded) {
      this.faults.push(
        'DATABASE_URL is set, so VISAVIS_SECRET is needed too: it encrypts the credentials in that database.',
      );
      return [];
    }
    return this.faults.length === 0 ? [keptSecret(dataDir)] : [];
  }

  private outboundAllow(demo: boolean): AllowEntry[] {
    const text = this.value('OUTBOUND_ALLOW') ?? (demo ? '127.0.0.0/8,::1/128,localhost' : '');
    const entries: AllowEntry[] = [];
    for (const part of text.split(/[\s,]+/).filter((word) => word !== '')) {
      const entry = parseAllowEntry(part);
      if (entry === null)
        this.faults.push(
          `OUTBOUND_ALLOW has "${part}", which is neither a host name, an address nor a range such as 10.0.0.0/8.`,
        );
      else entries.push(entry);
    }
    return entries;
  }
}

function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`.replace(/:80$/, '');
}

/** Made once and kept beside the embedded database, whose credentials it opens. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, '.secret');
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** The same place from `src` and from `dist`. */
function builtClient(): string | null {
  const folder = join(import.meta.dirname, '../../../../client/dist');
  return existsSync(join(folder, 'index.html')) ? folder : null;
}
