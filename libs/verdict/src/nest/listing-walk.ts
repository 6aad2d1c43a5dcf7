import { Inject, Injectable } from '@nestjs/common'
import { Database, type PageRequest } from '@assize/platform'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { Conditions } from './conditions.js'
import { betweenInstants } from './listing-days.js'
import { addKeys, cursorOf, walkOf } from './listing-order.js'
import { partsOf } from './listing-parts.js'
import { settledFilter } from './settled-filter.js'
import { bestOf, byTime, scattered, type ListingAsk, type Within } from './time-walk.js'
import { mostCommits, ofVersions, withoutVersions } from './version-walk.js'

export interface WalkRequest {
  readonly filter: VerdictFilter
  readonly order: VerdictOrder
  readonly request: PageRequest
  readonly limit: number
  /** Whether what the conditions say holds for few rows, and an index knows which. */
  readonly few?: boolean
}

/**
 * Walks the listing in an order, month by month: by time as `byTime` says, versions each in their own index, what is
 * known to be few gathered, and in other orders each month asked for its own best rows.
 */
@Injectable()
export class ListingWalk {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** In walking order, at most `limit`; `conditionsOf` is asked anew for each statement. */
  async rows(
    { filter: asked, order, request, limit, few = false }: WalkRequest,
    conditionsOf: (filter: VerdictFilter) => Conditions,
  ): Promise<readonly ListedVerdict[]> {
    const filter = await settledFilter(this.database, asked)
    if (!filter) return []
    const walk = walkOf(order, request)
    const cursor = cursorOf(order, request)
    const parts = await partsOf(this.database, 'verdict_listing')
    const policy = order.field === 'risk' ? onlyPolicy(filter) : null
    const select = ({ span, before }: Within = {}): Conditions => {
      const spanned = span ? betweenInstants(filter, span.from, span.until) : filter
      const conditions = conditionsOf(policy === null ? spanned : { ...spanned, policies: null })
      if (policy !== null) conditions.add('l.policy = ?', policy)
      if (cursor) addKeys(conditions, walk, cursor)
      if (before) addKeys(conditions, walk, before, 'before')
      if (span?.days?.length) conditions.add(`${dayOf} && ?::date[]`, span.days)
      return conditions
    }
    const ask: ListingAsk = { walk, order, limit, filter, cursor, select }
    if (few || filter.externalId != null || filter.contentItemId != null)
      return scattered(this.database, parts, ask)
    const { commits } = filter
    if (commits && commits.length <= mostCommits && isByTime(order)) {
      const conditions = conditionsOf(withoutVersions(filter))
      const versions = { walk, limit, filter, cursor, conditions }
      return ofVersions(this.database, parts, versions)
    }
    if (!commits && isByTime(order) && !hasOwnOrder(filter))
      return byTime(this.database, parts, ask)
    return bestOf(this.database, parts, ask)
  }
}

/** The day of UTC as it stands in the index of whatever is rare, an array of one like the others. */
const dayOf = "ARRAY[(l.decided_at AT TIME ZONE 'UTC')::date]"

/** One policy's rows stand in an index of their own in the order of risk. */
const onlyPolicy = ({ policies }: VerdictFilter): string | null =>
  policies?.length === 1 ? (policies[0] ?? null) : null

/** Whether all that is asked for is one value that stands in an index of its own in the order of time. */
function hasOwnOrder({ decidedAfter: _from, decidedBefore: _until, ...asked }: VerdictFilter) {
  const [one, another] = Object.entries(asked).filter(([, value]) => value != null)
  if (!one || another) return false
  const [name, value] = one as [string, unknown]
  if (name === 'appealStates') return String(value) === 'open'
  const isOne = Array.isArray(value) && value.length === 1
  return isOne && ['reviewers', 'caseStates', 'appealOutcomes'].includes(name)
}

const isByTime = ({ field }: VerdictOrder): boolean =>
  field === 'decided-at' || field === 'relevance'
