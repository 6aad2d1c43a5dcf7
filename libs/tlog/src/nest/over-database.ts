import { Outbox } from '@assize/events/nest'
import { systemActor } from '@assize/identity'
import { AuditTrail } from '@assize/identity/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import type { Database } from '@assize/platform'
import {
  Differences,
  listingDiffers,
  LogVerification,
  type Difference,
  type ListingStretch,
  type VerificationPlan,
  type VerificationReport,
} from '../index.js'
import { DailyDigests, type DailyDigest } from './daily-digests.js'
import { dayOf } from './digest-days.js'
import { ExportedCheckpoints } from './exported-checkpoints.js'
import { relist } from './listed-verdicts.js'
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

const verdictsAtOnce = 1000

export interface Relisting {
  readonly verdicts: number
  readonly relisted: number
  /** What was wrong before, the first of them in full. */
  readonly differences: readonly Difference[]
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

/**
 * Makes anew what the listing says otherwise than the record, and says so of each, here and on the audit trail. The
 * record itself is believed: verify it first.
 */
export async function relistOver(
  database: Database,
  onProgress: (verdicts: number) => void = () => undefined,
): Promise<Relisting> {
  const { ids, clock } = logKeepingOver(database)
  const trail = new AuditTrail(database, ids, clock)
  const source = new PostgresLogSource(database)
  const differences = Differences.of()
  let verdicts = 0
  let after: string | null = null
  do {
    const read: ListingStretch = await source.listing(after, verdictsAtOnce)
    const different = read.different.map(({ verdictId }) => verdictId)
    await database.transaction(async (tx) => {
      await relist(tx, different)
      const notes = different.map((id) => ({
        ...{ action: 'verdict.relisted', target: { type: 'verdict', id } },
      }))
      await trail.append(tx, systemActor, notes)
    })
    differences.add(...read.different.map(listingDiffers))
    verdicts += read.read
    after = read.next
    onProgress(verdicts)
  } while (after !== null)
  return { verdicts, relisted: differences.count, differences: differences.first }
}
