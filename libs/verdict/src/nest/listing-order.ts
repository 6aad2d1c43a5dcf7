import { isUuid } from '@assize/kernel'
import type { PageRequest } from '@assize/platform'
import { VerdictError } from '../verdict-error.js'
import type { ListedVerdict, VerdictOrder } from '../verdict-store.js'
import type { Conditions } from './conditions.js'

interface Column {
  /** Of `verdict_listing l`; never null, so that the order is total with the id behind it. */
  readonly sql: string
  readonly type: string
  readonly key: (listed: ListedVerdict) => string
  readonly isKey: (key: string) => boolean
}

type Walked = Exclude<VerdictOrder['field'], 'relevance'>

const columns: Readonly<Record<Walked, Column>> = {
  'decided-at': {
    sql: 'l.decided_at',
    type: 'timestamptz',
    key: ({ decidedAt }) => decidedAt.toISOString(),
    isKey: (key) => /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(key) && !isNaN(Date.parse(key)),
  },
  risk: {
    sql: 'l.risk',
    type: 'real',
    key: ({ risk }) => String(risk),
    isKey: (key) => /^[01](\.\d+)?(e-\d+)?$/.test(key),
  },
  cost: {
    sql: 'coalesce(l.cost_micros, -1)',
    type: 'bigint',
    key: ({ costMicros }) => String(costMicros ?? -1),
    isKey: (key) => /^(-1|\d{1,18})$/.test(key),
  },
}

/** A list's order as the database walks it. */
export interface Walk {
  readonly by: string
  readonly type: string
  readonly way: 'ASC' | 'DESC'
}

export function walkOf(order: VerdictOrder, { direction }: PageRequest): Walk {
  const { sql, type } = columnOf(order)
  const ascending = (order.direction === 'asc') === (direction === 'forward')
  return { by: sql, type, way: ascending ? 'ASC' : 'DESC' }
}

const columnOf = ({ field }: VerdictOrder): Column =>
  columns[field === 'relevance' ? 'decided-at' : field]

export const cursorKeys = (listed: ListedVerdict, order: VerdictOrder): readonly string[] => [
  columnOf(order).key(listed),
  listed.verdictId,
]

/** The key and id a page goes on from; null at the start. Throws `FILTER_INVALID` for one of another order. */
export function cursorOf(order: VerdictOrder, { cursor }: PageRequest): readonly string[] | null {
  if (!cursor) return null
  const [key, id] = cursor
  if (key === undefined || id === undefined || !isUuid(id) || !columnOf(order).isKey(key))
    throw new VerdictError('FILTER_INVALID', 'expected a cursor of a list in this order')
  return [key, id]
}

/** Rows that come after `keys` in the walk; before them where `side` says so. */
export function addKeys(
  conditions: Conditions,
  { by, type, way }: Walk,
  keys: readonly string[],
  side: 'after' | 'before' = 'after',
): void {
  const sign = (way === 'ASC') === (side === 'after') ? '>' : '<'
  conditions.add(
    `(${by}, l.verdict_id) ${sign} ((?::text[])[1]::${type}, (?::text[])[2]::uuid)`,
    keys,
  )
}
