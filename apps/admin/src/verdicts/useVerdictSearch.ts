import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { placeFrom, start, withPlace } from '../api/page-place.js'
import type { VerdictOrder } from '../api/schema-words.js'
import { keepList } from './last-list.js'
import { parseQuery, printQuery, type Query } from './query.js'
import { toVerdictFilter } from './verdict-query.js'

const fields = { time: 'DECIDED_AT', risk: 'RISK', cost: 'COST', match: 'RELEVANCE' } as const
export type OrderName = keyof typeof fields

export interface ListOrder {
  readonly by: OrderName
  readonly rising: boolean
}

/** `risk`, `cost-rising`, as it stands in the address; the newest first without it. */
export function parseOrder(text: string | null, hasWords: boolean): ListOrder {
  const [name = '', way] = (text ?? '').split('-')
  const by = name in fields && (name !== 'match' || hasWords) ? (name as OrderName) : 'time'
  return { by, rising: by === name && way === 'rising' }
}

const toVerdictOrder = ({ by, rising }: ListOrder): VerdictOrder => ({
  field: fields[by],
  direction: rising ? 'ASC' : 'DESC',
})

/** Everything the list shows stands in the address: query, order and place. */
export function useVerdictSearch() {
  const [search, setSearch] = useSearchParams()
  const text = search.get('q') ?? ''
  const address = search.toString()
  useEffect(() => keepList(address && `?${address}`), [address])
  const query = useMemo(() => parseQuery(text), [text])
  const reading = useMemo(() => toVerdictFilter(query, new Date()), [query])
  const order = parseOrder(search.get('order'), Boolean(reading.filter.text))
  const place = placeFrom(search)

  function change(key: string, value: string) {
    const next = withPlace(search, start)
    if (value) next.set(key, value)
    else next.delete(key)
    setSearch(next)
  }

  const setOrder = ({ by, rising }: ListOrder) =>
    change('order', by === 'time' && !rising ? '' : rising ? `${by}-rising` : by)

  return {
    query,
    ...reading,
    place,
    order,
    orderBy: toVerdictOrder(order),
    setQuery: (next: Query) => change('q', printQuery(next)),
    toNewest: () => setSearch(withPlace(search, start)),
    setOrder,
    /** The order asked for again turns round. */
    orderBySame: (by: OrderName) => setOrder({ by, rising: order.by === by && !order.rising }),
  }
}

export type VerdictSearch = ReturnType<typeof useVerdictSearch>
