import type { LogFigures } from '@assize/tlog/nest'
import { Gauge, register } from 'prom-client'

/** What is asked of the database when `/metrics` is read; a database that is away leaves the last figures. */
export function countTheLog(figures: () => LogFigures): void {
  gauge('assize_log_entries', 'Entries of the log.', async () =>
    Number((await figures().state()).size),
  )
  gauge('assize_log_checkpoint_entries', 'Entries the published checkpoint covers.', async () =>
    Number((await figures().published())?.size ?? 0n),
  )
  gauge(
    'assize_log_checkpoint_age_seconds',
    'Since the published checkpoint was signed.',
    async () => {
      const published = await figures().published()
      return published ? (Date.now() - published.signedAt.getTime()) / 1000 : NaN
    },
  )
  gauge(
    'assize_log_waiting',
    'Rows that wait for their place, counted up to 10,000.',
    async () => (await figures().line()).waiting,
  )
  gauge(
    'assize_log_missing',
    'Rows in line whose record is not there.',
    async () => (await figures().line()).missing,
  )
  gauge('assize_log_halted', '1 while the log is halted and nothing is signed.', async () =>
    (await figures().state()).halted === null ? 0 : 1,
  )
  gauge(
    'assize_log_unsigned',
    '1 while nothing is signed for want of a key or a witness.',
    async () => ((await figures().state()).unsigned === null ? 0 : 1),
  )
}

function gauge(name: string, help: string, read: () => Promise<number>): void {
  // Where tests run several in one process, the newest is read.
  register.removeSingleMetric(name)
  new Gauge({
    name,
    help,
    async collect() {
      const value = await read().catch(() => undefined)
      if (value !== undefined) this.set(value)
    },
  })
}
