import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { hostname } from 'node:os'
import { Clock } from '@assize/kernel'
import { LiveEvents } from '@assize/events/nest'
import { Config } from '@assize/platform'
import { EndpointPool } from '../endpoint-pool.js'
import { EndpointStore, type EndpointReport } from '../endpoint-store.js'
import { HealthMonitor } from '../health-monitor.js'
import { endpointChanged, endpointConfigured } from '../jobs.js'
import { parseEndpoints } from '../parse-endpoints.js'
import { reportStatus } from '../report-status.js'

const everyMs = 2_000
/** An unchanged sight is told this often, so that nobody takes us for gone. */
const retellMs = 6_000

/**
 * Keeps this process's pool in step with the configured endpoints, and tells the others what it sees.
 * Nothing else comes into the pool: an endpoint that is down is waited for, never replaced.
 */
@Injectable()
export class EndpointKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(EndpointKeeper.name)
  private readonly reporter = `${hostname()} ${process.pid}`
  private readonly told = new Map<string, { sight: string; at: number }>()
  private timer: NodeJS.Timeout | undefined
  private working: Promise<void> = Promise.resolve()
  private unsubscribe: (() => void) | undefined

  constructor(
    private readonly config: Config,
    private readonly pool: EndpointPool,
    private readonly store: EndpointStore,
    private readonly monitor: HealthMonitor,
    private readonly live: LiveEvents,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const settings = parseEndpoints(this.config.endpointsJson ?? '[]')
    await this.store.takeOverSettings(settings, this.clock.now())
    await this.load()
    this.monitor.start()
    this.unsubscribe = this.live.subscribe(endpointConfigured, () => this.soon(() => this.load()))
    this.timer = setInterval(() => this.soon(() => this.keep()), everyMs)
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer)
    this.unsubscribe?.()
    await this.monitor.stop()
    await this.working
  }

  private async keep(): Promise<void> {
    await this.load()
    await this.tell()
  }

  private async load(): Promise<void> {
    const listed = await this.store.list(this.clock.now())
    this.pool.setEndpoints(listed.map(({ endpoint }) => endpoint))
  }

  private async tell(): Promise<void> {
    const now = this.clock.now()
    const reports = this.pool.list().map((status) => reportStatus(status, this.reporter, now))
    const news = reports.filter((report) => this.isNews(report, now.getTime()))
    if (news.length === 0) return
    await this.store.report(news)
    await this.live.announce(
      news.map(({ endpointId }) => ({ type: endpointChanged, subject: endpointId, payload: {} })),
    )
    for (const report of news)
      this.told.set(report.endpointId, { sight: sightOf(report), at: now.getTime() })
  }

  private isNews(report: EndpointReport, nowMs: number): boolean {
    const told = this.told.get(report.endpointId)
    return !told || told.sight !== sightOf(report) || nowMs - told.at >= retellMs
  }

  /** One after the other; a database away for a moment is no reason to end the process. */
  private soon(work: () => Promise<void>): void {
    this.working = this.working.then(work).catch((error: unknown) => {
      const name = error instanceof Error ? error.name : 'unknown'
      this.logger.warn('the list of endpoints could not be kept in step', { name })
    })
  }
}

const sightOf = (report: EndpointReport): string => JSON.stringify({ ...report, seenAt: null })
