import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin } from '../bootstrap.mjs'
import { root } from './places.mjs'
import { node } from './run.mjs'

/** Playwright looks through the source maps: a story is chosen by the file it was written in. */
const chosen = (file) => file.replaceAll('.', '\\.')

/** Runs the browser stories, or those in `files`, over the whole product; one that only passed on retry has failed. */
export async function runStories(files, options) {
  const folder = mkdtempSync(join(tmpdir(), 'assize-stories-'))
  const report = join(folder, 'report.json')
  try {
    const { code } = await node(
      [
        bin('@playwright/test', 'playwright'),
        'test',
        `--config=${join(root, '.config', 'playwright.config.mjs')}`,
        '--reporter=list,json',
        ...options,
        ...files.map(chosen),
      ],
      { echo: 'all', env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    )
    return countsOf(report, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countsOf(report, code) {
  try {
    const { stats } = JSON.parse(readFileSync(report, 'utf8'))
    const failed = stats.unexpected + stats.flaky + stats.skipped
    return { passed: stats.expected, failed: failed || (code === 0 ? 0 : 1) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
