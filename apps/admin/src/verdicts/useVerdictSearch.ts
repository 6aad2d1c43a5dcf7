import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { placeFrom, start, withPlace } from '../api/page-place.js'
import type { VerdictOrder } from '../api/schema-words.js'
import { keepList } from './last-list.js'
import { parseQuery, printQuery, type Query } from './query.js'
import { toVerdictFilter } from './verdict-query.js'

type Order = 'time' | 'risk'

const orders: Record<Order, VerdictOrder> = {
  time: { field: 'DECIDED_AT', direction: 'DESC' },
  risk: { field: 'RISK', direction: 'DESC' },
}

/** Everything the list shows stands in the address: query, order and place. */
export function useVerdictSearch() {
  const [search, setSearch] = useSearchParams()
  const text = search.get('q') ?? ''
  const address = search.toString()
  useEffect(() => keepList(address && `?${address}`), [address])
  const order: Order = search.get('order') === 'risk' ? 'risk' : 'time'
  const query = useMemo(() => parseQuery(text), [text])
  const reading = useMemo(() => toVerdictFilter(query, new Date()), [query])
  const place = placeFrom(search)

  function change(key: string, value: string) {
    const next = withPlace(search, start)
    if (value) next.set(key, value)
    else next.delete(key)
    setSearch(next)
  }

  return {
    query,
    ...reading,
    place,
    order,
    orderBy: orders[order],
    setQuery: (next: Query) => change('q', printQuery(next)),
    toNewest: () => setSearch(withPlace(search, start)),
    setOrder: (next: Order) => change('order', next === 'time' ? '' : next),
  }
}

export type VerdictSearch = ReturnType<typeof useVerdictSearch>
