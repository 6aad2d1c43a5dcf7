import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin } from '../bootstrap.mjs'
import { root } from './places.mjs'
import { node } from './run.mjs'

const compiled = (path) =>
  path.replace(/\/stories\/(?!dist\/)/, '/stories/dist/').replace(/\.ts$/, '.js')

/** Runs the browser stories over the whole product; a story that only passed on retry has failed. */
export async function runStories(patterns) {
  const folder = mkdtempSync(join(tmpdir(), 'assize-stories-'))
  const report = join(folder, 'report.json')
  try {
    const { code } = await node(
      [
        bin('@playwright/test', 'playwright'),
        'test',
        `--config=${join(root, '.config', 'playwright.config.mjs')}`,
        '--reporter=list,json',
        '--pass-with-no-tests',
        ...patterns.map(compiled),
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
