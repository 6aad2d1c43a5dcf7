import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { Database } from '@assize/platform'
import { totalLimits, type TotalState, type VerdictTotal } from '../verdict-total.js'

type Change = Partial<Pick<VerdictTotal, 'parts' | 'partsDone' | 'counted' | 'at'>>

/** Counts under way, for every process of the API to tell of. */
@Injectable()
export class TotalStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async begin(owner: string): Promise<VerdictTotal> {
    const now = this.clock.now()
    const { verdictTotal } = this.database.prisma
    await verdictTotal.deleteMany({
      where: { askedAt: { lt: new Date(now.getTime() - totalLimits.keptMs) } },
    })
    const none = { parts: 0, partsDone: 0, counted: 0n, at: null }
    const instants = { createdAt: now, movedAt: now, askedAt: now }
    const state = 'waiting'
    const row = await verdictTotal.create({
      data: { id: this.ids.next(), owner, state, ...none, ...instants },
    })
    return { ...row, state }
  }

  /** Null for one that is not there, or not the owner's. */
  async lookAt(id: string, owner: string): Promise<VerdictTotal | null> {
    if (!isUuid(id)) return null
    const { verdictTotal } = this.database.prisma
    await verdictTotal.updateMany({ where: { id, owner }, data: { askedAt: this.clock.now() } })
    const row = await verdictTotal.findFirst({ where: { id, owner } })
    return row && { ...row, state: row.state as TotalState }
  }

  async find(id: string): Promise<VerdictTotal | null> {
    const row = await this.database.prisma.verdictTotal.findUnique({ where: { id } })
    return row && { ...row, state: row.state as TotalState }
  }

  /** Answers whether the count is still wanted. */
  async move(id: string, change: Change): Promise<boolean> {
    const { count } = await this.database.prisma.verdictTotal.updateMany({
      where: { id, state: { in: ['waiting', 'counting'] } },
      data: { ...change, state: 'counting', movedAt: this.clock.now() },
    })
    return count > 0
  }

  async end(id: string, state: TotalState): Promise<void> {
    await this.database.prisma.verdictTotal.updateMany({
      where: { id, state: { in: ['waiting', 'counting'] } },
      data: { state, movedAt: this.clock.now() },
    })
  }
}
