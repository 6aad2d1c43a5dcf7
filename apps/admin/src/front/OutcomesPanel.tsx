import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import type { Scope } from '../figures/scope.js'
import { Button } from '../parts/Button.js'
import { Bones, Empty } from '../parts/states.js'
import { Outcome } from '../parts/Outcome.js'
import { outcomes } from '../words/words.js'
import { dayOf } from '../words/time.js'
import { daily, type Day } from './daily.js'
import type { Figures } from './figures.js'

const OutcomeBars = lazy(() => import('./OutcomeBars.js'))

const shownDays = 14

const rows = (day: string, outcome: string) =>
  `/verdicts?q=${encodeURIComponent(`decided:${day} outcome:${outcome.toLowerCase()}`)}`

function Table({ days }: { days: readonly Day[] }) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>Day</th>
            {outcomes.map((outcome) => (
              <th key={outcome} className="num">
                <Outcome name={outcome} size="plain" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map((day) => (
            <tr key={day.at}>
              <td>{dayOf(new Date(day.at))}</td>
              {outcomes.map((outcome) => (
                <td key={outcome} className="num">
                  <Link to={rows(day.at, outcome)}>{day.counts[outcome].toLocaleString('en')}</Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface Props {
  readonly figures: Figures | undefined
  readonly scope: Scope
}

/** What is not counted yet may be all there is. */
const CountToo = ({ scope }: { scope: Scope }) => (
  <p className="row">
    {(['simulated', 'imported'] as const)
      .filter((name) => !scope[name])
      .map((name) => (
        <Button key={name} onClick={() => scope.put(name, true)}>
          Count {name} ones
        </Button>
      ))}
  </p>
)

/** Verdicts over time by outcome, as bars or as the same figures in a table. */
export function OutcomesPanel({ figures, scope }: Props) {
  const [asTable, setAsTable] = useState(false)
  const days = figures && daily(figures.buckets, new Date(), shownDays)
  const total = days?.reduce(
    (sum, { counts: c }) => sum + c.ALLOWED + c.VIOLATES + c.UNDETERMINED,
    0,
  )
  const span =
    days && `${dayOf(new Date(days[0]?.at ?? 0))} to ${dayOf(new Date(days.at(-1)?.at ?? 0))}`
  return (
    <section className="panel" aria-label="Verdicts by outcome">
      <div className="head">
        <h2>Verdicts by outcome</h2>
        <span className="cut">
          {span}, {scope.counts}
        </span>
        <span className="spacer" />
        <button className="link" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {asTable ? 'As bars' : 'As a table'}
        </button>
      </div>
      <div className="in">
        {!days && <Bones />}
        {days && total === 0 && (
          <Empty title="No verdicts in these days">
            <p>
              Verdicts are drawn by the day they were decided. Simulated and imported ones count
              when asked for.
            </p>
            <CountToo scope={scope} />
          </Empty>
        )}
        {days && total !== 0 && asTable && <Table days={days} />}
        {days && total !== 0 && !asTable && (
          <>
            <div className="key">
              {outcomes.map((outcome) => (
                <Outcome key={outcome} name={outcome} size="plain" />
              ))}
            </div>
            <Suspense fallback={<Bones />}>
              <OutcomeBars days={days} />
            </Suspense>
          </>
        )}
      </div>
    </section>
  )
}
