// Runs before `npm start`, `npm test` and their kin: installs what is missing, builds what changed, and nothing else.
// Node's own modules only, because the first run stands in a fresh clone, on whatever Node started npm.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.cache', 'built');
const OUTPUTS = [
  'shared/dist',
  'server/dist/main.js',
  'server/dist/api-schemas.json',
  'client/dist/index.html',
];
const SOURCES = [
  'shared/src',
  'server/src',
  'server/scripts',
  'client/src',
  'client/public',
  'client/index.html',
  'client/vite.config.ts',
  'shared/tsconfig.json',
  'shared/tsconfig.build.json',
  'tsconfig.base.json',
  'server/.swcrc',
  'shared/package.json',
  'server/package.json',
  'client/package.json',
  'package-lock.json',
];

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `Visavis needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}

/** The time `path` (relative to the root) changed last, 0 when it does not exist; for a folder the newest file in it. */
function changedAt(path) {
  const full = join(root, path);
  if (!existsSync(full)) return 0;
  const own = statSync(full);
  if (!own.isDirectory()) return own.mtimeMs;
  // The folder's own time counts too: it moves when a file in it is deleted.
  return readdirSync(full).reduce(
    (newest, name) => Math.max(newest, changedAt(join(path, name))),
    own.mtimeMs,
  );
}

function npm(...args) {
  // npm_execpath is the npm that runs this script; by hand, the one on the path (a .cmd on Windows needs a shell).
  const own = process.env.npm_execpath;
  const { status } = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`npm ${args.join(' ')} failed; what it said stands above.`);
    process.exit(status ?? 1);
  }
}

/** True when every package of the lock that this machine needs is installed in its version, and nothing else is. */
function holdsWhatTheLockSays(installed) {
  if (!existsSync(join(root, installed))) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  const wanted = packagesOf('package-lock.json');
  const held = packagesOf(installed);
  const same = (path) => wanted[path]?.integrity === held[path]?.integrity;
  return (
    Object.keys(held).every((path) => path in wanted && same(path)) &&
    // A package for another platform is in the lock and rightly not here.
    Object.entries(wanted).every(
      ([path, entry]) =>
        !path.startsWith('node_modules/') || path in held || entry.optional || entry.devOptional,
    )
  );
}

function installWhatIsMissing() {
  const installed = 'node_modules/.package-lock.json';
  if (changedAt(installed) >= changedAt('package-lock.json') && changedAt(installed) > 0) return;
  if (!holdsWhatTheLockSays(installed)) {
    console.error('Installing the packages (about a minute, once) …');
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  }
  // The times of the lock and its copy say little (a checkout moves one of them); now they agree until the next change.
  const now = new Date();
  utimesSync(join(root, installed), now, now);
}

function buildWhatChanged() {
  // The stamp, not the outputs: an incremental compiler leaves unchanged outputs old.
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const complete = OUTPUTS.every((path) => existsSync(join(root, path)));
  if (complete && SOURCES.every((path) => changedAt(path) <= builtAt)) return;
  console.error('Building …');
  // A change made while the build runs belongs to the next build, so the stamp carries the time before it.
  const begun = new Date();
  npm('run', '--silent', 'build');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, begun, begun);
}

refuseOldNode();
installWhatIsMissing();
// `--install`: types and lint read the sources and need no build.
if (!process.argv.includes('--install')) buildWhatChanged();
