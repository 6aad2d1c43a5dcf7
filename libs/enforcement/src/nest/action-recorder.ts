import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { insertNew, type Sql } from '@assize/platform'
import type { Action, NewAction } from '../action.js'
import { requestedEvent } from '../action-events.js'

/** Puts actions on the record and tells of them, within the transaction of what caused them. */
@Injectable()
export class ActionRecorder {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers the actions that were new; a cause that asked before is left as it is. */
  async record(tx: Sql, actions: readonly NewAction[]): Promise<readonly Action[]> {
    const recordedAt = this.clock.now()
    const drafts = actions.map((action) => ({ ...action, id: this.ids.next(), recordedAt }))
    const fresh = await insertNew(tx, 'record_action', drafts.map(toRow), 'id')
    const recorded = drafts.filter(({ id }) => fresh.has(id))
    await this.outbox.append(tx, recorded.map(requestedEvent))
    return recorded
  }
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
  recorded_at: action.recordedAt,
})
