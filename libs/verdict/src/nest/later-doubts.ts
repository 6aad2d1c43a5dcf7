import { Injectable } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import type { LaterDoubt } from '../later-doubt.js'

/** Something higher in the house that must commit together with what a later look at a verdict found. */
export abstract class LaterDoubtStep {
  /** A doubt may concern a verdict that people, or an earlier doubt, have dealt with meanwhile. */
  abstract applyLater(tx: Sql, doubts: readonly LaterDoubt[]): Promise<void>
}

/** Carries what a later look at verdicts found to those who act upon it, in the transaction of the finding. */
@Injectable()
export class LaterDoubts {
  private readonly steps: { readonly order: number; readonly step: LaterDoubtStep }[] = []

  /** Steps run in the order of `order`, lowest first. */
  addStep(order: number, step: LaterDoubtStep): void {
    this.steps.push({ order, step })
    this.steps.sort((a, b) => a.order - b.order)
  }

  async apply(tx: Sql, doubts: readonly LaterDoubt[]): Promise<void> {
    if (doubts.length === 0) return
    for (const { step } of this.steps) await step.applyLater(tx, doubts)
  }
}
