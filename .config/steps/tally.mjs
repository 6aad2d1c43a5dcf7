import { appendFileSync } from 'node:fs'

/**
 * The closing line of a run. Under `.ci/run` the counts go to its tally file instead, so that the
 * whole run ends with one such line.
 */
export function closeWith(passed, failed) {
  const line = `${passed} passed, ${failed} failed\n`
  if (process.env.ASSIZE_TALLY) appendFileSync(process.env.ASSIZE_TALLY, line)
  else process.stdout.write(line)
  process.exitCode = failed > 0 ? 1 : 0
}

/** The closing line of the guards; `.ci/run` counts each guard as one. */
export function closeCheck(passed, failures) {
  if (process.env.ASSIZE_TALLY)
    appendFileSync(process.env.ASSIZE_TALLY, `${passed} passed, ${failures.length} failed\n`)
  process.stdout.write(
    failures.length > 0
      ? `check: ${failures.join(', ')} failed\n`
      : `check: all ${passed} guards pass\n`,
  )
  process.exitCode = failures.length > 0 ? 1 : 0
}
