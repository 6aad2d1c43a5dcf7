import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin } from '../bootstrap.mjs'
import { root } from './places.mjs'
import { node } from './run.mjs'

const onVmModules = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']

/** Where tsc puts the test that stands at `path`; anything else goes to Jest as it is. */
const compiled = (path) =>
  path
    .replace(/^((?:libs|apps)\/[^/]+)\/(src|test)\//, (_, folder, kind) =>
      kind === 'src' ? `${folder}/dist/` : `${folder}/test/dist/`,
    )
    .replace(/\.tsx?$/, '.js')

/** Runs Jest over everything, or over what `patterns` name; a file that does not load is a failure. */
export async function runJest(patterns, options) {
  const folder = mkdtempSync(join(tmpdir(), 'assize-jest-'))
  const report = join(folder, 'report.json')
  try {
    const { code } = await node(
      [
        ...onVmModules,
        bin('jest', 'jest'),
        `--config=${join(root, '.config', 'jest.config.mjs')}`,
        // One more than there are cores: suites wait for databases, browsers and processes of their own.
        `--maxWorkers=${availableParallelism() + 1}`,
        '--json',
        `--outputFile=${report}`,
        '--passWithNoTests',
        ...options,
        ...patterns.map(compiled),
      ],
      { echo: 'stderr', env: { FORCE_COLOR: process.stderr.isTTY ? '1' : '0' } },
    )
    return countsOf(report, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countsOf(report, code) {
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'))
    const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites
    return { passed: counts.numPassedTests, failed: failed || (code === 0 ? 0 : 1) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
