import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { Database } from '@assize/platform'
import { parseView, viewLimits, type SavedView } from '../saved-view.js'
import { VerdictError } from '../verdict-error.js'

export interface ViewRequest {
  readonly name: string
  readonly query: string
  readonly shared: boolean
}

/** Named queries: a person's own to change, and for everybody to use where shared. */
@Injectable()
export class SavedViews {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One's own first, then what others share, each by name. */
  async list(personId: string): Promise<readonly SavedView[]> {
    const views = await this.database.prisma.savedView.findMany({
      where: { OR: [{ owner: personId }, { shared: true }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: 10 * viewLimits.aPerson,
    })
    return views.sort((a, b) => Number(b.owner === personId) - Number(a.owner === personId))
  }

  /** A view of one's own by that name is replaced. Throws `VIEW_INVALID`, `VIEWS_TOO_MANY`. */
  async save(personId: string, request: ViewRequest): Promise<SavedView> {
    const { name, query } = parseView(request)
    const owner_name = { owner: personId, name }
    const { prisma } = this.database
    const own = await prisma.savedView.count({ where: { owner: personId, NOT: { name } } })
    if (own >= viewLimits.aPerson)
      throw new VerdictError(
        'VIEWS_TOO_MANY',
        `expected at most ${viewLimits.aPerson} views of one person`,
        { most: viewLimits.aPerson },
      )
    const now = this.clock.now()
    const words = { query, shared: request.shared, updatedAt: now, wordsErasedAt: null }
    return prisma.savedView.upsert({
      where: { owner_name },
      create: { id: this.ids.next(), ...owner_name, ...words, createdAt: now },
      update: words,
    })
  }

  /** Throws `VIEW_UNKNOWN` for one that is not there, or not one's own. */
  async delete(personId: string, id: string): Promise<SavedView> {
    const view = isUuid(id)
      ? await this.database.prisma.savedView.findFirst({ where: { id, owner: personId } })
      : null
    if (!view) throw new VerdictError('VIEW_UNKNOWN', 'expected a view of your own')
    await this.database.prisma.savedView.deleteMany({ where: { id, owner: personId } })
    return view
  }
}
