import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import type { AuditedRecording } from '@assize/verdict'
import { RecordingStep, VerdictRecorder } from '@assize/verdict/nest'
import { caseToOpen } from '../case-to-open.js'
import { CaseRecorder } from './case-recorder.js'

const order = 20

/** Opens a case with each verdict nobody can rely on: verdict, interim action and case commit together. */
@Injectable()
export class CaseOpeningStep extends RecordingStep implements OnModuleInit {
  constructor(
    @Inject(VerdictRecorder) private readonly recorder: VerdictRecorder,
    @Inject(CaseRecorder) private readonly cases: CaseRecorder,
  ) {
    super()
  }

  onModuleInit(): void {
    this.recorder.addStep(order, this)
  }

  apply(tx: Sql, recordings: readonly AuditedRecording[]): Promise<void> {
    return this.cases.open(
      tx,
      recordings.flatMap((recording) => caseToOpen(recording) ?? []),
    )
  }
}
