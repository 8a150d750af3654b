import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Gives the drawing library a typeface wherever it runs: a bare machine has no fonts, and letters in a picture
 * would silently be missing. Import this file before `sharp`; fontconfig reads its variable on first use.
 * System fonts stay available for scripts that Inter does not cover.
 */
if (process.env.FONTCONFIG_FILE === undefined) {
  const inter = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));
  const directories = ['400Regular', '600SemiBold', '700Bold'].map(
    (weight) => `<dir>${join(inter, weight)}</dir>`,
  );
  // The same folder for every process of this user and installation, so that the cache is shared and nothing piles up.
  const key = createHash('sha256').update(`${userInfo().uid} ${inter}`).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `visavis-fonts-${key}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories.join('')}` +
      `<include ignore_missing="yes">/etc/fonts/fonts.conf</include><cachedir>${folder}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = file;
}
