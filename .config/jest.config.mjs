import { fileURLToPath } from 'node:url'

const rootDir = fileURLToPath(new URL('..', import.meta.url))

const shared = {
  rootDir,
  transform: {},
  // Workers live for many files; what one file put on the global scope is the next one's to replace.
  testEnvironmentOptions: { globalsCleanup: 'off' },
}

/** Jest runs what tsc emitted, so what is tested is what ships. */
export default {
  rootDir,
  // Read from here only, not from a project. Generous, for two cores that do everything at once.
  testTimeout: 60_000,
  // Modules of a file that is done stay in a worker's memory: a fresh worker costs a second, a full one minutes.
  workerIdleMemoryLimit: '1200MB',
  globalSetup: '<rootDir>/.config/jest.global-setup.mjs',
  globalTeardown: '<rootDir>/.config/jest.global-teardown.mjs',
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{libs,apps}/*/dist/**/*.test.js',
        '<rootDir>/apps/*/test/dist/**/*.test.js',
      ],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/apps/admin/'],
    },
    {
      ...shared,
      displayName: 'ui',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/apps/admin/dist/**/*.test.js'],
      moduleNameMapper: { '\\.css$': '<rootDir>/.config/jest/empty.mjs' },
      setupFiles: ['<rootDir>/.config/jest/browser-globals.mjs'],
    },
    {
      ...shared,
      displayName: 'house',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/.config/tests/*.test.mjs'],
    },
  ],
}
