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
