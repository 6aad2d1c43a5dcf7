import { Inject, Injectable, Logger } from '@nestjs/common'
import { Clock, toBase64, uuidV7Floor } from '@assize/kernel'
import { Database } from '@assize/platform'
import {
  rootFromTiles,
  tailState,
  TlogError,
  verifySome,
  type SomeVerification,
  type VerificationPlan,
} from '../index.js'
import { readLogState } from './log-state.js'
import { PostgresLogSource } from './postgres-log-source.js'
import { claimWatch, releaseWatch, type WatchRow } from './watch-row.js'

/** Entries, rows and listed verdicts in one round: a second or two of work. */
const mostARound = 10_000
/** Entries before the tree last verified whose rows are looked at again with every round. */
const overlap = 2048n
const listedAgainMs = 60_000
const wholePauseMs = 10 * 60_000

/**
 * The log's watch over itself. Each round goes on from the tree it verified last: that tree must still be there, and what
 * came since must follow from its rows; and it does another part of a pass over everything, which begins anew some minutes
 * after it ended. It tells whoever looks; it proves nothing to somebody who does not trust this server.
 */
@Injectable()
export class LogWatch {
  private readonly logger = new Logger(LogWatch.name)

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers whether there is more to do at once. */
  async round(): Promise<boolean> {
    const row = await claimWatch(this.database, this.clock.now())
    if (!row) return false
    try {
      const { origin } = await readLogState(this.database)
      const more = await this.tail(row, origin)
      await this.walk(row, origin)
      return more
    } finally {
      await releaseWatch(this.database, this.clock.now())
    }
  }

  /** What came since, as far as one round reaches. */
  private async tail(row: WatchRow, origin: string | null): Promise<boolean> {
    const from = row.verifiedSize < overlap ? 0n : row.verifiedSize - overlap
    const before = { who: 'the tree as it was verified before', origin: '' }
    const heads = [{ ...before, size: row.verifiedSize, root: row.verifiedRoot }]
    const begun = row.tail?.origin === origin ? row.tail : null
    const verified = await this.some(async (source) => {
      const listedMs = (row.verifiedAt?.getTime() ?? 0) - listedAgainMs
      const resume =
        begun ??
        tailState({
          ...{ origin, index: from, root: toBase64(await rootFromTiles(source.tiles, from)) },
          kinds: [...(await source.kinds()).keys()],
          listedAfter: uuidV7Floor(Math.max(0, listedMs)),
        })
      return { keys: [], heads, resume }
    })
    if (verified?.kind === 'done') {
      const { size, root } = verified.report
      await this.database.query(
        `UPDATE log_watch SET verified_from = $1, verified_size = $2, verified_root = decode($3, 'base64'),
           verified_at = $4, tail = NULL WHERE id = 1`,
        [from.toString(), size, root, this.clock.now()],
      )
    } else
      await this.database.query('UPDATE log_watch SET tail = $1 WHERE id = 1', [
        verified ? JSON.stringify(verified.state) : null,
      ])
    return verified?.kind === 'paused'
  }

  /** Another part of the pass over everything. */
  private async walk(row: WatchRow, origin: string | null): Promise<void> {
    const now = this.clock.now()
    const begun = row.walk?.origin === origin ? row.walk : null
    const ended = row.wholeAt?.getTime() ?? 0
    if (!begun && now.getTime() - ended < wholePauseMs) return
    const beganAt = (begun && row.walkBeganAt) ?? now
    const verified = await this.some(() => Promise.resolve({ keys: [], heads: [], resume: begun }))
    if (verified?.kind === 'paused')
      await this.database.query('UPDATE log_watch SET walk = $1, walk_began_at = $2 WHERE id = 1', [
        JSON.stringify(verified.state),
        beganAt,
      ])
    else
      await this.database.query(
        `UPDATE log_watch SET walk = NULL, walk_began_at = NULL, whole_at = $1,
           whole_size = coalesce($2, whole_size), whole_began_at = CASE WHEN $2 IS NULL THEN whole_began_at ELSE $3 END,
           difference = CASE WHEN $2 IS NULL OR difference_at >= $3 THEN coalesce($4, difference) ELSE $4 END
         WHERE id = 1`,
        [
          ...[this.clock.now(), verified?.report.size ?? null, beganAt],
          verified ? firstOf(verified) : null,
        ],
      )
  }

  /** A part of a verification; what it finds is noted at once. Null where the log itself could not be gone on from. */
  private async some(
    planFrom: (source: PostgresLogSource) => Promise<VerificationPlan>,
  ): Promise<SomeVerification | null> {
    const source = new PostgresLogSource(this.database)
    try {
      const verified = await verifySome(source, await planFrom(source), mostARound)
      await this.note(firstOf(verified))
      return verified
    } catch (error) {
      if (!(error instanceof TlogError)) throw error
      await this.note(error.message)
      return null
    }
  }

  /** The first stays until it is gone; said in the process's log once. */
  private async note(difference: string | null): Promise<void> {
    if (difference === null) return
    const [was] = await this.database.query<{ difference: string | null }>(
      `UPDATE log_watch w SET difference = coalesce(was.difference, $1), difference_at = $2
       FROM (SELECT difference FROM log_watch WHERE id = 1 FOR UPDATE) was
       WHERE w.id = 1 RETURNING was.difference`,
      [difference, this.clock.now()],
    )
    if (was?.difference === null)
      this.logger.error('the log and the record differ: run assize log verify', { difference })
  }
}

const firstOf = (verified: SomeVerification): string | null => {
  const { differences } = verified.kind === 'done' ? verified.report : verified.state
  return differences[0]?.message ?? null
}
