import all from '../jest.config.mjs';

/** @type {import('jest').Config} */
export default {
  displayName: 'client',
  rootDir: import.meta.dirname,
  testEnvironment: 'jest-fixed-jsdom',
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  setupFiles: ['<rootDir>/test/browser-gaps.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/setup.mjs'],
  moduleNameMapper: {
    '\\.module\\.css$': '<rootDir>/test/css-module.mjs',
    '\\.(css|svg|png|webp|woff2)(\\?.*)?$': '<rootDir>/test/asset.mjs',
    '^@visavis/shared/(.*)$': '<rootDir>/../shared/src/$1.ts',
  },
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testTimeout: all.testTimeout,
};
