import type { EndpointReport } from './endpoint-store.js'

/** What all processes together see of one endpoint. */
export interface EndpointSummary {
  readonly healthy: boolean
  readonly reason: string | null
  readonly inFlight: number
  readonly waiting: number
  readonly completedLastMin: number
  readonly failedLastMin: number
  readonly tokensPerSecond: number
  readonly cachedShare: number | null
  readonly serverVersion: string | null
  readonly seenAt: Date | null
}

/**
 * Calls are counted by each process and add up; health, version and the server's own queue are one
 * truth seen several times, so the newest sight counts.
 */
export function summariseReports(reports: readonly EndpointReport[]): EndpointSummary {
  const newest = reports.reduce<EndpointReport | null>(
    (best, report) => (best && best.seenAt >= report.seenAt ? best : report),
    null,
  )
  const sum = (count: (report: EndpointReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0)
  const telling = reports.filter((report) => report.cachedShare !== null)
  const weight = telling.reduce((total, report) => total + report.completed, 0)
  return {
    healthy: newest?.healthy ?? false,
    reason: newest ? newest.reason : 'no worker has looked yet',
    inFlight: sum((report) => report.inFlight),
    waiting: newest?.waiting ?? 0,
    completedLastMin: sum((report) => report.completed),
    failedLastMin: sum((report) => report.failed),
    tokensPerSecond: sum((report) => report.tokensPerSecond),
    cachedShare:
      weight === 0
        ? null
        : telling.reduce((total, one) => total + (one.cachedShare ?? 0) * one.completed, 0) /
          weight,
    serverVersion: newest?.serverVersion ?? null,
    seenAt: newest?.seenAt ?? null,
  }
}
