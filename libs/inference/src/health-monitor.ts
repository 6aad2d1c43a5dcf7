import type { Clock } from '@assize/kernel'
import { healthAfter } from './health-after.js'
import type { EndpointStatus } from './endpoint-status.js'
import type { EndpointPool } from './endpoint-pool.js'
import type { EndpointProbe } from './endpoint-probe.js'
import { limitTime } from './limit-time.js'
import type { Timer } from './timer.js'

export interface MonitorSettings {
  readonly everyMs: number
  readonly timeoutMs: number
}

export const usualMonitorSettings: MonitorSettings = { everyMs: 5_000, timeoutMs: 4_000 }

/**
 * Asks every endpoint at intervals how it is, and tells the pool.
 */
export class HealthMonitor {
  readonly #stop = new AbortController()
  #loop: Promise<void> | null = null

  constructor(
    private readonly pool: EndpointPool,
    private readonly probe: EndpointProbe,
    private readonly clock: Clock,
    private readonly timer: Timer,
    private readonly settings: MonitorSettings = usualMonitorSettings,
  ) {}

  start(): void {
    this.#loop ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#loop
  }

  /** Probes all endpoints once, side by side. */
  async checkAll(): Promise<void> {
    await Promise.all(this.pool.list().map((status) => this.#check(status)))
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.checkAll()
      await this.timer.sleep(this.settings.everyMs, this.#stop.signal)
    }
  }

  async #check({ endpoint }: EndpointStatus): Promise<void> {
    const limit = limitTime(this.timer, this.settings.timeoutMs, this.#stop.signal)
    const result = await this.probe.probe(endpoint, limit.signal)
    limit.clear()
    if (this.#stop.signal.aborted) return
    const current = this.pool.find(endpoint.id)
    if (current?.endpoint === endpoint)
      this.pool.setHealth(endpoint.id, healthAfter(current, result, this.clock.now()))
  }
}
