import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.js'
import type { Child } from './child.js'

const patienceMs = 90_000
/** One loss may be chance, three in a row at the start are a fault. */
const lossesAllowed = 2

/** Resolves when the API answers that it is ready; throws with its last words when it cannot be. */
export async function untilReady(
  url: string,
  children: readonly Child[],
  signal: AbortSignal,
): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    const failed = children.find((child) => child.losses > lossesAllowed)
    if (failed) throw notStarted(failed, 'it ended three times in a row')
    if (await answersReady(url)) return
    await sleep(50, undefined, { signal })
  }
  const api = children[0]
  if (api) throw notStarted(api, `it was not ready after ${patienceMs / 1000} s`)
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

function notStarted(child: Child, otherwise: string): CliError {
  const where = child.log.file ? `; more in ${child.log.file}` : ''
  const why = child.log.lastWords() ?? otherwise
  return new CliError('NOT_DONE', `the ${child.name} did not start: ${why}${where}`)
}
