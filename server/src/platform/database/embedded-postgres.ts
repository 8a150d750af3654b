// Plain TypeScript without decorators or enums: the tests' global set-up imports this file directly, and Node
// only strips types.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  EmbeddedPostgresError,
  findBinaries,
  findRunner,
  type PostgresBinaries,
  type Runner,
} from './embedded-postgres-command.ts';
import { claimOwnership, isAlive, releaseOwnership } from './owner-file.ts';

export interface EmbeddedPostgresOptions {
  /** The folder that holds everything: the cluster in `postgres/`, its password and its log beside it. */
  dataDir: string;
  /** More server settings, for example `{ fsync: 'off' }` in tests. */
  settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connection string of the database `visavis`. */
  readonly url: string;
  /** Whether a server that survived its last owner was taken over instead of started. */
  readonly wasAdopted: boolean;
  /** Fast shutdown; resolves when the server is gone. */
  stop(): Promise<void>;
}

interface Files {
  cluster: string;
  password: string;
  log: string;
  owner: string;
}

interface Running {
  pid: number;
  port: number;
}

const USER = 'app';
const DATABASE = 'visavis';
const START_MS = 30_000;
const STOP_MS = 8_000;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts the PostgreSQL that comes by npm, or adopts it when it outlived a killed owner.
 *
 * @throws EmbeddedPostgresError one sentence: another process owns the folder, it cannot be written, no binaries, …
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const files = filesIn(options.dataDir);
  const owner = claimOwnership(files.owner);
  if (owner !== null) {
    throw new EmbeddedPostgresError(
      `The data folder ${options.dataDir} is in use by process ${owner}: stop it, or set another DATA_DIR.`,
    );
  }
  try {
    const binaries = await findBinaries();
    const runner = findRunner(binaries);
    if (!existsSync(join(files.cluster, 'PG_VERSION'))) createCluster(binaries, runner, files);
    const password = readFileSync(files.password, 'utf8').trim();
    const adopted = await adopt(files, password);
    const running = adopted ?? (await start(binaries, runner, files, options.settings ?? {}));
    const url = await ensureDatabase(running.port, password);
    return { url, wasAdopted: adopted !== null, stop: () => stop(binaries, files, running.pid) };
  } catch (error) {
    releaseOwnership(files.owner);
    throw error;
  }
}

function filesIn(dataDir: string): Files {
  mkdirSync(dataDir, { recursive: true });
  return {
    cluster: join(dataDir, 'postgres'),
    password: join(dataDir, 'postgres.password'),
    log: join(dataDir, 'postgres.log'),
    owner: join(dataDir, 'owner.pid'),
  };
}

/** Made beside its final place and renamed, so that an interrupted first start leaves nothing half done. */
function createCluster(binaries: PostgresBinaries, runner: Runner, files: Files): void {
  const unfinished = `${files.cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(files.password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  runner.own(unfinished);
  runner.own(files.password);
  const { file, args, options } = runner.command(binaries.initdb, [
    '-D',
    unfinished,
    '-U',
    USER,
    '-A',
    'scram-sha-256',
    `--pwfile=${files.password}`,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  const made = spawnSync(file, args, { ...options, stdio: 'pipe', encoding: 'utf8' });
  if (made.status !== 0) {
    const reason = lastLine(made.stderr || made.error?.message || '');
    throw new EmbeddedPostgresError(`The embedded PostgreSQL could not create its database: ${reason}`);
  }
  renameSync(unfinished, files.cluster);
}

/** A server left behind by a killed owner: taken over when it answers, waited for while it recovers or stops. */
async function adopt(files: Files, password: string): Promise<Running | null> {
  const lockFile = join(files.cluster, 'postmaster.pid');
  const until = Date.now() + START_MS;
  for (;;) {
    const found = readPostmaster(lockFile);
    if (found === null || !isAlive(found.pid)) return null;
    if (await answers(found.port, password)) return { pid: found.pid, port: found.port };
    if (!isPostgres(found.pid)) {
      // The number was given to another process since; PostgreSQL itself would refuse to start over such a file.
      rmSync(lockFile, { force: true });
      return null;
    }
    if (Date.now() > until) {
      throw new EmbeddedPostgresError(
        `The PostgreSQL left running as process ${found.pid} does not answer: stop that process and start again.`,
      );
    }
    await delay(50);
  }
}

async function start(
  binaries: PostgresBinaries,
  runner: Runner,
  files: Files,
  extra: Readonly<Record<string, string>>,
): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const started = await launch(binaries, runner, files, { ...serverSettings(port), ...extra });
    if ('pid' in started) return { pid: started.pid, port };
    // Somebody may have taken the port between looking and listening; that is worth one more try.
    if (attempt === 2 || !/Address already in use|could not bind/i.test(started.log)) {
      throw new EmbeddedPostgresError(`The embedded PostgreSQL did not start: ${lastLine(started.log)}`);
    }
  }
}

function serverSettings(port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    jit: 'off',
    logging_collector: 'off',
  };
}

async function launch(
  binaries: PostgresBinaries,
  runner: Runner,
  files: Files,
  settings: Readonly<Record<string, string>>,
): Promise<{ pid: number } | { log: string }> {
  const logStart =
    existsSync(files.log) && statSync(files.log).size < LOG_LIMIT_BYTES ? statSync(files.log).size : 0;
  // A file, not a pipe: the server outlives a killed owner and must not block or fail on writing to nobody.
  const log = openSync(files.log, logStart === 0 ? 'w' : 'a', 0o600);
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, options } = runner.command(binaries.postgres, ['-D', files.cluster, ...given]);
  // Detached: Ctrl-C goes to the whole group, and the application must stop before its database does.
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let isGone = false;
  child.once('exit', () => (isGone = true));
  child.once('error', () => (isGone = true));
  child.unref();
  const lockFile = join(files.cluster, 'postmaster.pid');
  const until = Date.now() + START_MS;
  while (!isGone && Date.now() < until) {
    const found = readPostmaster(lockFile);
    if (found !== null && found.pid === child.pid && found.isReady) return { pid: found.pid };
    await delay(10);
  }
  if (!isGone) child.kill('SIGQUIT');
  return { log: readFileSync(files.log, 'utf8').slice(logStart) };
}

/** Lines of postmaster.pid: 1 process, 4 port, 8 state ("ready" once connections are accepted). */
function readPostmaster(lockFile: string): (Running & { isReady: boolean }) | null {
  try {
    const lines = readFileSync(lockFile, 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0
      ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
      : null;
  } catch {
    return null;
  }
}

/** Where the system tells what a process runs, a number that was given away since is recognised. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return true;
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  if (!(port > 0)) return false;
  const client = new pg.Client({ ...connection(port, password, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function ensureDatabase(port: number, password: string): Promise<string> {
  const client = new pg.Client(connection(port, password, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  return `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;
}

function connection(port: number, password: string, database: string): pg.ClientConfig {
  return { host: '127.0.0.1', port, user: USER, password, database };
}

async function stop(binaries: PostgresBinaries, files: Files, pid: number): Promise<void> {
  if (readPostmaster(join(files.cluster, 'postmaster.pid'))?.pid !== pid) {
    // Gone already, and its number may belong to somebody else.
  } else if (process.platform === 'win32') {
    spawnSync(binaries.pg_ctl, ['stop', '-m', 'fast', '-D', files.cluster], { stdio: 'ignore' });
  } else {
    signal(pid, 'SIGINT');
    if (!(await isGoneWithin(pid, STOP_MS))) {
      signal(pid, 'SIGQUIT');
      await isGoneWithin(pid, 1_000);
    }
  }
  releaseOwnership(files.owner);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already, which is what was asked for.
  }
}

async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    if (!isAlive(pid)) return true;
    await delay(5);
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.findLast((line) => /FATAL|error|could not/i.test(line)) ?? lines.at(-1) ?? 'no reason was given'
  );
}
