import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import type { AuditedRecording } from '@assize/verdict'
import { RecordingStep, VerdictRecorder } from '@assize/verdict/nest'
import { actionAfterVerdict } from '../action-after.js'
import type { NewAction } from '../action.js'
import { ActionRecorder } from './action-recorder.js'

/** Ahead of the step that opens cases: the platform is asked first, then people. */
const order = 10

/** Asks for the action of each verdict as it is recorded. Shadow verdicts, repeats and quiet imports ask for nothing. */
@Injectable()
export class VerdictActionStep extends RecordingStep implements OnModuleInit {
  constructor(
    @Inject(VerdictRecorder) private readonly recorder: VerdictRecorder,
    @Inject(ActionRecorder) private readonly actions: ActionRecorder,
  ) {
    super()
  }

  onModuleInit(): void {
    this.recorder.addStep(order, this)
  }

  async apply(tx: Sql, recordings: readonly AuditedRecording[]): Promise<void> {
    const asking = recordings.filter(
      ({ consequences, verdict: { arm } }) => consequences && (arm === 'live' || arm === 'canary'),
    )
    await this.actions.record(tx, asking.map(toAction))
  }
}

const toAction = ({ verdict, policy, audit }: AuditedRecording): NewAction => ({
  ...actionAfterVerdict({
    outcome: verdict.outcome,
    doubted: audit.call?.opensCase ?? audit.flagged,
    blockedBy: audit.call?.blockedBy ?? [],
    actions: policy.actions,
  }),
  contentItemId: verdict.contentItemId,
  verdictId: verdict.id,
  policy: verdict.policy,
  policyCommit: verdict.policyCommit,
  cause: { kind: 'verdict', id: verdict.id },
})
