/** @type {import('jest').Config} */
export default {
  projects: ['<rootDir>/shared', '<rootDir>/server', '<rootDir>/client'],
};
