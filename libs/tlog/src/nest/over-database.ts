import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import type { Database } from '@assize/platform'
import { LogVerification, type VerificationPlan, type VerificationReport } from '../index.js'
import { DailyDigests, dayOf, type DailyDigest } from './daily-digests.js'
import { ExportedCheckpoints } from './exported-checkpoints.js'
import { LogKeys } from './log-keys.js'
import type { LogKeeping } from './log-keeping.js'
import { PostgresLogSource } from './postgres-log-source.js'

/** What verbs need, without a running application. */
export function logKeepingOver(database: Database): LogKeeping {
  const clock = new SystemClock()
  return { database, clock, ids: new IdSource(clock, new SystemRandomness()) }
}

/** The digest of `day` (YYYY-MM-DD), or of today so far, and the file it stands in. */
export async function makeDigestOver(
  database: Database,
  place: { readonly dataDir: string; readonly secretsFile: string },
  day?: string,
): Promise<DailyDigest & { readonly file: string }> {
  const { clock, ids } = logKeepingOver(database)
  const exported = new ExportedCheckpoints(place)
  const outbox = new Outbox(ids, clock)
  const digests = new DailyDigests(database, new LogKeys(place), exported, outbox, clock)
  const digest = await digests.make(day ?? dayOf(clock.now()))
  return { ...digest, file: digests.fileOf(digest.day) }
}

/** The log of a database against its record, and against the checkpoint kept in the data directory, if there is one. */
export async function verifyLogOver(
  database: Database,
  place: { readonly dataDir: string },
  plan: VerificationPlan,
): Promise<VerificationReport> {
  const source = new PostgresLogSource(database)
  const { origin } = await source.state()
  const exported = origin === null ? null : new ExportedCheckpoints(place).find(origin)
  const heads = exported ? [{ who: 'the exported checkpoint', ...exported }] : []
  return LogVerification.run(source, { ...plan, heads: [...heads, ...plan.heads] })
}
