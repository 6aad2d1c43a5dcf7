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
      // A timeout came before its verdict, whose id is that of the classification.
      where: {
        OR: [
          { verdictId: { in: [...verdictIds] } },
          { causeKind: 'timeout', causeId: { in: [...verdictIds] } },
        ],
      },
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    })
    const found = new Map<string, Action[]>()
    const late = rows.filter((row) => row.verdictId !== null)
    for (const row of [...late, ...rows.filter((row) => row.verdictId === null)]) {
      const verdictId = row.verdictId ?? row.causeId
      found.set(verdictId, [...(found.get(verdictId) ?? []), toAction(row)])
    }
    return found
  }
}

const toAction = ({
  kind,
  causeKind,
  causeId,
  withheldBecause,
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
  withheldBecause: string[]
  recordedAt: Date
}): Action => ({
  ...row,
  ...(withheldBecause.length > 0 ? { withheldBecause } : {}),
  kind: kind as ActionKind,
  cause: { kind: causeKind as CauseKind, id: causeId },
})
