import { freePort } from '@assize/platform/embedded'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.js'

const names = ['sim-a', 'sim-b'] as const
const model = 'simulated/gpt-oss-safeguard-20b'
const patienceMs = 20_000

/**
 * Two endpoints, so that a second attempt has somewhere else to go. Returns them in the form of
 * ASSIZE_ENDPOINTS once both answer; `replay` is a trace bundle they answer from where they can.
 */
export async function startSimulator(
  replay: string | undefined,
  leaving: AbortSignal,
  start: (name: string, args: readonly string[]) => void,
): Promise<string> {
  const endpoints = await Promise.all(names.map(async (name) => ({ name, port: await freePort() })))
  for (const { name, port } of endpoints) {
    const traces = replay ? ['--traces', replay] : []
    start(name, ['--name', name, '--port', String(port), '--model', model, ...traces])
  }
  await Promise.all(endpoints.map(({ port }) => untilHealthy(port, leaving)))
  const setting = endpoints.map(({ name, port }) => ({
    name,
    kind: 'vllm',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model,
    onPremises: true,
    simulated: true,
  }))
  return JSON.stringify(setting)
}

async function untilHealthy(port: number, signal: AbortSignal): Promise<void> {
  const url = `http://127.0.0.1:${port}/health`
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await sleep(50, undefined, { signal })
  }
  throw new CliError('NOT_DONE', `the simulator did not answer at ${url}`)
}
