import { Inject, Injectable } from '@nestjs/common'
import { Clock, isUuid } from '@assize/kernel'
import { Database, PlatformError, toPage, type Page, type PageRequest } from '@assize/platform'
import { Conditions, type Scope } from '@assize/verdict/nest'
import type { Appeal, AppealState } from '../appeal.js'
import { appealColumns, appealTables, toAppeal, type AppealRow } from './appeal-rows.js'

/** All parts must hold; an absent part holds always. */
export interface AppealFilter {
  readonly states?: readonly AppealState[] | null
  readonly overdue?: boolean | null
  readonly policies?: readonly string[] | null
}

/** Lists of appeals by keyset, newest first, both ways. */
@Injectable()
export class AppealList {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async page(
    filter: AppealFilter,
    request: PageRequest,
    scope: Scope | null,
  ): Promise<Page<Appeal>> {
    const conditions = conditionsOf(filter, this.clock.now())
    if (scope) conditions.add(scope.condition, scope.readerId)
    const forward = request.direction === 'forward'
    if (request.cursor) {
      const [id = ''] = request.cursor
      if (!isUuid(id)) throw new PlatformError('CURSOR_INVALID', 'expected a cursor of this list')
      conditions.add(`a.id ${forward ? '<' : '>'} ?::uuid`, id)
    }
    const rows = await this.database.query<AppealRow>(
      `SELECT ${appealColumns} FROM ${appealTables} WHERE ${conditions.where}
       ORDER BY a.id ${forward ? 'DESC' : 'ASC'} LIMIT ${request.limit + 1}`,
      conditions.values,
    )
    return toPage(rows.map(toAppeal), request)
  }
}

function conditionsOf({ states, overdue, policies }: AppealFilter, now: Date): Conditions {
  const conditions = new Conditions()
  if (states)
    conditions.add("(CASE WHEN e.id IS NULL THEN 'open' ELSE 'decided' END) = ANY(?)", states)
  if (policies) conditions.add('a.policy = ANY(?::text[])', policies)
  if (overdue != null) {
    const late = '(e.id IS NULL AND a.due_at < ?)'
    conditions.add(overdue ? late : `NOT ${late}`, now)
  }
  return conditions
}
