import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { LiveEvents } from '@assize/events/nest'
import { Clock, uuidV7Floor } from '@assize/kernel'
import type { Sql } from '@assize/platform'
import { Recurring } from '@assize/platform/nest'
import { CustodyError } from '../custody-error.js'
import type { ErasureRequest } from '../erasure.js'
import { EraserDatabase } from './eraser-database.js'
import { Eraser, type ErasureOrder } from './eraser.js'
import { requestColumns, toRequest, type RequestRow } from './erasure-rows.js'
import { erasureApproved } from './erasure.service.js'
import { ScopeItems } from './scope-items.js'

const pauseMs = 10_000
export const itemsPerBatch = 200
/** How long after an erasure a verdict that was under way then may still bring words. */
const lateMs = 60 * 60_000

/**
 * Carries out approved requests, a bounded batch a transaction: a worker that dies between two leaves whole batches
 * behind, and the next goes on after them. Two workers never take one request at once.
 */
@Injectable()
export class ErasureWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ErasureWorker.name)
  private leaveLive: (() => void) | undefined
  private readonly rounds = new Recurring(ErasureWorker.name, {
    what: 'carrying out erasures',
    work: () => this.work(),
    pauseMs: () => pauseMs,
  })

  constructor(
    @Inject(EraserDatabase) private readonly eraserDatabase: EraserDatabase,
    @Inject(Eraser) private readonly eraser: Eraser,
    @Inject(ScopeItems) private readonly scopes: ScopeItems,
    @Inject(LiveEvents) private readonly live: LiveEvents,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.eraserDatabase.isAvailable) return
    this.leaveLive = this.live.subscribe(erasureApproved, () => this.rounds.soon())
    this.rounds.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.leaveLive?.()
    await this.rounds.stop()
  }

  /** Every request that is to be carried out, and words that came late. */
  async work(): Promise<void> {
    const requests = await this.eraserDatabase
      .open()
      .query<RequestRow>(
        `SELECT ${requestColumns} FROM erasure_request WHERE state = 'executing' ORDER BY id LIMIT 100`,
      )
    for (const request of requests.map(toRequest)) await this.carryOut(request)
    await this.eraseLateWords()
  }

  private async carryOut(request: ErasureRequest): Promise<void> {
    try {
      while (await this.batch(request));
    } catch (error) {
      // A hold placed since the approval: the request waits for its end and says so.
      if (!(error instanceof CustodyError)) throw error
      this.logger.warn(`erasure request ${request.id} waits: ${error.code}`)
      await this.note(request.id, error.message)
    }
  }

  /** Answers whether there may be more to do. */
  private batch(request: ErasureRequest): Promise<boolean> {
    return this.eraserDatabase.open().transaction(async (tx) => {
      const mine = await tx.query(
        `SELECT 1 FROM erasure_request WHERE id = $1 AND state = 'executing' FOR UPDATE SKIP LOCKED`,
        [request.id],
      )
      if (mine.length === 0) return false
      const ids = await this.scopes.next(tx, request.scope, itemsPerBatch)
      if (ids.length === 0) {
        await this.finish(tx, request.id)
        return false
      }
      await this.eraser.erase(tx, orderOf(request), ids)
      await tx.query(
        'UPDATE erasure_request SET items_done = items_done + $2, failure = NULL WHERE id = $1',
        [request.id, ids.length],
      )
      return true
    })
  }

  /** The platform's own id of the content is forgotten with the request that named it. */
  private async finish(tx: Sql, id: string): Promise<void> {
    await tx.query(
      `UPDATE erasure_request SET state = 'done', finished_at = $2, items_total = items_done, failure = NULL,
         external_id = NULL WHERE id = $1`,
      [id, this.clock.now()],
    )
  }

  private async note(id: string, failure: string): Promise<void> {
    await this.eraserDatabase
      .open()
      .query('UPDATE erasure_request SET failure = $2 WHERE id = $1', [id, failure])
  }

  /** A verdict under way when its content was erased is recorded with words all the same; they go the same way. */
  async eraseLateWords(): Promise<void> {
    const database = this.eraserDatabase.open()
    const since = uuidV7Floor(this.clock.now().getTime() - lateMs)
    const batches = await database.query<ErasureOrder & { id: string; items: string[] }>(
      `SELECT e.id, NULL AS "requestId", e.scope_kind AS "scopeKind", e.reason, e.legal_basis AS "legalBasis",
         e.requested_by AS "requestedBy", e.executed_by AS "executedBy", array_agg(i.content_item_id) AS items
       FROM record_erasure e JOIN record_erased_item i ON i.erasure_id = e.id
       WHERE e.id > $1 AND e.reason <> 'retention' GROUP BY e.id`,
      [since],
    )
    for (const { id, items, ...order } of batches)
      await database.transaction((tx) =>
        this.eraser.eraseLeftovers(tx, { ...order, replays: order.replays ?? id }, items),
      )
  }
}

const orderOf = (request: ErasureRequest): ErasureOrder => ({
  requestId: request.id,
  scopeKind: request.scope.kind,
  reason: request.reason,
  legalBasis: request.legalBasis,
  requestedBy: request.requestedBy,
  executedBy: request.decidedBy,
})
