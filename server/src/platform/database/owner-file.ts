import { readFileSync, rmSync, writeFileSync } from 'node:fs';

interface Owner {
  pid: number;
  /** Distinguishes the process from a later one with the same number; null where the system does not tell. */
  born: string | null;
}

/**
 * Claims a data folder for this process. Without it a second process would adopt the running database and stop it
 * for the first one when it exits.
 *
 * @returns null when claimed, else the number of the living process that owns the folder
 */
export function claimOwnership(file: string): number | null {
  const me: Owner = { pid: process.pid, born: bornAt(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify(me), { flag: 'wx', mode: 0o600 });
      return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(file);
    if (owner !== null && owner.pid !== process.pid && isAlive(owner.pid) && owner.born === bornAt(owner.pid))
      return owner.pid;
    rmSync(file, { force: true });
  }
  return readOwner(file)?.pid ?? 0;
}

/** Gives the folder back; a folder that somebody else owns by now is left alone. */
export function releaseOwnership(file: string): void {
  if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** A zombie counts as gone: where nobody reaps orphans it would answer signals for ever. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

function readOwner(file: string): Owner | null {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof pid === 'number' && pid > 0 ? { pid, born: born ?? null } : null;
  } catch {
    return null;
  }
}

/** The boot and the clock tick at which a process started, from Linux's /proc (field 22 of `stat`). */
function bornAt(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${statFields(pid)?.[19]}`;
  } catch {
    return null;
  }
}

/** The fields of /proc/<pid>/stat after the command name, which may itself hold blanks and brackets. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
