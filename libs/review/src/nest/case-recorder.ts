import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { insertNew, insertRows, type Sql } from '@assize/platform'
import { changedEvent } from '../case-events.js'
import type { Actor, CaseEventKind, NewCase, ReviewCase } from '../review-case.js'
import { changedRow } from './case-rows.js'

/** What happened to a case, and the case as it is after it. */
export interface Happening {
  readonly case: ReviewCase
  readonly kind: CaseEventKind
  readonly by: Actor
  readonly data?: Readonly<Record<string, unknown>>
}

/** As much of a case as its history, lists and listeners need. */
type Noted = Pick<ReviewCase, 'id' | 'verdictId' | 'contentItemId' | 'queue' | 'state'>

/** Writes cases: the row, its history, the verdict lists that show its state, and the event, in one transaction. */
@Injectable()
export class CaseRecorder {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A verdict has one case: one that is there already is left as it is. */
  async open(tx: Sql, cases: readonly NewCase[]): Promise<void> {
    const drafts = cases.map((each) => ({ id: this.ids.next(), each }))
    const fresh = await insertNew(
      tx,
      'review_case',
      drafts.map(({ id, each }) => toRow(id, each)),
      'id',
    )
    const opened = drafts.filter(({ id }) => fresh.has(id))
    await this.note(
      tx,
      opened.map(({ id, each }) => ({
        case: { ...each, id, state: stateOf(each) },
        kind: 'opened',
        by: { kind: 'system' },
        data: { ...openedAs(each), priority: each.priority },
      })),
    )
  }

  /** In the order they happened; of several to one case the last is what stays. */
  async change(tx: Sql, happenings: readonly Happening[]): Promise<void> {
    const cases = lastOf(happenings)
    await tx.query(
      `UPDATE review_case c SET state = n.state, escalated = n.escalated, lease_holder = n.lease_holder,
         lease_token_hash = n.lease_token_hash, lease_expires_at = n.lease_expires_at, decided_at = n.decided_at
       FROM json_populate_recordset(NULL::review_case, $1::json) n WHERE n.id = c.id`,
      [JSON.stringify(cases.map(changedRow))],
    )
    await this.note(tx, happenings)
  }

  /** The new end of a lease that is renewed: no event, since nothing happened to the case. */
  async prolong(tx: Sql, each: ReviewCase): Promise<void> {
    await tx.query('UPDATE review_case SET lease_expires_at = $2 WHERE id = $1', [
      each.id,
      each.lease?.expiresAt,
    ])
  }

  private async note(
    tx: Sql,
    happenings: readonly (Omit<Happening, 'case'> & { readonly case: Noted })[],
  ): Promise<void> {
    if (happenings.length === 0) return
    const recordedAt = this.clock.now()
    // Sorted, so that what happened in one instant keeps its order in the history.
    const ids = happenings.map(() => this.ids.next()).sort()
    const cases = lastOf(happenings)
    await insertRows(
      tx,
      'record_case_event',
      happenings.map((happening, i) => ({
        id: ids[i],
        case_id: happening.case.id,
        kind: happening.kind,
        by_kind: happening.by.kind,
        by_id: happening.by.kind === 'person' ? happening.by.id : null,
        data: happening.data ?? {},
        recorded_at: recordedAt,
      })),
    )
    await tx.query(
      `UPDATE verdict_listing l SET case_id = n.case_id, case_state = n.state
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS n (verdict_id, case_id, state)
       WHERE l.verdict_id = n.verdict_id`,
      [
        cases.map((each) => each.verdictId),
        cases.map((each) => each.id),
        cases.map((each) => each.state),
      ],
    )
    await this.outbox.append(
      tx,
      happenings.map((happening) => changedEvent(happening.case, happening.kind)),
    )
  }
}

const lastOf = <Case extends Noted>(happenings: readonly { readonly case: Case }[]): Case[] => [
  ...new Map(happenings.map((happening) => [happening.case.id, happening.case])).values(),
]

const stateOf = ({ escalated }: NewCase) => (escalated ? 'escalated' : 'waiting')

const openedAs = ({ reason, escalated }: NewCase) => ({
  reason,
  ...(escalated ? { escalated } : {}),
})

const toRow = (id: string, each: NewCase) => ({
  id,
  verdict_id: each.verdictId,
  content_item_id: each.contentItemId,
  policy: each.policy,
  policy_commit: each.policyCommit,
  queue: each.queue,
  reason: each.reason,
  state: stateOf(each),
  escalated: each.escalated,
  priority: each.priority,
  simulated: each.simulated,
  source: each.source,
  opened_at: each.openedAt,
  due_at: each.dueAt,
})
