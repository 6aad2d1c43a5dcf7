import { freePort } from '@assize/platform/embedded'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.js'
import { root } from '../places.js'
import type { ChildPlan } from './child.js'
import { ChildLog } from './child-log.js'

const names = ['sim-a', 'sim-b'] as const
const model = 'simulated/gpt-oss-safeguard-20b'
const patienceMs = 20_000

/**
 * Two endpoints, so that a second attempt has somewhere else to go. Returns them in the form of
 * ASSIZE_ENDPOINTS.
 */
export async function startSimulator(
  dataDir: string,
  traces: string | undefined,
  start: (plan: ChildPlan) => void,
): Promise<string> {
  const ports = await Promise.all(names.map(() => freePort()))
  names.forEach((name, index) =>
    start({
      name: `simulator ${name}`,
      script: join(root, 'apps', 'vllm-sim', 'dist', 'main.js'),
      args: [
        ...['--name', name, '--port', String(ports[index]), '--model', model],
        ...(traces ? ['--traces', traces] : []),
      ],
      env: {},
      log: ChildLog.toFile(dataDir, name),
      patienceMs: 3_000,
    }),
  )
  await Promise.all(ports.map((port) => untilHealthy(`http://127.0.0.1:${port}/health`)))
  const endpoints = names.map((name, index) => ({
    name,
    kind: 'vllm',
    baseUrl: `http://127.0.0.1:${ports[index]}/v1`,
    model,
    onPremises: true,
    simulated: true,
  }))
  return JSON.stringify(endpoints)
}

async function untilHealthy(url: string): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(50)) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
  }
  throw new CliError('NOT_DONE', `the simulator did not answer at ${url}`)
}
