import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import type { LaterDoubt } from '@assize/verdict'
import { LaterDoubts, LaterDoubtStep } from '@assize/verdict/nest'
import { RepeatStep } from './repeat-step.js'

const order = 30

/** Has an item judged again where a later finding of its verdict calls for it, once for each verdict. */
@Injectable()
export class LaterRepeatStep extends LaterDoubtStep implements OnModuleInit {
  constructor(
    @Inject(LaterDoubts) private readonly doubts: LaterDoubts,
    @Inject(RepeatStep) private readonly repeats: RepeatStep,
  ) {
    super()
  }

  onModuleInit(): void {
    this.doubts.addStep(order, this)
  }

  async applyLater(tx: Sql, doubts: readonly LaterDoubt[]): Promise<void> {
    const called = doubts.flatMap(({ verdict, added }) =>
      added.repeats && verdict.arm === 'live' && verdict.source === 'live' ? [verdict.id] : [],
    )
    if (called.length === 0) return
    const repeated = await tx.query<{ id: string }>(
      'SELECT DISTINCT repeat_of AS id FROM classification WHERE repeat_of = ANY($1::uuid[])',
      [called],
    )
    const before = new Set(repeated.map(({ id }) => id))
    await this.repeats.ask(
      tx,
      called.filter((id) => !before.has(id)),
    )
  }
}
