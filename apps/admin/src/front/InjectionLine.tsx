import { Fragment } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Icon } from '../parts/Icon.js'
import { Bones, Missing } from '../parts/states.js'
import { counted } from '../words/words.js'
import { INJECTIONS, type InjectionRate } from './figures.js'

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const mostNamed = 3

/** The verdicts behind the rate. */
const behind = (source: string) =>
  `/verdicts?${new URLSearchParams({ q: `by:${source} instructs:yes source:live decided:24h` }).toString()}`

function Line({ rates }: { rates: readonly InjectionRate[] }) {
  const above = rates.filter((rate) => rate.above)
  if (above.length === 0)
    return (
      <span className="dim small">No source instructs the judge more than it usually does.</span>
    )
  return (
    <>
      <span className="okay notokay">
        <Icon name="alert" />
        Instructions to the judge
      </span>
      <span className="told">
        {above.slice(0, mostNamed).map(({ source, sourceName, attempts, rate, threshold }, i) => (
          <Fragment key={source}>
            {i > 0 && '; '}
            <Link to={behind(source)}>{sourceName}</Link>{' '}
            <span title={`people are told from ${percent(threshold)} on`}>
              {percent(rate)} of its content, {counted(attempts, 'verdict')} in 24 h
            </span>
          </Fragment>
        ))}
        {above.length > mostNamed && `; ${above.length - mostNamed} more`}
      </span>
    </>
  )
}

/** Sources whose content tries to instruct the model more than it may. */
export function InjectionLine() {
  const { data, error, refetch } = useGraph(INJECTIONS, {}, { refetchEveryMs: 60_000 })
  return (
    <section className="panel rec" aria-label="Instructions to the judge">
      {data && <Line rates={data.injectionAttempts} />}
      {!data && error && <Missing error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={1} />}
    </section>
  )
}
