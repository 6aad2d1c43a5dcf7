import { Inject, Injectable } from '@nestjs/common'
import type { ActionKind } from '@assize/policy'
import { Database } from '@assize/platform'
import type { Action, CauseKind } from '../action.js'
import { ActionStore } from '../action-store.js'

@Injectable()
export class PrismaActionStore extends ActionStore {
  constructor(@Inject(Database) private readonly database: Database) {
    super()
  }

  async findActions(ids: readonly string[]): Promise<ReadonlyMap<string, Action>> {
    const rows = await this.database.prisma.action.findMany({ where: { id: { in: [...ids] } } })
    return new Map(rows.map((row) => [row.id, toAction(row)]))
  }

  async findByVerdicts(
    verdictIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Action[]>> {
    const rows = await this.database.prisma.action.findMany({
      where: { verdictId: { in: [...verdictIds] } },
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    })
    const found = new Map<string, Action[]>()
    for (const row of rows) {
      const action = toAction(row)
      const known = found.get(row.verdictId ?? '')
      if (known) known.push(action)
      else found.set(row.verdictId ?? '', [action])
    }
    return found
  }
}

const toAction = ({
  kind,
  causeKind,
  causeId,
  ...row
}: {
  id: string
  contentItemId: string
  verdictId: string | null
  policy: string
  policyCommit: string
  kind: string
  interim: boolean
  causeKind: string
  causeId: string
  recordedAt: Date
}): Action => ({
  ...row,
  kind: kind as ActionKind,
  cause: { kind: causeKind as CauseKind, id: causeId },
})
