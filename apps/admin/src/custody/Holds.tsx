import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { holdBasisWords, holdScopeWords, holdStateWords } from './custody-words.js'
import { HOLDS, RELEASE_HOLD, type Hold } from './hold-documents.js'
import { PlaceHold } from './PlaceHold.js'

/** One person asks, another confirms. */
function Release({ hold }: { hold: Hold }) {
  const [sure, setSure] = useState(false)
  const client = useQueryClient()
  const release = useAct(RELEASE_HOLD, (result) => result.releaseHold)
  const asked = hold.state === 'RELEASE_ASKED'
  if (hold.state !== 'ACTIVE' && !asked) return null
  if (hold.askedByMe) return <span className="dim">another person confirms</span>
  const go = () =>
    release.mutate(
      { id: hold.id },
      {
        onSuccess: ({ state }) => {
          say(state === 'RELEASED' ? 'Released' : 'Asked for. Another person confirms.')
          void client.invalidateQueries({ queryKey: ['Holds'] })
        },
        onError: (error) => say(`Not released: ${error.message}`),
      },
    )
  return sure ? (
    <Button onClick={go} disabled={release.isPending} autoFocus onBlur={() => setSure(false)}>
      {asked ? 'Confirm the release' : 'Ask a second person to release it'}
    </Button>
  ) : (
    <Button aria-label={`Release the hold ${hold.reference}`} onClick={() => setSure(true)}>
      {asked ? 'Confirm' : 'Release'}
    </Button>
  )
}

function Target({ hold }: { hold: Hold }) {
  const words = holdScopeWords(hold)
  if (hold.contentItemId) return <Link to={`/verdicts?q=item:${hold.contentItemId}`}>{words}</Link>
  if (hold.caseId) return <Link to={`/workbench/${hold.caseId}`}>{words}</Link>
  return <>{words}</>
}

const columns = (mayRelease: boolean): Column<Hold>[] => [
  { head: 'What', cell: (hold) => <Target hold={hold} /> },
  {
    head: 'Why',
    cell: ({ basis, reference }) => (
      <>
        {holdBasisWords[basis]} <span className="dim">({reference})</span>
      </>
    ),
  },
  {
    head: 'Placed',
    cell: ({ placedAt, placedBy }) => (
      <>
        <Time at={placedAt} /> by {placedBy.name}
      </>
    ),
  },
  {
    head: 'Ends',
    cell: ({ expiresAt }) =>
      expiresAt ? <Time at={expiresAt} as="date" /> : <span className="dim">when released</span>,
  },
  {
    head: 'State',
    cell: ({ state, releaseAskedBy, releasedBy }) => (
      <>
        {holdStateWords[state]}
        {state === 'RELEASE_ASKED' && <span className="dim"> by {releaseAskedBy?.name}</span>}
        {state === 'RELEASED' && (
          <span className="dim">
            {' '}
            by {releaseAskedBy?.name} and {releasedBy?.name}
          </span>
        )}
      </>
    ),
  },
  ...(mayRelease
    ? [{ head: 'Release', quiet: true, num: true, cell: (hold: Hold) => <Release hold={hold} /> }]
    : []),
]

/** What may not be erased, newest first. */
export function Holds() {
  const [search] = useSearchParams()
  const [placing, setPlacing] = useState(false)
  const may = usePermit()
  const { data, error, refetch } = useGraph(HOLDS, pageArguments(placeFrom(search), 25), {
    keep: true,
  })
  const rows = data?.holds.edges.map(({ node }) => node)
  return (
    <section className="panel" aria-label="Holds">
      <div className="head">
        <h2>Holds</h2>
        <span>come before retention and erasure; two people release one</span>
        <span className="spacer" />
        {may('hold:place') && (
          <Button icon="plus" onClick={() => setPlacing(true)}>
            Place a hold
          </Button>
        )}
      </div>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={3} label="reading holds" />}
      {rows?.length === 0 && (
        <Empty title="Nothing is held">
          <p>A hold keeps words where a court, a regulator or a dispute needs them.</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <>
          <RowTable
            label="Holds"
            rows={rows}
            columns={columns(may('hold:release'))}
            idOf={({ id }) => id}
            wraps
          />
          <div className="foot">
            <Pager pageInfo={data?.holds.pageInfo} />
          </div>
        </>
      )}
      {placing && <PlaceHold onClose={() => setPlacing(false)} />}
    </section>
  )
}
