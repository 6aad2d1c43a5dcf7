import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An empty directory of a suite's own; it goes with the test run, also where the suite was killed. */
export const scratchFolder = (name: string): string =>
  mkdtempSync(join(process.env.ASSIZE_TEST_RUN_DIR ?? tmpdir(), `${name}-`))
