import { useEffect, useState } from 'react'
import { request } from '../api/request.js'
import { useAct, useGraph } from '../api/useGraph.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import { useFacets } from './Facets.js'
import { BEGIN, LEAVE, LOOK } from './total-documents.js'
import type { VerdictSearch } from './useVerdictSearch.js'

const lookEveryMs = 700

/** A count under way: how far it is, then its answer and the instant that is true for. Whoever goes leaves it. */
function Counted({ id, again }: { id: string; again: () => void }) {
  const [over, setOver] = useState(false)
  const { data } = useGraph(LOOK, { id }, over ? {} : { refetchEveryMs: lookEveryMs })
  const total = data?.verdictTotal
  const state = total?.state ?? 'WAITING'
  const ended = state !== 'WAITING' && state !== 'COUNTING'
  useEffect(() => setOver(ended), [ended])
  useEffect(
    () => () => {
      if (!ended) void request(LEAVE, { id }).catch(() => undefined)
    },
    [id, ended],
  )
  if (!total || !ended)
    return (
      <span role="status">
        counting{total?.parts ? `, ${total.partsDone} of ${counted(total.parts, 'month')}` : ''}
      </span>
    )
  if (state === 'DONE')
    return (
      <span role="status">
        exactly {counted(Number(total.counted), 'verdict')}
        {total.at && (
          <>
            {' '}
            at <Time at={total.at} as="instant" />
          </>
        )}
      </span>
    )
  return (
    <span role="status">
      not counted to the end{' '}
      <button className="link" onClick={again}>
        count again
      </button>
    </span>
  )
}

/** How many there are: at once and about, or exactly when asked for. */
export function Total({ search }: { search: VerdictSearch }) {
  const { data } = useFacets(search)
  const begin = useAct(BEGIN, (result) => result.countVerdicts)
  const asked = JSON.stringify(search.filter)
  const [counting, setCounting] = useState<{ readonly id: string; readonly of: string } | null>(
    null,
  )
  const count = () =>
    begin.mutate(
      { filter: search.filter },
      { onSuccess: ({ id }) => setCounting({ id, of: asked }) },
    )
  if (!data) return null
  const { total, estimated, atLeast } = data.verdictFacets
  if (counting?.of === asked) return <Counted key={counting.id} id={counting.id} again={count} />
  return (
    <span>
      {atLeast ? 'at least ' : estimated && 'about '}
      {counted(total, 'verdict')}
      {estimated && (
        <>
          {' '}
          <button className="link" disabled={begin.isPending} onClick={count}>
            count exactly
          </button>
        </>
      )}
    </span>
  )
}
