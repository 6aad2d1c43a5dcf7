import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import type { LaterDoubt } from '@assize/verdict'
import { LaterDoubts, LaterDoubtStep } from '@assize/verdict/nest'
import { escalate } from '../case-machine.js'
import { caseToOpenLater } from '../case-to-open.js'
import { CaseRecorder, type Happening } from './case-recorder.js'
import { PostgresCaseStore } from './postgres-case-store.js'

/** Ahead of the step that asks for actions: whoever decides a case meanwhile is waited for. */
const order = 10

/**
 * Opens a case with what was found of a verdict after it was recorded, or escalates the one that is open. A case that a
 * person has decided stays decided.
 */
@Injectable()
export class LaterCaseStep extends LaterDoubtStep implements OnModuleInit {
  constructor(
    @Inject(LaterDoubts) private readonly doubts: LaterDoubts,
    @Inject(CaseRecorder) private readonly recorder: CaseRecorder,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
  ) {
    super()
  }

  onModuleInit(): void {
    this.doubts.addStep(order, this)
  }

  async applyLater(tx: Sql, doubts: readonly LaterDoubt[]): Promise<void> {
    await this.recorder.open(
      tx,
      doubts.flatMap((doubt) => caseToOpenLater(doubt) ?? []),
    )
    const standing = await this.cases.lockOf(
      tx,
      doubts.map(({ verdict }) => verdict.id),
    )
    const because = new Map(doubts.map((doubt) => [doubt.verdict.id, doubt]))
    const raised = standing.flatMap((each): Happening[] => {
      const doubt = because.get(each.verdictId)
      if (!doubt?.added.escalates || each.escalated || each.state === 'decided') return []
      const data = { findingSetId: doubt.audit.findingSetId }
      return [{ case: escalate(each), kind: 'escalated', by: { kind: 'system' }, data }]
    })
    if (raised.length > 0) await this.recorder.change(tx, raised)
  }
}
