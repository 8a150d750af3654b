import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** A browser that can be launched, and what its process needs in the environment besides ours. */
export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const WELL_KNOWN = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const CACHE = join(import.meta.dirname, '../node_modules/.cache/chromium');

/**
 * Finds a Chromium in this order: CHROMIUM_PATH, an installed Chrome or Chromium, the one that npm brought (Linux on
 * x64), Playwright's own download. A machine without any gets one sentence and a failure, never a silent skip.
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return { executablePath: named, env: {} };
  }
  const installed = installedBrowser();
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return await packagedBrowser();
  if (existsSync(chromium.executablePath())) return { executablePath: chromium.executablePath(), env: {} };
  throw new Error(
    'The journeys need a browser: install Chrome or Chromium, or name one in CHROMIUM_PATH, or run `npx playwright install chromium`.',
  );
}

function installedBrowser(): string | undefined {
  const known = WELL_KNOWN.find((path) => existsSync(path));
  if (known || process.platform === 'win32') return known;
  for (const name of INSTALLED) {
    try {
      return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // not this one
    }
  }
  return undefined;
}

/**
 * Unpacks the headless Chromium of @sparticuz/chromium, its libraries and a font, once per version. The package
 * unpacks into the folder for temporary files and takes a half unpacked file for a whole one; so it is sent into a
 * folder of its own, which gets its final name when all is there.
 */
async function packagedBrowser(): Promise<Browser> {
  const { inflate } = await import('@sparticuz/chromium');
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageRoot = join(entry, '../..');
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const home = join(CACHE, version);
  if (!existsSync(home)) {
    const parts = `${home}.${process.pid}`;
    mkdirSync(parts, { recursive: true });
    const tmp = process.env.TMPDIR;
    process.env.TMPDIR = parts;
    try {
      for (const archive of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
        await inflate(join(packageRoot, 'bin', archive));
      }
    } finally {
      if (tmp === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = tmp;
    }
    if (existsSync(home)) rmSync(parts, { recursive: true });
    else renameSync(parts, home);
  }
  return { executablePath: join(home, 'chromium'), env: packagedEnvironment(home) };
}

function packagedEnvironment(home: string): Record<string, string> {
  const libraries = [join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  if (existsSync('/etc/fonts/fonts.conf')) return { LD_LIBRARY_PATH: libraries };
  // Without fontconfig nothing would be drawn but boxes; the package's own file names folders of another machine.
  const fonts = join(home, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><fontconfig><dir>${join(home, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>\n`,
  );
  return { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts };
}
