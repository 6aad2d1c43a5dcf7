import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import { AskErasure } from './AskErasure.js'
import { basisWords, groundWords, reasonWords, scopeWords, stateWords } from './custody-words.js'
import { DecideErasure } from './DecideErasure.js'
import { REQUESTS, type ErasureRequest } from './erasure-documents.js'

const named = <T extends object>(words: T, key: string): string =>
  (words as Readonly<Record<string, string>>)[key] ?? key

function State({ request }: { request: ErasureRequest }) {
  const { state, failure, itemsDone, decidedBy, refusalGround, finishedAt } = request
  return (
    <>
      {stateWords[state]}
      {state === 'EXECUTING' && itemsDone > 0 && `, ${counted(itemsDone, 'item')} so far`}
      {state === 'DONE' && `, ${counted(itemsDone, 'item')}`}
      {finishedAt && (
        <>
          , <Time at={finishedAt} />
        </>
      )}
      {decidedBy && <span className="dim"> by {decidedBy.name}</span>}
      {refusalGround && <span className="dim">: {named(groundWords, refusalGround)}</span>}
      {failure && (
        <span className="strong" role="alert">
          {' '}
          Waits: {failure}
        </span>
      )}
    </>
  )
}

const columns = (decide: ((request: ErasureRequest) => void) | null): Column<ErasureRequest>[] => [
  { head: 'What', cell: scopeWords },
  {
    head: 'Why',
    cell: ({ reason, legalBasis }) => (
      <>
        {named(reasonWords, reason)}
        <span className="dim"> ({named(basisWords, legalBasis)})</span>
      </>
    ),
  },
  {
    head: 'Asked',
    cell: ({ requestedBy, requestedAt, mine }) => (
      <>
        <Time at={requestedAt} /> by {mine ? 'you' : requestedBy.name}
      </>
    ),
  },
  { head: 'State', cell: (request) => <State request={request} /> },
  ...(decide
    ? [
        {
          head: 'Decide',
          quiet: true,
          num: true,
          cell: (request: ErasureRequest) =>
            request.state !== 'OPEN' ? null : request.mine ? (
              <span className="dim">another person decides</span>
            ) : (
              <Button
                aria-label={`Decide about ${scopeWords(request)}`}
                onClick={() => decide(request)}
              >
                Decide
              </Button>
            ),
        },
      ]
    : []),
]

/** What people asked to have erased, newest first. */
export function Erasures() {
  const [search] = useSearchParams()
  const [asking, setAsking] = useState(false)
  const [deciding, setDeciding] = useState<ErasureRequest | null>(null)
  const mayErase = usePermit()('erasure:execute')
  const { data, error, refetch } = useGraph(REQUESTS, pageArguments(placeFrom(search), 25), {
    keep: true,
    refetchEveryMs: 4000,
  })
  const rows = data?.erasureRequests.edges.map(({ node }) => node)
  return (
    <section className="panel" aria-label="Erasures">
      <div className="head">
        <h2>Erasures</h2>
        <span>asked for by one person, decided by another</span>
        <span className="spacer" />
        {mayErase && (
          <Button icon="plus" onClick={() => setAsking(true)}>
            Ask for an erasure
          </Button>
        )}
      </div>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={3} label="reading erasures" />}
      {rows?.length === 0 && (
        <Empty title="Nothing was asked to be erased">
          <p>
            An erasure takes the words of content and of all that hangs on it. What was decided
            stays, and stays provable.
          </p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <>
          <RowTable
            label="Erasures"
            rows={rows}
            columns={columns(mayErase ? setDeciding : null)}
            idOf={({ id }) => id}
            wraps
          />
          <div className="foot">
            <Pager pageInfo={data?.erasureRequests.pageInfo} />
          </div>
        </>
      )}
      {asking && <AskErasure onClose={() => setAsking(false)} />}
      {deciding && <DecideErasure request={deciding} onClose={() => setDeciding(null)} />}
    </section>
  )
}
