import { Inject, Injectable } from '@nestjs/common'
import { isUuid } from '@assize/kernel'
import { Database, toPage, type Page, type PageRequest } from '@assize/platform'
import { VerdictError } from '../verdict-error.js'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { conditionsOf, type Conditions } from './verdict-conditions.js'
import type { Scope } from './verdict-scope.js'

const columns = { 'decided-at': 'l.decided_at', risk: 'l.risk' } as const
const casts = { 'decided-at': 'timestamptz', risk: 'real' } as const

/** Lists of verdicts by keyset, both ways, over the listing alone. */
@Injectable()
export class VerdictList {
  constructor(@Inject(Database) private readonly database: Database) {}

  async page(
    filter: VerdictFilter,
    order: VerdictOrder,
    request: PageRequest,
    scope: Scope | null,
  ): Promise<Page<ListedVerdict>> {
    const conditions = conditionsOf(filter, scope)
    const column = columns[order.field]
    const ascending = (order.direction === 'asc') === (request.direction === 'forward')
    addCursor(conditions, order, request, ascending)
    const way = ascending ? 'ASC' : 'DESC'
    const rows = await this.database.query<ListedVerdict>(
      `SELECT l.verdict_id AS "verdictId", l.decided_at AS "decidedAt", l.risk, l.flagged,
              l.finding_types AS "findingTypes", l.case_id AS "caseId"
       FROM verdict_listing l WHERE ${conditions.where}
       ORDER BY ${column} ${way}, l.verdict_id ${way} LIMIT ${request.limit + 1}`,
      conditions.values,
    )
    return toPage(rows, request)
  }
}

export const cursorKeys = (listed: ListedVerdict, order: VerdictOrder): readonly string[] => [
  order.field === 'risk' ? String(listed.risk) : listed.decidedAt.toISOString(),
  listed.verdictId,
]

const isKeyOf = {
  risk: (key: string) => /^[01](\.\d+)?(e-\d+)?$/.test(key),
  'decided-at': (key: string) =>
    /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(key) && !isNaN(Date.parse(key)),
} as const

function addCursor(
  conditions: Conditions,
  order: VerdictOrder,
  { cursor }: PageRequest,
  ascending: boolean,
): void {
  if (!cursor) return
  const [key, id] = cursor
  if (key === undefined || id === undefined || !isUuid(id) || !isKeyOf[order.field](key))
    throw new VerdictError('FILTER_INVALID', 'expected a cursor of a list in this order')
  const row = JSON.stringify([key, id])
  conditions.add(
    `(${columns[order.field]}, l.verdict_id) ${ascending ? '>' : '<'}
     ((?::jsonb ->> 0)::${casts[order.field]}, (?::jsonb ->> 1)::uuid)`,
    row,
  )
}
