import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import { canonicalJson, Clock, toBase64, uuidV7Floor } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import { parseEntry, signNote, TlogError } from '../index.js'
import { ExportedCheckpoints, writeWhole } from './exported-checkpoints.js'
import { LogKeys } from './log-keys.js'
import { publishedCheckpoint, type SignedCheckpoint } from './published-checkpoint.js'

export interface DailyDigest {
  /** YYYY-MM-DD, in UTC */
  readonly day: string
  readonly madeAt: Date
  readonly note: string
}

const dayMs = 86_400_000

/**
 * One signed page a day: the checkpoint, the reconciliation and what was published. Sent anywhere outside, it is the
 * cheapest witness: whoever keeps it can show later what the log was that day.
 */
@Injectable()
export class DailyDigests {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LogKeys) private readonly keys: LogKeys,
    @Inject(ExportedCheckpoints) private readonly exported: ExportedCheckpoints,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The digest of the day that has ended, unless it is made, or there is nothing signed to tell of yet. */
  async makeDue(): Promise<DailyDigest | null> {
    const today = startOfDay(this.clock.now())
    const day = dayOf(new Date(today.getTime() - dayMs))
    const [known] = await this.database.query(
      `SELECT 1 FROM log_digest WHERE day = $1::date AND made_at >= $2
       UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT FROM log_checkpoint WHERE signed_at < $2)`,
      [day, today],
    )
    return known ? null : this.make(day)
  }

  /** Of a day that is not over yet it tells what there is so far; the one made after its end replaces the file. */
  async make(day: string): Promise<DailyDigest> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('assize.log.digest'))`)
      const checkpoint = await publishedCheckpoint(tx)
      if (!checkpoint)
        throw new TlogError(
          'CHECKPOINT_UNSIGNED',
          'expected a signed checkpoint, and there is none',
        )
      const signers = this.keys.signers(checkpoint.origin)
      if (signers.length === 0)
        throw new TlogError(
          'NOTE_UNSIGNED',
          'expected a key to sign the digest with, and there is none',
        )
      const madeAt = this.clock.now()
      const note = signNote(await textOf(tx, day, madeAt, checkpoint), signers)
      await tx.query('INSERT INTO log_digest (day, made_at, note) VALUES ($1::date, $2, $3)', [
        ...[day, madeAt, note],
      ])
      const payload = { size: checkpoint.size.toString(), origin: checkpoint.origin, note }
      await this.outbox.append(tx, [{ type: 'log.digest', subject: day, payload }])
      writeWhole(this.fileOf(day), note)
      return { day, madeAt, note }
    })
  }

  fileOf(day: string): string {
    return join(this.exported.directory, 'digests', `${day}.txt`)
  }
}

export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

const startOfDay = (instant: Date): Date => new Date(`${dayOf(instant)}T00:00:00Z`)

/** The first line tells it from a checkpoint, whose second is a number: no signature serves for both. */
async function textOf(
  sql: Sql,
  day: string,
  madeAt: Date,
  { origin, size, root, note }: SignedCheckpoint,
): Promise<string> {
  const digest = {
    v: 1,
    day,
    madeAt: madeAt.toISOString(),
    checkpoint: { origin, size: size.toString(), root: toBase64(root), note },
    reconciliation: await reconciliation(sql),
    publications: await publicationsOf(sql, day),
  }
  return `${origin} daily digest ${day}\n${canonicalJson(digest)}\n`
}

/** As the front page shows it: accepted against recorded, undetermined and pending. */
const reconciliation = (sql: Sql): Promise<unknown[]> =>
  sql.query(
    `SELECT "window", since, accepted::text, recorded::text, undetermined::text, pending::text,
       checked_at AS "checkedAt" FROM reconciliation ORDER BY since`,
  )

/** By the log's own word, so that each can be looked up in it. */
async function publicationsOf(sql: Sql, day: string): Promise<unknown[]> {
  const start = Date.parse(`${day}T00:00:00Z`)
  const rows = await sql.query<{ index: string; entry: Uint8Array }>(
    `SELECT index, entry FROM log_entry
     WHERE kind = 'publication' AND record_id >= $1::uuid AND record_id < $2::uuid ORDER BY index`,
    [uuidV7Floor(start), uuidV7Floor(start + dayMs)],
  )
  return rows.map(({ index, entry }) => {
    const { id, facts } = parseEntry(Buffer.from(entry).toString())
    return { index, id, ...facts }
  })
}
