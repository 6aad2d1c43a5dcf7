import { useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { useEndpoints } from '../cluster/useEndpoints.js'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import { PageTop } from '../shell/PageTop.js'
import { REFIT_RISK, RISK_MODEL, type Refit } from './documents.js'
import { RiskFigures } from './RiskFigures.js'
import './risk.css'

const populations = ['LIVE', 'SIMULATED', 'IMPORTED'] as const
const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3))

const refits: readonly Column<Refit>[] = [
  { head: 'Weights', className: 'mono', cell: ({ version }) => version },
  { head: 'Fitted', cell: ({ fittedAt }) => <Time at={fittedAt} as="instant" /> },
  { head: 'Asked for by', cell: ({ askedBy }) => askedBy?.name ?? 'nobody: it was time' },
  { head: 'Decisions', num: true, cell: ({ decisions }) => decisions },
  { head: 'AUROC', num: true, cell: ({ figures }) => figure(figures.auroc) },
  { head: 'Shipped weights', num: true, cell: ({ shippedAuroc }) => figure(shippedAuroc) },
  { head: 'Used', cell: ({ taken }) => (taken ? 'taken into use' : 'not used: ranks worse') },
]

/** How sure the risk is, what it was fitted to, and fitting it anew. */
export function RiskPage() {
  const [search, setSearch] = useSearchParams()
  const endpoints = useEndpoints()
  const noModel = endpoints.data?.endpoints.every(({ simulated }) => simulated) ?? false
  const asked = search.get('population') ?? (noModel ? 'SIMULATED' : 'LIVE')
  const population = populations.find((one) => one === asked) ?? 'LIVE'
  const mayRefit = usePermit()('risk:refit')
  const client = useQueryClient()
  const { data, error, isPending } = useGraph(
    RISK_MODEL,
    { population },
    { enabled: !endpoints.isPending, keep: true },
  )
  const refit = useAct(REFIT_RISK, (result) => result.refitRisk)
  const model = data?.riskModel
  return (
    <>
      <PageTop title="How sure is the risk?" />
      <div className="page padded">
        <div className="row">
          <span className="seg low" role="group" aria-label="Verdicts">
            {populations.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === population}
                onClick={() => setSearch({ population: one }, { replace: true })}
              >
                {one.toLowerCase()}
              </button>
            ))}
          </span>
          {mayRefit && (
            <Button
              disabled={refit.isPending}
              onClick={() =>
                refit.mutate(
                  { population },
                  {
                    onSuccess: () => {
                      say('A worker fits the weights; they appear below')
                      setTimeout(
                        () => void client.invalidateQueries({ queryKey: ['RiskModel'] }),
                        5_000,
                      )
                    },
                  },
                )
              }
            >
              Fit to decisions
            </Button>
          )}
        </div>
        {refit.error && <Refused error={refit.error} />}
        {isPending && <Bones />}
        {error && <Failed error={error} />}
        {model && (
          <>
            <p>
              The risk of a verdict is the chance that it is wrong. It ranks what people look at and
              decides nothing. {population === 'SIMULATED' && <b>Simulated verdicts only. </b>}
              Weights in use: <span className="mono">{model.version}</span>
              {model.fittedAt ? (
                <>
                  , fitted <Time at={model.fittedAt} as="instant" />
                </>
              ) : (
                ', as shipped'
              )}
              . {counted(model.usable, 'decision')} to fit to so far; it takes{' '}
              {model.fewestDecisions}, {model.fewestWrong} of them corrections.{' '}
              {model.everyDays > 0
                ? `They are fitted by themselves after ${counted(model.everyDays, 'day')} with new decisions.`
                : 'They are fitted when somebody asks, never by themselves.'}
            </p>
            <RiskFigures
              id="risk-decided"
              title="Against decisions"
              said="The risk as it was told when the verdict was recorded, against what people decided since. Only what reached people is in it."
              figures={model.onDecisions}
            />
            <RiskFigures
              id="risk-unseen"
              title="On verdicts the weights had not seen"
              said={
                model.fittedAt
                  ? 'The latest decisions, by weights fitted to those before them.'
                  : 'Recorded verdicts with known labels, each policy left out in turn.'
              }
              figures={model.figures}
            />
            <section className="panel" aria-labelledby="risk-refits">
              <div className="head">
                <h2 id="risk-refits">Fitted to decisions</h2>
              </div>
              {model.refits.length > 0 ? (
                <RowTable
                  label="Fitted to decisions"
                  rows={model.refits}
                  columns={refits}
                  idOf={({ id }) => id}
                />
              ) : (
                <p className="in sub">Not yet.</p>
              )}
            </section>
          </>
        )}
      </div>
    </>
  )
}
