import { useState } from 'react'
import { Drawer } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useKeys } from '../keys/useKeys.js'
import { useRows } from '../api/useRows.js'
import { Button } from '../parts/Button.js'
import { download } from '../parts/download.js'
import { Pager } from '../parts/Pager.js'
import { useRowCursor } from '../parts/useRowCursor.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Key } from '../keys/Key.js'
import { PageTop } from '../shell/PageTop.js'
import { toCsv } from './export-rows.js'
import { Facets } from './Facets.js'
import { parseQuery } from './query.js'
import { QueryBox } from './QueryBox.js'
import type { VerdictRow } from './source.js'
import { useNewVerdicts } from './useNewVerdicts.js'
import { TakeOut } from './TakeOut.js'
import { Total } from './Total.js'
import { useVerdictSearch, type OrderName, type VerdictSearch } from './useVerdictSearch.js'
import { VerdictTableRow } from './VerdictRows.js'
import { Views } from './Views.js'
import './verdicts.css'
import './verdicts-narrow.css'

const size = 50

/** Which row the keys act on, and which rows are selected. */
function useRowKeys(rows: readonly VerdictRow[]) {
  const navigate = useNavigate()
  const { at, setAt } = useRowCursor(rows.length, (index) => {
    const row = rows[index]
    if (row) void navigate(`/verdicts/${row.id}`)
  })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const current = rows[at]
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    setSelected(next)
  }
  const exportRows = () => {
    const chosen = rows.filter((row) => selected.has(row.id))
    if (chosen.length) download('verdicts.csv', toCsv(chosen), 'text/csv;charset=utf-8')
  }
  const compare = () => {
    const [a, b] = selected
    if (a && b && selected.size === 2) void navigate(`/verdicts/compare?a=${a}&b=${b}`)
  }
  useKeys({
    select: () => current && toggle(current.id),
    exportRows,
    compare,
  })
  return { at, setAt, selected, toggle, exportRows, compare }
}

const Head = ({ search }: { search: VerdictSearch }) => (
  <thead>
    <tr>
      <th className="x">
        <span className="hide">Selected</span>
      </th>
      <Sorted search={search} by="time" className="tm" words="Time" />
      <th className="po">Policy</th>
      <th className="ct">Content</th>
      <th className="ou">Outcome</th>
      <th className="ru">Rules</th>
      <th className="fi">Findings</th>
      <Sorted search={search} by="risk" className="ri" words="Risk" />
      <th className="mo">Model</th>
      <th className="ca">Case</th>
    </tr>
  </thead>
)

function Sorted(props: { search: VerdictSearch; by: OrderName; className: string; words: string }) {
  const { search, by, className, words } = props
  const on = search.order.by === by
  const { rising } = search.order
  return (
    <th className={className} aria-sort={on ? (rising ? 'ascending' : 'descending') : 'none'}>
      <button className="sort" onClick={() => search.orderBySame(by)} title={`order by ${by}`}>
        {words} {on && <span aria-hidden="true">{rising ? '↑' : '↓'}</span>}
      </button>
    </th>
  )
}

const orderNames: Record<OrderName, string> = {
  time: 'newest first',
  risk: 'likely wrong first',
  cost: 'dearest first',
  match: 'best match first',
}

/** Orders that have no column, beside those that do. */
function OrderPick({ search }: { search: VerdictSearch }) {
  const names = (Object.keys(orderNames) as OrderName[]).filter(
    (name) => name !== 'match' || search.filter.text,
  )
  return (
    <select
      className="field wide order"
      aria-label="Order"
      value={search.order.by}
      onChange={(event) => search.setOrder({ by: event.target.value as OrderName, rising: false })}
    >
      {names.map((name) => (
        <option key={name} value={name}>
          {orderNames[name]}
        </option>
      ))}
    </select>
  )
}

export function VerdictList() {
  const search = useVerdictSearch()
  const client = useQueryClient()
  const { filter, place, orderBy } = search
  const list = useRows<VerdictRow>('verdicts', filter, { place, size, orderBy })
  const rows = list.rows ?? []
  const keys = useRowKeys(rows)
  const fresh = useNewVerdicts(filter.policies)
  const [facetsOpen, setFacetsOpen] = useState(false)
  const showNew = () => {
    fresh.forget()
    search.toNewest()
    void client.invalidateQueries({ queryKey: ['verdicts', 'getList'] })
    void client.invalidateQueries({ queryKey: ['VerdictFacets'] })
  }
  return (
    <>
      <PageTop title="Verdicts">
        <Views query={search.query} onPick={(text) => search.setQuery(parseQuery(text))} />
      </PageTop>
      <div className="vs">
        <Facets search={search} />
        <div className="qb">
          <QueryBox query={search.query} problems={search.problems} onChange={search.setQuery} />
          <OrderPick search={search} />
          <Button className="phone" onClick={() => setFacetsOpen(true)}>
            Filters {search.query.terms.length || ''}
          </Button>
          {fresh.count > 0 && (
            <Button onClick={showNew} aria-live="polite">
              {fresh.count} new
            </Button>
          )}
          <Button
            className="wide"
            keyName="compare"
            disabled={keys.selected.size !== 2}
            onClick={keys.compare}
          >
            Compare
          </Button>
          <Button
            className="wide"
            icon="down"
            keyName="exportRows"
            disabled={keys.selected.size === 0}
            onClick={keys.exportRows}
          >
            Export {keys.selected.size || ''}
          </Button>
        </div>
        <div
          className="tb"
          tabIndex={0}
          role="region"
          aria-label="Verdicts"
          aria-busy={list.isFetching}
        >
          {list.error ? (
            <Failed error={list.error} again={() => void list.refetch()} />
          ) : list.isPending ? (
            <Bones lines={18} label="reading verdicts" />
          ) : rows.length === 0 ? (
            <Empty title="No verdicts here">
              <p>
                Verdicts appear as content is judged. Nothing matches what stands in the query box.
              </p>
              <Button onClick={() => search.setQuery({ terms: [], words: '' })}>
                Show all verdicts
              </Button>
            </Empty>
          ) : (
            <table>
              <Head search={search} />
              <tbody>
                {rows.map((row, i) => (
                  <VerdictTableRow
                    key={row.id}
                    row={row}
                    current={i === keys.at}
                    selected={keys.selected.has(row.id)}
                    onSelect={() => keys.toggle(row.id)}
                    onFocus={() => keys.setAt(i)}
                  />
                ))}
              </tbody>
            </table>
          )}
        </div>
        <div className="pg">
          <Total search={search} />
          <TakeOut filter={filter} />
          {filter.text && list.pageInfo?.hasNextPage && rows.length < size && (
            <span className="dim">
              {' '}
              searched as far as this page; <i>Older</i> goes on
            </span>
          )}
          {keys.selected.size > 0 && (
            <span className="wide dim">{keys.selected.size} selected</span>
          )}
          <span className="spacer" />
          <span className="wide hints">
            <Key name="down" /> <Key name="up" /> move <Key name="open" /> open{' '}
            <Key name="select" /> select
          </span>
          <span className="spacer" />
          <Pager pageInfo={list.pageInfo} />
        </div>
      </div>
      <Drawer open={facetsOpen} onClose={() => setFacetsOpen(false)} anchor="right">
        <div className="vs-drawer">
          <Facets search={search} />
        </div>
      </Drawer>
    </>
  )
}
