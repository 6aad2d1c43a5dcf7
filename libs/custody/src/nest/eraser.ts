import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import type { Actor } from '@assize/identity'
import { AuditTrail } from '@assize/identity/nest'
import { Clock, IdSource } from '@assize/kernel'
import { insertRows, type Sql } from '@assize/platform'
import { CustodyError } from '../custody-error.js'
import { contentErased } from '../custody-events.js'
import type { ErasureReason, LegalBasis } from '../erasure.js'
import { ErasureJournal } from './erasure-journal.js'
import { ErasureSteps } from './erasure-steps.js'
import { HeldItems } from './held-items.js'
import { OwnWords } from './own-words.js'

/** Why and by whose hands a batch goes. */
export interface ErasureOrder {
  readonly requestId: string | null
  readonly scopeKind: string
  readonly reason: ErasureReason
  readonly legalBasis: LegalBasis
  readonly requestedBy: string | null
  readonly executedBy: string | null
  /** The earlier erasure that this one carries out again. */
  readonly replays?: string | null
}

export interface Erased {
  readonly erasureId: string | null
  readonly items: number
  /** Rows of words that went. */
  readonly rows: number
}

const none: Erased = { erasureId: null, items: 0, rows: 0 }

/** Erases the words of a few items in the caller's transaction, which runs as `assize_eraser`, and says so for ever. */
@Injectable()
export class Eraser {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(OwnWords) private readonly own: OwnWords,
    @Inject(HeldItems) private readonly held: HeldItems,
    @Inject(ErasureJournal) private readonly journal: ErasureJournal,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws `HOLD_IN_THE_WAY` if any of the items is held. */
  async erase(tx: Sql, order: ErasureOrder, contentItemIds: readonly string[]): Promise<Erased> {
    await this.held.keepHoldsOut(tx)
    const [holding] = await this.held.among(tx, contentItemIds)
    if (holding) throw heldBy(holding)
    return this.eraseFree(tx, order, contentItemIds)
  }

  /** As `erase`, leaving held items as they are. */
  async eraseUnheld(tx: Sql, order: ErasureOrder, ids: readonly string[]): Promise<Erased> {
    await this.held.keepHoldsOut(tx)
    const held = new Set((await this.held.among(tx, ids)).map(({ contentItemId }) => contentItemId))
    return this.eraseFree(
      tx,
      order,
      ids.filter((id) => !held.has(id)),
    )
  }

  /** Only where words are found; what was erased before is not told of again. */
  async eraseLeftovers(tx: Sql, order: ErasureOrder, ids: readonly string[]): Promise<Erased> {
    const rows = await this.deleteWords(tx, ids)
    if (rows === 0) return none
    await this.takeBackCopies(tx, ids)
    return this.record(tx, order, ids, rows)
  }

  private async eraseFree(tx: Sql, order: ErasureOrder, ids: readonly string[]): Promise<Erased> {
    if (ids.length === 0) return none
    const rows = await this.deleteWords(tx, ids)
    await this.takeBackCopies(tx, ids)
    return this.record(tx, order, ids, rows)
  }

  private async deleteWords(tx: Sql, ids: readonly string[]): Promise<number> {
    let rows = 0
    // What hangs on the content first: a step may look at the content's own words to find its part.
    const steps = this.steps.all.filter((step) => !step.takesBackCopies)
    const first = steps.filter((step) => step.readsWords)
    const then = steps.filter((step) => !step.readsWords)
    for (const step of [...first, ...then, this.own]) rows += await step.erase(tx, ids)
    return rows
  }

  /** Only with words: a file made after they went holds none of them, and is left alone. */
  private async takeBackCopies(tx: Sql, ids: readonly string[]): Promise<void> {
    for (const step of this.steps.all) if (step.takesBackCopies) await step.erase(tx, ids)
  }

  private async record(
    tx: Sql,
    order: ErasureOrder,
    items: readonly string[],
    rows: number,
  ): Promise<Erased> {
    const id = this.ids.next()
    const now = this.clock.now()
    await insertRows(tx, 'record_erasure', [
      {
        id,
        request_id: order.requestId,
        scope_kind: order.scopeKind,
        reason: order.reason,
        legal_basis: order.legalBasis,
        requested_by: order.requestedBy,
        executed_by: order.executedBy,
        items: items.length,
        replays: order.replays ?? null,
        recorded_at: now,
      },
    ])
    await insertRows(
      tx,
      'record_erased_item',
      items.map((item, position) => ({ erasure_id: id, position, content_item_id: item })),
    )
    await this.outbox.append(tx, [contentErased(id, order.reason, order.legalBasis, items)])
    await this.trail.append(tx, actorOf(order), [
      { action: 'content.erased', target: { type: 'erasure', id }, reason: order.legalBasis },
    ])
    await this.journal.append({
      v: 1,
      erasure: id,
      at: now.toISOString(),
      scope: order.scopeKind,
      reason: order.reason,
      basis: order.legalBasis,
      requestedBy: order.requestedBy,
      executedBy: order.executedBy,
      items,
    })
    return { erasureId: id, items: items.length, rows }
  }
}

const actorOf = ({ executedBy }: ErasureOrder): Actor =>
  executedBy === null ? { kind: 'system', id: null } : { kind: 'person', id: executedBy }

export const heldBy = (hold: { holdId: string; basis: string; reference: string }): CustodyError =>
  new CustodyError(
    'HOLD_IN_THE_WAY',
    `expected nothing held, saw a hold (${hold.basis}, ${hold.reference}) that comes first: release it, with a second person, or wait until it ends`,
    { holdId: hold.holdId, basis: hold.basis },
  )
