import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { hostname } from 'node:os'
import { Clock } from '@assize/kernel'
import { LiveEvents } from '@assize/events/nest'
import { Config } from '@assize/platform'
import { Recurring } from '@assize/platform/nest'
import { EndpointPool } from '../endpoint-pool.js'
import { EndpointStore, type EndpointReport } from '../endpoint-store.js'
import { HealthMonitor } from '../health-monitor.js'
import { endpointChanged, endpointConfigured } from '../jobs.js'
import { parseEndpoints } from '../parse-endpoints.js'
import { reportStatus } from '../report-status.js'

const pauseMs = 2_000
/** An unchanged sight is told this often, so that nobody takes us for gone. */
const retellMs = 6_000

/**
 * Keeps this process's pool in step with the configured endpoints, and tells the others what it sees.
 * Nothing else comes into the pool: an endpoint that is down is waited for, never replaced.
 */
@Injectable()
export class EndpointKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly reporter = `${hostname()} ${process.pid}`
  private readonly told = new Map<string, { sight: string; at: number }>()
  private readonly rounds = new Recurring(EndpointKeeper.name, {
    what: 'keeping the list of endpoints in step',
    work: () => this.keep(),
    pauseMs: () => pauseMs,
    // The first sight is told once there is one.
    firstAfterMs: pauseMs,
  })
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
    this.unsubscribe = this.live.subscribe(endpointConfigured, () => this.rounds.soon())
    this.rounds.start()
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.()
    await this.rounds.stop()
    await this.monitor.stop()
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
}

const sightOf = (report: EndpointReport): string => JSON.stringify({ ...report, seenAt: null })
