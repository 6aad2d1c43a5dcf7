import type { AddressInfo } from 'node:net'
import { buildServer } from './http/server.js'
import { plainOptions, type SimulatorOptions } from './options.js'
import { ReplayLibrary } from './replay/replay-library.js'

export interface RunningSimulator {
  /** Without a slash at the end; the API's base URL is this plus `/v1`. */
  readonly url: string
  readonly port: number
  /** Recordings loaded; 0 without a bundle. */
  readonly recordings: number
  close(): Promise<void>
}

/** Starts a simulated server on loopback; resolves when it listens. */
export async function startSimulator(
  options: Partial<SimulatorOptions> = {},
): Promise<RunningSimulator> {
  const settled: SimulatorOptions = { ...plainOptions, ...options }
  const library = settled.traces === null ? null : await ReplayLibrary.open(settled.traces)
  const app = buildServer(settled, library)
  await app.listen({ host: settled.host, port: settled.port })
  const { port } = app.server.address() as AddressInfo
  const host = settled.host.includes(':') ? `[${settled.host}]` : settled.host
  return {
    url: `http://${host}:${port}`,
    port,
    recordings: library?.size ?? 0,
    close: () => app.close(),
  }
}
