import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  // The projects take this from here, and no test has less. Only what hangs may reach it: on a busy machine with two cores a
  // test that types a sentence key by key takes more than half a minute.
  testTimeout: 120_000,
  projects: ['<rootDir>/shared', '<rootDir>/server', '<rootDir>/client'],
  // What ES modules of a spec take is not given back before its process ends: all of them in one process, as with the single
  // worker of two cores, are more than it may hold.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1500MB',
};
