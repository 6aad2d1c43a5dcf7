import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Database, errorFields, insertRows, type Row, type Sql } from '@assize/platform'
import { Recurring, type GraphqlContext } from '@assize/platform/nest'
import { actorOf, requireClosedWords, type Actor, type AuditNote } from '../audit-event.js'
import { IdentityError } from '../identity-error.js'
import type { Principal } from '../principal.js'
import { ViewBuffer } from '../view-buffer.js'
import { auditTable, noteRow, viewRows } from './audit-rows.js'
import { principalOf } from './caller-context.js'

const pauseMs = 500
const rowsAtOnce = 500
const mostLateNotes = 2_000

/**
 * Writes the trail. What a transaction changes is told in it (`append`); what was done otherwise right after (`note`);
 * what was shown within half a second (`viewed`). Nothing is dropped silently: rows that cannot be written are kept and
 * tried again, and once too many wait, nothing more is shown or changed.
 */
@Injectable()
export class AuditTrail
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('audit-trail')
  private readonly views = new ViewBuffer()
  private late: Row[] = []
  private closing = false
  private readonly rounds = new Recurring('audit-trail', {
    what: 'writing down who saw what',
    work: () => this.flush(),
    pauseMs: () => pauseMs,
    firstAfterMs: pauseMs,
  })

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the transaction of what it tells of: both stand, or neither. */
  async append(tx: Sql, actor: Actor, notes: readonly AuditNote[]): Promise<void> {
    await insertRows(tx, auditTable, this.rowsOf(actor, notes))
  }

  /** Right after what it tells of. A database that is away by then is waited for, by the buffer. */
  async note(actor: Actor, notes: readonly AuditNote[]): Promise<void> {
    const rows = this.rowsOf(actor, notes)
    try {
      await insertRows(this.database, auditTable, rows)
    } catch (error) {
      if (isUnfit(error)) throw error
      this.logger.error('an act is not on the trail yet and is tried again', errorFields(error))
      this.late.push(...rows)
    }
  }

  /** Throws `TRAIL_UNAVAILABLE`: to be called before an act that is told of only afterwards. */
  requireRoom(): void {
    if (this.late.length >= mostLateNotes) throw unavailable()
  }

  /**
   * Words were shown: `trace.viewed` with `words: 'trace'`; `<type>.viewed` unless told. Once per caller, object and
   * request. Throws `TRAIL_UNAVAILABLE` when too much waits to be written: then the words must not be shown.
   */
  viewed(
    principal: Principal,
    requestId: string,
    target: { readonly type: string; readonly id: string },
    words: string = target.type,
  ): void {
    const action = `${words}.viewed`
    requireClosedWords(action, target.type)
    const actor = actorOf(principal, requestId)
    const now = this.clock.now()
    if (!this.views.add(actor, action, target, now)) throw unavailable()
    if (this.closing) this.rounds.soon()
  }

  /** `viewed` by whoever asked; to be called by the field that hands the words out. */
  shown(
    context: GraphqlContext,
    target: { readonly type: string; readonly id: string },
    words: string = target.type,
  ): void {
    this.viewed(principalOf(context), context.requestId, target, words)
  }

  onApplicationBootstrap(): void {
    this.rounds.start()
  }

  /** Requests under way may still show words until the server has closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true
    await this.flush().catch(() => undefined)
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop()
    try {
      await this.flush()
    } catch (error) {
      const lost = { views: this.views.held, acts: this.late.length }
      this.logger.error('the trail ends without these', { ...lost, ...errorFields(error) })
    }
  }

  /** Writes all that waits; throws where it cannot, and all of it waits on. */
  async flush(): Promise<void> {
    await this.flushLate()
    const taken = this.views.take()
    if (taken.size === 0) return
    try {
      await this.write([...taken.values()].flatMap((views) => viewRows(this.ids, views)))
      this.views.settle(taken)
    } catch (error) {
      this.views.putBack(taken)
      throw error
    }
  }

  private async flushLate(): Promise<void> {
    const late = this.late
    this.late = []
    try {
      await this.write(late)
    } catch (error) {
      this.late = [...late, ...this.late]
      throw error
    }
  }

  /** All or nothing: a second try then writes none of them twice. One that can never be held keeps no other waiting. */
  private async write(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return
    try {
      await this.database.transaction(async (tx) => {
        for (let n = 0; n < rows.length; n += rowsAtOnce)
          await insertRows(tx, auditTable, rows.slice(n, n + rowsAtOnce))
      })
    } catch (error) {
      if (!isUnfit(error)) throw error
      if (rows.length > 1) for (const row of rows) await this.write([row])
      else this.logger.error('an event the trail cannot hold is left out', errorFields(error))
    }
  }

  private rowsOf(actor: Actor, notes: readonly AuditNote[]): readonly Row[] {
    const now = this.clock.now()
    return notes.map((note) => noteRow(this.ids.next(), actor, note, now))
  }
}

/** PostgreSQL's classes for values that will never fit, however often they are tried. */
function isUnfit(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^2[23]/.test(code)
}

const unavailable = () =>
  new IdentityError(
    'TRAIL_UNAVAILABLE',
    'expected an audit trail that takes notes, saw one that is full: nothing is shown or changed meanwhile',
  )
