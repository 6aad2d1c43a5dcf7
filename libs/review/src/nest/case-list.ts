import { Inject, Injectable } from '@nestjs/common'
import { Clock, isUuid } from '@assize/kernel'
import { Database, PlatformError, toPage, type Page, type PageRequest } from '@assize/platform'
import { Conditions, type Scope } from '@assize/verdict/nest'
import type { CaseReason, CaseState, ReviewCase } from '../review-case.js'
import { caseColumns, toCase, type CaseRow } from './case-rows.js'

/** All parts must hold; an absent part holds always. */
export interface CaseFilter {
  readonly states?: readonly CaseState[] | null
  readonly queues?: readonly string[] | null
  readonly policies?: readonly string[] | null
  readonly reasons?: readonly CaseReason[] | null
  /** The person on whose cases the list is narrowed. */
  readonly heldBy?: string | null
  readonly overdue?: boolean | null
  readonly simulated?: boolean | null
}

export type CaseOrder = 'urgent-first' | 'newest-first'

/** Open cases alone are listed as people are handed them; anything else newest first. */
export const caseOrderOf = ({ states }: CaseFilter): CaseOrder =>
  states && states.length > 0 && !states.includes('decided') ? 'urgent-first' : 'newest-first'

export const caseCursorKeys = (each: ReviewCase, order: CaseOrder): readonly string[] =>
  order === 'newest-first' ? [each.id] : [String(each.priority), each.id]

/** Lists of cases by keyset, both ways. */
@Injectable()
export class CaseList {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async page(
    filter: CaseFilter,
    request: PageRequest,
    scope: Scope | null,
  ): Promise<Page<ReviewCase>> {
    const order = caseOrderOf(filter)
    const conditions = conditionsOf(filter, this.clock.now())
    if (scope) conditions.add(scope.condition, scope.readerId)
    if (request.cursor) addCursor(conditions, order, request, request.cursor)
    const forward = request.direction === 'forward'
    const [down, up] = forward ? ['DESC', 'ASC'] : ['ASC', 'DESC']
    const rows = await this.database.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c WHERE ${conditions.where}
       ORDER BY ${order === 'newest-first' ? `c.id ${down}` : `c.priority ${down}, c.id ${up}`}
       LIMIT ${request.limit + 1}`,
      conditions.values,
    )
    return toPage(rows.map(toCase), request)
  }
}

function conditionsOf(filter: CaseFilter, now: Date): Conditions {
  const conditions = new Conditions()
  const add = (part: string, value: unknown): void => {
    if (value !== undefined && value !== null) conditions.add(part, value)
  }
  add('c.state = ANY(?::text[])', filter.states)
  if (caseOrderOf(filter) === 'urgent-first') add("(c.state <> 'decided') = ?", true)
  add('c.queue = ANY(?::text[])', filter.queues)
  add('c.policy = ANY(?::text[])', filter.policies)
  add('c.reason = ANY(?::text[])', filter.reasons)
  if (filter.heldBy) {
    add("c.state = 'leased' AND c.lease_holder = ?::uuid", filter.heldBy)
    add('c.lease_expires_at > ?', now)
  }
  if (filter.overdue != null) {
    const late = "(c.state <> 'decided' AND c.due_at IS NOT NULL AND c.due_at < ?)"
    add(filter.overdue ? late : `NOT ${late}`, now)
  }
  add('c.simulated = ?', filter.simulated)
  return conditions
}

function addCursor(
  conditions: Conditions,
  order: CaseOrder,
  { direction }: PageRequest,
  cursor: readonly string[],
): void {
  const id = cursor.at(-1) ?? ''
  const [priority] = cursor
  const fits =
    order === 'newest-first'
      ? cursor.length === 1
      : cursor.length === 2 && /^\d{1,6}$/.test(priority ?? '')
  if (!fits || !isUuid(id))
    throw new PlatformError('CURSOR_INVALID', 'expected a cursor of a list in this order')
  const [less, more] = direction === 'forward' ? ['<', '>'] : ['>', '<']
  if (order === 'newest-first') return conditions.add(`c.id ${less} ?::uuid`, id)
  conditions.add(
    `c.priority ${less}= (?::jsonb ->> 0)::int AND
     (c.priority ${less} (?::jsonb ->> 0)::int OR c.id ${more} (?::jsonb ->> 1)::uuid)`,
    JSON.stringify(cursor),
  )
}
