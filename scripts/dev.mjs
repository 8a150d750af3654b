// `npm run dev`: everything watched. shared by tsc, the server by swc and `node --watch`, the client by Vite, which
// passes what is not its own to the server. The address to open is Vite's; the server is told to call itself that.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const apiPort = process.env.PORT ?? '3000';
const devPort = process.env.VISAVIS_DEV_PORT ?? '5173';
const env = {
  ...process.env,
  HOST: '127.0.0.1',
  PORT: apiPort,
  PUBLIC_URL: process.env.PUBLIC_URL ?? `http://127.0.0.1:${devPort}`,
  VISAVIS_API: `http://127.0.0.1:${apiPort}`,
  VISAVIS_DEV_PORT: devPort,
};
const STOP_WITHIN_MS = 12_000;

/** @type {Map<import('node:child_process').ChildProcess, string>} */
const running = new Map();
let stopping = false;

function start(name, cwd, args) {
  const child = spawn(process.execPath, args, {
    cwd: `${root}${cwd}`,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running.set(child, name);
  child.on('exit', (code) => {
    running.delete(child);
    if (!stopping) {
      console.error(`${name} ended (${code}); stopping the others.`);
      process.exitCode = 1;
      stop('SIGTERM');
    }
  });
}

/** Passes the signal on and lets everybody finish: the server has a database to close. */
function stop(signal) {
  if (stopping) return;
  stopping = true;
  for (const child of running.keys()) child.kill(signal);
  setTimeout(() => {
    for (const child of running.keys()) child.kill('SIGKILL');
  }, STOP_WITHIN_MS).unref();
}

process.on('SIGINT', () => stop('SIGINT'));
process.on('SIGTERM', () => stop('SIGTERM'));

const modules = '../node_modules';
start('shared', 'shared', [
  `${modules}/typescript/bin/tsc`,
  '-p',
  'tsconfig.build.json',
  '--watch',
  '--preserveWatchOutput',
]);
start('server build', 'server', [
  `${modules}/@swc/cli/bin/swc.js`,
  'src',
  '-d',
  'dist',
  '--strip-leading-paths',
  '--watch',
  '--quiet',
]);
start('server', 'server', ['--watch', '--watch-preserve-output', 'dist/main.js']);
start('client', 'client', [`${modules}/vite/bin/vite.js`]);
