import { Inject, Injectable } from '@nestjs/common'
import { Database, idOfCursor, toPage, type Page, type PageRequest } from '@assize/platform'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { standingOf, type Change, type ChangeEvent } from '../../index.js'
import { changeColumns } from './change-rows.js'
import { ChangeRecords } from './change-records.js'
import { ChangeView, type ChangeSeen } from './change-view.js'
import type { ChangeFilter } from './change-mutations.graphql.js'
import { PolicyDesk } from './policy-desk.js'

const ended = (kinds: string) =>
  `EXISTS (SELECT FROM record_change_event e WHERE e.change_id = c.id AND e.kind IN (${kinds}))`
const inState = {
  open: `NOT ${ended(`'merged', 'closed'`)}`,
  merged: ended(`'merged'`),
  closed: ended(`'closed'`),
} as const

/** Changes as they are listed and looked at; each is worked out once a request, however many fields ask. */
@Injectable()
export class ChangeLoaders {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(ChangeView) private readonly view: ChangeView,
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
  ) {}

  /** Newest first. */
  async list(filter: ChangeFilter, request: PageRequest): Promise<Page<Change>> {
    const forward = request.direction === 'forward'
    const state = filter.state == null ? 'true' : inState[filter.state]
    const rows = await this.database.query<Change>(
      `SELECT ${changeColumns} FROM record_change c
       WHERE ${state} AND ($1::uuid IS NULL OR c.id ${forward ? '<' : '>'} $1)
         AND ($2::text IS NULL OR c.branch = $2) AND ($3::text IS NULL OR c.opened_by = $3)
       ORDER BY c.id ${forward ? 'DESC' : 'ASC'} LIMIT $4`,
      [idOfCursor(request), filter.branch ?? null, filter.openedBy ?? null, request.limit + 1],
    )
    return toPage(rows, request)
  }

  change(context: GraphqlContext, id: string): Promise<Change | null> {
    const load = (ids: readonly string[]) => this.records.findMany(this.database, ids)
    return requestLoader(context, 'policy.change', load).load(id)
  }

  /** The change whose merge a commit is. */
  async mergedAs(context: GraphqlContext, commit: string): Promise<Change | null> {
    const load = (commits: readonly string[]) => this.records.mergedAs(this.database, commits)
    const id = await requestLoader(context, 'policy.change-merged-as', load).load(commit)
    return id === null ? null : this.change(context, id)
  }

  /** Whose approvals counted when it was merged; nobody's before. */
  async approversOf(context: GraphqlContext, id: string): Promise<readonly string[]> {
    const change = await this.change(context, id)
    const events = await this.events(context, id)
    const merged = events.findIndex(({ kind }) => kind === 'merged')
    const head = events[merged]?.commit
    if (!change || head == null) return []
    const load = (ids: readonly string[]) => this.records.authorsOf(this.database, ids)
    const authors = await requestLoader(context, 'policy.change-authors', load).load(id)
    const then = { change, events: events.slice(0, merged), head, authors: authors ?? new Set() }
    return standingOf(then).approvedBy
  }

  async events(context: GraphqlContext, id: string): Promise<readonly ChangeEvent[]> {
    const load = (ids: readonly string[]) => this.records.eventsOf(this.database, ids)
    return (await requestLoader(context, 'policy.change-events', load).load(id)) ?? []
  }

  seen(context: GraphqlContext, id: string): Promise<ChangeSeen | null> {
    const load = async (ids: readonly string[]) => {
      const sight = await this.desk.reading()
      const changes = await this.records.findMany(sight.sql, ids)
      const seen = new Map<string, ChangeSeen>()
      for (const change of changes.values()) seen.set(change.id, await this.view.see(sight, change))
      return seen
    }
    return requestLoader(context, 'policy.change-seen', load).load(id)
  }
}
