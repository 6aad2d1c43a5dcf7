import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A script in a process of its own that leaves with us. */
const start = (script, args = []) =>
  fork(script, args, { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })

/** The address of an endpoint that answers at once. */
export async function startMockEndpoint() {
  const child = start(new URL('./mock-endpoint.mjs', import.meta.url))
  const [port] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { baseUrl: `http://127.0.0.1:${port.trim()}/v1`, stop: () => child.disconnect() }
}

/** A loop of SDK calls; `judge` answers with the milliseconds it took. */
export function startBareLoop(baseUrl, concurrency) {
  const child = start(new URL('./bare-loop.mjs', import.meta.url), [baseUrl, String(concurrency)])
  return {
    async judge(policy, contents) {
      child.send({ policy, contents })
      const [ms] = await once(child, 'message')
      return ms
    },
    stop: () => child.disconnect(),
  }
}
