import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import { canonicalJson, Clock, toBase64, uuidV7Floor } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import { parseEntry, signNote, TlogError } from '../index.js'
import { checkpointBefore, dayMs, daysWithoutDigest, endOfDay, startOfDay } from './digest-days.js'
import { ExportedCheckpoints, writeWhole } from './exported-checkpoints.js'
import { LogKeys } from './log-keys.js'
import { readLogState } from './log-state.js'
import { publishedCheckpoint, type SignedCheckpoint } from './published-checkpoint.js'
import { signersInUse } from './signers-in-use.js'

export interface DailyDigest {
  /** YYYY-MM-DD, in UTC */
  readonly day: string
  readonly madeAt: Date
  readonly note: string
}

/** So many days are made up for in one round. */
const mostAtOnce = 31

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

  /** The digests of days that are over and have none, oldest first; none while nothing is signed to tell of. */
  async makeDue(): Promise<readonly DailyDigest[]> {
    const due = await daysWithoutDigest(this.database, this.clock.now(), mostAtOnce)
    const made: DailyDigest[] = []
    for (const day of due) made.push(await this.make(day))
    return made
  }

  /**
   * Of a day that is not over yet it tells what there is so far; the one made after its end replaces the file. One made
   * later than on the day after says so: it names the last checkpoint of that day, and no books, which are of now.
   */
  async make(day: string): Promise<DailyDigest> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('assize.log.digest'))`)
      const madeAt = this.clock.now()
      const late = madeAt.getTime() >= endOfDay(day).getTime() + dayMs
      const checkpoint = late
        ? await checkpointBefore(tx, endOfDay(day))
        : await publishedCheckpoint(tx)
      const { origin } = await readLogState(tx)
      if (!checkpoint || origin === null || startOfDay(day) > madeAt)
        throw new TlogError(
          'CHECKPOINT_UNSIGNED',
          `expected a checkpoint that was signed by the end of ${day}, and there is none`,
          { day },
        )
      const signers = await signersInUse(tx, this.keys, origin)
      if (signers.length === 0)
        throw new TlogError(
          'NOTE_UNSIGNED',
          'expected a key to sign the digest with, and there is none',
        )
      const text = await textOf(tx, { origin, day, madeAt, late, checkpoint })
      const note = signNote(text, signers)
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

interface Told {
  readonly origin: string
  readonly day: string
  readonly madeAt: Date
  readonly late: boolean
  readonly checkpoint: SignedCheckpoint
}

/** The first line tells it from a checkpoint, whose second is a number: no signature serves for both. */
async function textOf(sql: Sql, { origin, day, madeAt, late, checkpoint }: Told): Promise<string> {
  const digest = {
    v: 1,
    day,
    madeAt: madeAt.toISOString(),
    ...(late ? { late } : {}),
    checkpoint: {
      ...{ origin: checkpoint.origin, size: checkpoint.size.toString() },
      ...{ root: toBase64(checkpoint.root), note: checkpoint.note },
    },
    reconciliation: late ? null : await reconciliation(sql),
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
  const rows = await sql.query<{ index: string; entry: Uint8Array }>(
    `SELECT index, entry FROM log_entry
     WHERE kind = 'publication' AND record_id >= $1::uuid AND record_id < $2::uuid ORDER BY index`,
    [uuidV7Floor(startOfDay(day).getTime()), uuidV7Floor(endOfDay(day).getTime())],
  )
  return rows.map(({ index, entry }) => {
    const { id, facts } = parseEntry(Buffer.from(entry).toString())
    return { index, id, ...facts }
  })
}
