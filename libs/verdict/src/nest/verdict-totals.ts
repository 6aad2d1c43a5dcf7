import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database, errorFields, type Sql } from '@assize/platform'
import type { VerdictFilter } from '../verdict-store.js'
import { VerdictError } from '../verdict-error.js'
import { isLeft, seenAt, type VerdictTotal } from '../verdict-total.js'
import type { Conditions } from './conditions.js'
import { partsOf } from './listing-parts.js'
import { TotalStore } from './total-store.js'
import { conditionsOf } from './verdict-conditions.js'
import type { VerdictReader } from './verdict-reader.js'
import { WordSearch } from './word-search.js'
import { addHolders } from './words-holders.js'
import { soughtWords } from './words-condition.js'

/**
 * Exact counts, one after the other in the background of a process. Each is counted in one snapshot of the database,
 * month by month, and given up when nobody looks at it any more.
 */
@Injectable()
export class VerdictTotals implements BeforeApplicationShutdown {
  private readonly logger = new Logger(VerdictTotals.name)
  private line: Promise<void> = Promise.resolve()
  private closing = false

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TotalStore) private readonly store: TotalStore,
    @Inject(WordSearch) private readonly words: WordSearch,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async ask(filter: VerdictFilter, reader: VerdictReader, owner: string): Promise<VerdictTotal> {
    const total = await this.store.begin(owner)
    this.line = this.line.then(() => this.tryCount(total.id, filter, reader))
    return total
  }

  /** Whoever looks keeps the count going. Throws `TOTAL_UNKNOWN`. */
  async lookAt(id: string, owner: string): Promise<VerdictTotal> {
    const total = await this.store.lookAt(id, owner)
    if (!total) throw new VerdictError('TOTAL_UNKNOWN', 'expected a count of your own')
    return seenAt(total, this.clock.now())
  }

  /** Throws `TOTAL_UNKNOWN`. */
  async leave(id: string, owner: string): Promise<VerdictTotal> {
    await this.lookAt(id, owner)
    await this.store.end(id, 'left')
    return this.lookAt(id, owner)
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true
    await this.line
  }

  /** When everything asked for so far has ended. */
  settled(): Promise<void> {
    return this.line
  }

  private async tryCount(id: string, filter: VerdictFilter, reader: VerdictReader): Promise<void> {
    try {
      const select = await this.selection(filter, reader)
      await this.database.transaction((tx) => this.count(tx, id, select))
    } catch (error) {
      this.logger.error('counting verdicts failed', errorFields(error))
      await this.store.end(id, 'failed').catch(() => undefined)
    }
  }

  private async count(tx: Sql, id: string, select: () => Conditions): Promise<void> {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const [instant] = await tx.query<{ at: Date }>('SELECT clock_timestamp() AS at')
    const parts = await partsOf(tx, 'verdict_listing')
    await this.store.move(id, { parts: parts.length, at: instant?.at ?? this.clock.now() })
    let counted = 0n
    for (const [done, { name }] of parts.entries()) {
      if (await this.isGivenUp(id)) return
      const { where, values } = select()
      const [row] = await tx.query<{ count: string }>(
        `SELECT count(*) AS count FROM "${name}" l WHERE ${where}`,
        values,
      )
      counted += BigInt(row?.count ?? 0)
      await this.store.move(id, { partsDone: done + 1, counted })
    }
    await this.store.end(id, 'done')
  }

  private async isGivenUp(id: string): Promise<boolean> {
    const total = await this.store.find(id)
    if (!this.closing && total?.state === 'counting' && !isLeft(total, this.clock.now()))
      return false
    await this.store.end(id, 'left')
    return true
  }

  /** Rare words are gathered once; common ones are looked up row by row. */
  private async selection(filter: VerdictFilter, reader: VerdictReader): Promise<() => Conditions> {
    if (soughtWords(filter.text) === null) return () => conditionsOf(filter, reader)
    const holders = await this.words.gather(filter, reader)
    if (!holders.complete) return () => conditionsOf(filter, reader)
    return () => {
      const conditions = conditionsOf(filter, reader, [], 'apart')
      addHolders(conditions, holders, reader)
      return conditions
    }
  }
}
