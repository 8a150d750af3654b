import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
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
  const folder = mkdtempSync(join(tmpdir(), 'visavis-fonts-'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories.join('')}` +
      `<include ignore_missing="yes">/etc/fonts/fonts.conf</include><cachedir>${folder}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = file;
}
