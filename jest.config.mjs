/** @type {import('jest').Config} */
export default {
  // Jest takes this from here alone, not from a project; a machine with two cores is slow at times.
  testTimeout: 40_000,
  projects: ['<rootDir>/shared', '<rootDir>/server', '<rootDir>/client'],
};
