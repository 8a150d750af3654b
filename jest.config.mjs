/** @type {import('jest').Config} */
export default {
  // The projects take this from here, and no test has less. Only what hangs may reach it: on a busy machine with two cores a
  // test that types a sentence key by key takes more than half a minute.
  testTimeout: 120_000,
  projects: ['<rootDir>/shared', '<rootDir>/server', '<rootDir>/client'],
};
