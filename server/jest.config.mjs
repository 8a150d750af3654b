import { readFileSync } from 'node:fs';
import all from '../jest.config.mjs';

// The tests compile with the settings of the build, except the two that only make sense for files in dist.
const {
  exclude: _exclude,
  $schema: _schema,
  ...swcrc
} = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swcrc.jsc.rewriteRelativeImportExtensions;

/** @type {import('jest').Config} */
export default {
  displayName: 'server',
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['<rootDir>/test/setup.mjs'],
  // The unit specs of `npm run check` need no database.
  ...(process.env.VISAVIS_UNIT_ONLY
    ? {}
    : {
        globalSetup: '<rootDir>/test/global-setup.mjs',
        globalTeardown: '<rootDir>/test/global-teardown.mjs',
      }),
  moduleNameMapper: { '^@visavis/shared/(.*)$': '<rootDir>/../shared/src/$1.ts' },
  transform: { '\\.ts$': ['@swc/jest', { ...swcrc, swcrc: false, sourceMaps: 'inline' }] },
  testTimeout: all.testTimeout,
};
