import { join } from 'node:path';
import server from '../jest.config.mjs';

/** The server's own settings over the files of this folder. @type {import('jest').Config} */
export default {
  ...server,
  displayName: 'peers',
  rootDir: join(import.meta.dirname, '..'),
  testMatch: ['<rootDir>/peers/**/*.peer.spec.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
};
