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
import { counted } from '../words/words.js'
import { toCsv } from './export-rows.js'
import { Facets, useFacets } from './Facets.js'
import { parseQuery } from './query.js'
import { QueryBox } from './QueryBox.js'
import type { VerdictRow } from './source.js'
import { useNewVerdicts } from './useNewVerdicts.js'
import { useVerdictSearch, type VerdictSearch } from './useVerdictSearch.js'
import { VerdictTableRow } from './VerdictRows.js'
import { Views } from './Views.js'
import './verdicts.css'
import './verdicts-narrow.css'

const size = 50

function Total({ search }: { search: VerdictSearch }) {
  const { data } = useFacets(search)
  if (!data) return null
  const { total, estimated } = data.verdictFacets
  return (
    <span>
      {estimated && 'about '}
      {counted(total, 'verdict')}
    </span>
  )
}

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
  useKeys({
    select: () => current && toggle(current.id),
    exportRows,
  })
  return { at, setAt, selected, toggle, exportRows }
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

function Sorted(props: {
  search: VerdictSearch
  by: 'time' | 'risk'
  className: string
  words: string
}) {
  const { search, by, className, words } = props
  const on = search.order === by
  return (
    <th className={className} aria-sort={on ? 'descending' : 'none'}>
      <button className="sort" onClick={() => search.setOrder(by)} title={`order by ${by}`}>
        {words} {on && <span aria-hidden="true">↓</span>}
      </button>
    </th>
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
