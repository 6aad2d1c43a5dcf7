import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { insertNew, type Sql } from '@assize/platform'
import type { Action, AskedAction, NewAction } from '../action.js'
import { actionAfterReversal } from '../action-after.js'
import { requestedEvent } from '../action-events.js'

/** Throws a refusal where an action may not be taken back; runs in the transaction that would do it. */
export type ReversalGuard = (tx: Sql, actionId: string) => Promise<void>

/** Puts actions on the record and tells of them, within the transaction of what caused them. */
@Injectable()
export class ActionRecorder {
  private readonly guards: ReversalGuard[] = []

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For rooms above, in which something may stand on an action. */
  guardReversals(guard: ReversalGuard): void {
    this.guards.push(guard)
  }

  /** Answers the actions that were new; a cause that asked before is left as it is. */
  async record(tx: Sql, actions: readonly NewAction[]): Promise<readonly Action[]> {
    const recordedAt = this.clock.now()
    const drafts = actions.map((action) => ({ ...action, id: this.ids.next(), recordedAt }))
    const fresh = await insertNew(tx, 'record_action', drafts.map(toRow), 'id')
    const recorded = drafts.filter(({ id }) => fresh.has(id))
    await this.outbox.append(tx, recorded.map(requestedEvent))
    return recorded
  }

  /**
   * Takes back what `undone` asked for: asks again for what counted without it. Nothing is asked where `undone` asked
   * for nothing. Throws what a guard throws.
   */
  async reverse(tx: Sql, undone: NewAction['cause'], reversalId: string): Promise<void> {
    const [row] = await tx.query<ReversalRow>(
      `SELECT u.id, u.content_item_id AS "contentItemId", u.verdict_id AS "verdictId", u.policy,
              u.policy_commit AS "policyCommit", b.kind, b.interim
       FROM record_action u LEFT JOIN LATERAL (
         SELECT a.kind, a.interim FROM record_action a
         WHERE a.content_item_id = u.content_item_id AND a.policy = u.policy AND a.id <> u.id
           AND a.verdict_id IS NOT DISTINCT FROM u.verdict_id
         ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1
       ) b ON true
       WHERE u.cause_kind = $1 AND u.cause_id = $2`,
      [undone.kind, undone.id],
    )
    if (!row) return
    const { id, kind, interim, ...about } = row
    for (const guard of this.guards) await guard(tx, id)
    const before = kind === null || interim === null ? null : { kind, interim }
    const cause = { kind: 'reversal', id: reversalId } as const
    await this.record(tx, [{ ...about, ...actionAfterReversal(before), cause }])
  }
}

type ReversalRow = Omit<NewAction, 'cause' | keyof AskedAction> & {
  readonly id: string
} & {
  readonly [Part in 'kind' | 'interim']: AskedAction[Part] | null
}

const toRow = (action: Action) => ({
  id: action.id,
  content_item_id: action.contentItemId,
  verdict_id: action.verdictId,
  policy: action.policy,
  policy_commit: action.policyCommit,
  kind: action.kind,
  interim: action.interim,
  cause_kind: action.cause.kind,
  cause_id: action.cause.id,
  withheld_because: action.withheldBecause ?? null,
  recorded_at: action.recordedAt,
})
