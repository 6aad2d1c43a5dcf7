import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { DeadlineStep, PassedDeadlines, type PassedDeadline } from '@assize/classification/nest'
import type { Sql } from '@assize/platform'
import type { NewAction } from '../action.js'
import { ActionRecorder } from './action-recorder.js'

/** Puts the interim action a caller was told past the deadline on the record. It yields to any verdict. */
@Injectable()
export class TimeoutActionStep extends DeadlineStep implements OnModuleInit {
  constructor(
    @Inject(PassedDeadlines) private readonly deadlines: PassedDeadlines,
    @Inject(ActionRecorder) private readonly actions: ActionRecorder,
  ) {
    super()
  }

  onModuleInit(): void {
    this.deadlines.addStep(this)
  }

  async apply(tx: Sql, passed: readonly PassedDeadline[]): Promise<void> {
    await this.actions.record(tx, passed.map(toAction))
  }
}

/** There is no verdict yet; the cause is the classification, whose id the verdict will have. */
const toAction = ({
  id,
  contentItemId,
  policy,
  policyCommit,
  interimAction,
}: PassedDeadline): NewAction => ({
  kind: interimAction,
  interim: true,
  contentItemId,
  verdictId: null,
  policy,
  policyCommit,
  cause: { kind: 'timeout', id },
})
