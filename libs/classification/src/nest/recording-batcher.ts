import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { Sql } from '@assize/platform'
import type { VerdictRecording } from '@assize/verdict'
import { VerdictRecorder } from '@assize/verdict/nest'

const most = 100

interface Waiting {
  readonly recording: VerdictRecording
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Records verdicts as they come, many in one transaction: while one transaction commits, the next batch gathers. Alone,
 * a verdict waits for nobody.
 */
@Injectable()
export class RecordingBatcher {
  private waiting: Waiting[] = []
  private busy = 0

  constructor(
    @Inject(VerdictRecorder) private readonly recorder: VerdictRecorder,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Resolves once the verdict is durable. */
  record(recording: VerdictRecording): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ recording, resolve, reject })
      this.flush()
    })
  }

  private flush(): void {
    if (this.busy >= 2 || this.waiting.length === 0) return
    const batch = this.waiting.splice(0, most)
    this.busy++
    void this.recordBatch(batch).finally(() => {
      this.busy--
      this.flush()
    })
  }

  /** One bad row must not hold back its neighbours: a batch that fails is tried row by row. */
  private async recordBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.recordTogether(batch.map(({ recording }) => recording))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error)
      for (const each of batch) await this.recordBatch([each])
    }
  }

  private async recordTogether(recordings: readonly VerdictRecording[]): Promise<void> {
    await this.recorder.record(recordings, (tx) => this.markRecorded(tx, recordings))
  }

  private async markRecorded(tx: Sql, recordings: readonly VerdictRecording[]): Promise<void> {
    await tx.query(
      `UPDATE classification c SET state = 'recorded', recorded_at = $3, outcome = v.outcome
       FROM unnest($1::uuid[], $2::text[]) AS v (id, outcome) WHERE c.id = v.id AND c.state = 'pending'`,
      [
        recordings.map(({ verdict }) => verdict.id),
        recordings.map(({ verdict }) => verdict.outcome),
        this.clock.now(),
      ],
    )
  }
}
