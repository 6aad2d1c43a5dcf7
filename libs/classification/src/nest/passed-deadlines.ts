import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { ActionKind } from '@assize/policy'
import { Database, type Sql } from '@assize/platform'

/** A classification whose caller stopped waiting and was told what to do meanwhile. */
export interface PassedDeadline {
  readonly id: string
  readonly contentItemId: string
  readonly policy: string
  readonly policyCommit: string
  readonly interimAction: ActionKind
}

/** Something higher in the house that must commit together with a passed deadline. */
export abstract class DeadlineStep {
  abstract apply(tx: Sql, passed: readonly PassedDeadline[]): Promise<void>
}

/** Notes once, and only while there is no verdict, that a caller was sent away with an interim action. */
@Injectable()
export class PassedDeadlines {
  private readonly steps: DeadlineStep[] = []

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  addStep(step: DeadlineStep): void {
    this.steps.push(step)
  }

  async note(passed: readonly PassedDeadline[]): Promise<void> {
    if (passed.length === 0) return
    await this.database.transaction(async (tx) => {
      // Sorted, so that two callers who wait for the same rows lock them in one order.
      const rows = await tx.query<{ id: string }>(
        `UPDATE classification SET deadline_at = $2 WHERE state = 'pending' AND deadline_at IS NULL AND id IN (
           SELECT id FROM classification WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
         RETURNING id`,
        [passed.map(({ id }) => id), this.clock.now()],
      )
      const open = new Set(rows.map(({ id }) => id))
      const fresh = passed.filter(({ id }) => open.has(id))
      for (const step of this.steps) await step.apply(tx, fresh)
    })
  }
}
