import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import type { LaterDoubt } from '@assize/verdict'
import { LaterDoubts, LaterDoubtStep } from '@assize/verdict/nest'
import { actionAfterVerdict, isRevised } from '../action-after.js'
import type { Action, AskedAction, NewAction } from '../action.js'
import { ActionRecorder } from './action-recorder.js'

/** Behind the step that opens cases: it holds the case, so that nobody decides in the meantime. */
const order = 20

type Standing = AskedAction & {
  readonly verdictId: string
  readonly causeKind: Action['cause']['kind']
}

/** Asks anew where a later finding changes what a verdict asks for. What a person asked for stays. */
@Injectable()
export class LaterActionStep extends LaterDoubtStep implements OnModuleInit {
  constructor(
    @Inject(LaterDoubts) private readonly doubts: LaterDoubts,
    @Inject(ActionRecorder) private readonly actions: ActionRecorder,
  ) {
    super()
  }

  onModuleInit(): void {
    this.doubts.addStep(order, this)
  }

  async applyLater(tx: Sql, doubts: readonly LaterDoubt[]): Promise<void> {
    const standing = await newestOf(
      tx,
      doubts.map(({ verdict }) => verdict.id),
    )
    await this.actions.record(
      tx,
      doubts.flatMap((doubt) => {
        const before = standing.get(doubt.verdict.id)
        const asked = toAction(doubt)
        return before && isRevised(before, asked) ? [asked] : []
      }),
    )
  }
}

async function newestOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await tx.query<Standing>(
    `SELECT DISTINCT ON (verdict_id) verdict_id AS "verdictId", kind, interim,
       coalesce(withheld_because, '{}') AS "withheldBecause", cause_kind AS "causeKind"
     FROM record_action WHERE verdict_id = ANY($1::uuid[])
     ORDER BY verdict_id, recorded_at DESC, id DESC`,
    [ids],
  )
  return new Map(rows.map((row) => [row.verdictId, row]))
}

const toAction = ({ verdict, audit, actions }: LaterDoubt): NewAction => ({
  ...actionAfterVerdict({
    outcome: verdict.outcome,
    doubted: audit.call.opensCase,
    blockedBy: audit.call.blockedBy,
    actions,
  }),
  contentItemId: verdict.contentItemId,
  verdictId: verdict.id,
  policy: verdict.policy,
  policyCommit: verdict.policyCommit,
  cause: { kind: 'finding', id: audit.findingSetId },
})
