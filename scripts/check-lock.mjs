// `npm ci` refuses a lockfile in which an optional platform package is missing, while `npm install` drops it silently.
// A lockfile must also work behind any registry, so it names no host.
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const faults = [];

/** True when `name`, required by the package at `path`, has an entry in the lock where Node would find it. */
function isLocked(path, name) {
  for (let folder = path; ;) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent === -1 ? '' : folder.slice(0, parent);
  }
}

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!isLocked(path, name)) faults.push(`${path || 'the root'} wants ${name}, which is not in the lock`);
  }
  if (entry.resolved?.startsWith('http')) faults.push(`${path} names a registry host: ${entry.resolved}`);
  if (path.includes('node_modules/') && !entry.link && !entry.integrity && !entry.inBundle) {
    faults.push(`${path} has no integrity`);
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`lockfile: ${Object.keys(lock.packages).length} entries, complete`);
