import { Inject, Injectable } from '@nestjs/common'
import { authorKeyOf } from '@assize/content'
import { Outbox } from '@assize/events/nest'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import {
  Config,
  Database,
  idOfCursor,
  insertRows,
  toPage,
  type Page,
  type PageRequest,
  type Sql,
} from '@assize/platform'
import { CustodyError } from '../custody-error.js'
import { holdEvent } from '../custody-events.js'
import { holdStateAt, type Hold, type HoldBasis } from '../hold.js'
import { parseLine } from '../parse-erasure-scope.js'
import { parseExpiry, parseHoldScope, type HoldScopeInput } from '../parse-hold.js'
import { HeldItems } from './held-items.js'
import { holdColumns, holdRow, holdsWithReleases, toHold, type HoldRow } from './hold-rows.js'

export interface AskedHold {
  readonly scope: HoldScopeInput
  readonly basis: HoldBasis
  readonly reference: string
  readonly expiresAt?: Date | null
}

/** Holds: placed by one person, released by two. */
@Injectable()
export class HoldService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HeldItems) private readonly held: HeldItems,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Config) private readonly config: Config,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async place(placedBy: string, asked: AskedHold): Promise<Hold> {
    const now = this.clock.now()
    const keyOf = (author: string): string => authorKeyOf(author, this.config.contentHmacKey)
    const hold = {
      id: this.ids.next(),
      scope: parseHoldScope(asked.scope, keyOf),
      basis: asked.basis,
      reference: parseLine('reference', asked.reference),
      placedBy,
      expiresAt: parseExpiry(asked.expiresAt, now),
      recordedAt: now,
    }
    await this.database.transaction(async (tx) => {
      await this.held.keepErasuresOut(tx)
      await insertRows(tx, 'record_hold', [holdRow(hold)])
      await this.outbox.append(tx, [holdEvent('placed', hold)])
    })
    return this.get(this.database, hold.id)
  }

  /** Asks for a release, or confirms what another person asked for. Throws `SAME_PERSON`, `HOLD_ENDED`. */
  async release(person: string, id: string): Promise<Hold> {
    await this.database.transaction(async (tx) => {
      const hold = await this.getStanding(tx, id)
      if (hold.releaseAskedBy === null) return this.recordStep(tx, id, 'asked', person)
      if (hold.releaseAskedBy === person)
        throw new CustodyError(
          'SAME_PERSON',
          'expected another person to confirm: a hold is released by two people',
        )
      await this.recordStep(tx, id, 'confirmed', person)
      await this.outbox.append(tx, [holdEvent('released', hold)])
    })
    return this.get(this.database, id)
  }

  async page(request: PageRequest): Promise<Page<Hold>> {
    const forward = request.direction === 'forward'
    const rows = await this.database.query<HoldRow>(
      `SELECT ${holdColumns} FROM ${holdsWithReleases}
       WHERE $1::uuid IS NULL OR h.id ${forward ? '<' : '>'} $1::uuid
       ORDER BY h.id ${forward ? 'DESC' : 'ASC'} LIMIT ${request.limit + 1}`,
      [idOfCursor(request)],
    )
    return toPage(rows.map(toHold), request)
  }

  async get(sql: Sql, id: string): Promise<Hold> {
    const [row] = isUuid(id)
      ? await sql.query<HoldRow>(
          `SELECT ${holdColumns} FROM ${holdsWithReleases} WHERE h.id = $1`,
          [id],
        )
      : []
    if (row) return toHold(row)
    throw new CustodyError('HOLD_UNKNOWN', 'expected a hold, saw none of that id')
  }

  private async getStanding(tx: Sql, id: string): Promise<Hold> {
    if (isUuid(id)) await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
    const hold = await this.get(tx, id)
    const state = holdStateAt(hold, this.clock.now())
    if (state === 'released' || state === 'expired')
      throw new CustodyError('HOLD_ENDED', `expected a hold that stands, saw one that is ${state}`)
    return hold
  }

  private async recordStep(tx: Sql, id: string, step: string, person: string): Promise<void> {
    const recordedAt = this.clock.now()
    await insertRows(tx, 'record_hold_release', [
      { id: this.ids.next(), hold_id: id, step, released_by: person, recorded_at: recordedAt },
    ])
  }
}
