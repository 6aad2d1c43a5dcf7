import { join } from 'node:path'
import { findChromium, launchOptions } from '@assize/testing/browser'
import { root } from './steps/places.mjs'

const chromium = await findChromium()

/** Stories are compiled by tsc like everything else; one product serves them all. */
export default {
  rootDir: root,
  testDir: root,
  testMatch: '{apps,libs}/*/stories/dist/**/*.story.js',
  outputDir: join(root, 'test-results'),
  globalSetup: join(root, '.config', 'playwright.global-setup.mjs'),
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    launchOptions: launchOptions(chromium),
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
}
