// `npm run lint [paths]`: writes the generated rules when they changed, then runs oxlint. `--check` writes nothing and
// fails when .oxlintrc.json is not what scripts/lint-config.mjs says.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lintConfigText } from './lint-config.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = new URL('../.oxlintrc.json', import.meta.url);
const paths = process.argv.slice(2).filter((argument) => argument !== '--check');

function present() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

if (present() !== lintConfigText()) {
  if (process.argv.includes('--check')) {
    console.error('.oxlintrc.json is not what scripts/lint-config.mjs generates; run `npm run lint`.');
    process.exit(1);
  }
  writeFileSync(file, lintConfigText());
}

const oxlint = fileURLToPath(new URL('../node_modules/oxlint/bin/oxlint', import.meta.url));
const { status } = spawnSync(process.execPath, [oxlint, ...paths], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
