// `npm run test:peers`: the suite that needs what is not in this repository: real servers of networks, and the material in
// ../shared. `npm run test:peers -- bluesky` runs only the files whose path says so.
// Packages of those servers go into a folder outside of the workspaces: PEERS_DIR, or one below the temporary files.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runJest } from './run-jest.mjs';
import { conclude } from './test-summary.mjs';

const peersDir = process.env.PEERS_DIR || join(tmpdir(), 'visavis-peers');
const asked = process.argv.slice(2);

const PACKAGES = {
  name: 'visavis-peers',
  private: true,
  type: 'module',
  dependencies: { '@atproto/dev-env': '0.6.7' },
  // Older ones are compiled against Node's own headers, and since 24.19 those end the process in an idle moment
  // (nodejs/node#65446). This one brings binaries for Node-API, so nothing has to be compiled either.
  overrides: { 'better-sqlite3': '13.2.0' },
};

/** @returns whether the packages are there; npm itself says why not */
function installPackages() {
  const file = join(peersDir, 'package.json');
  const wanted = `${JSON.stringify(PACKAGES, null, 2)}\n`;
  const held = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // npm writes this one last.
  if (held === wanted && existsSync(join(peersDir, 'node_modules', '.package-lock.json'))) return true;
  console.error(`Installing servers of other networks into ${peersDir} (about two minutes, once) …`);
  mkdirSync(peersDir, { recursive: true });
  writeFileSync(file, wanted);
  const isDone = npm('install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  if (!isDone) rmSync(file, { force: true });
  return isDone;
}

function npm(...args) {
  const own = process.env.npm_execpath;
  const options = { cwd: peersDir, stdio: ['ignore', 2, 2] };
  const { status } = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return status === 0;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** A Redis of our own, on loopback and without files. */
async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-peers-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  const failed = new Promise((resolve) => child.once('error', resolve));
  const stop = async () => {
    const ended =
      child.exitCode === null && child.pid ? new Promise((done) => child.once('exit', done)) : null;
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const error = await Promise.race([failed, listens(port)]);
  if (error === null) return { host: `127.0.0.1:${port}`, stop };
  await stop();
  return null;
}

async function listens(port) {
  for (let tries = 0; tries < 100; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}`).then(
      () => true,
      // Redis answers HTTP with a hang-up; only a refused connection means that it is not there yet.
      (error) => error.cause?.code !== 'ECONNREFUSED',
    );
    if (answered) return null;
    await delay(50);
  }
  return new Error('no answer');
}

const isWanted = (name) => asked.length === 0 || asked.some((one) => name.includes(one));
const missing = [];
let redis = null;
if (isWanted('bluesky')) {
  if (!installPackages()) missing.push(`The AT Protocol network could not be installed into ${peersDir}.`);
  redis = await startRedis();
  if (!redis)
    missing.push('The AT Protocol network needs redis-server (on Debian: apt-get install redis-server).');
}
for (const sentence of missing) console.error(sentence);

try {
  const counts = runJest(['--config', 'server/peers/jest.config.mjs', '-w', '2', ...asked], {
    PEERS_DIR: peersDir,
    PEERS_REDIS_HOST: redis?.host ?? '',
  });
  conclude([counts]);
} finally {
  await redis?.stop();
}
