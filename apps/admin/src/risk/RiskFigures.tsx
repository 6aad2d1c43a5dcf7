import { lazy, Suspense } from 'react'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones } from '../parts/states.js'
import { counted } from '../words/words.js'
import type { Figures } from './documents.js'

const ReliabilityDiagram = lazy(() => import('./ReliabilityDiagram.js'))

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(0)} %`)

const bins: readonly Column<Figures['bins'][number]>[] = [
  { head: 'Risk', cell: ({ from, to }) => `${from.toFixed(1)} to ${to.toFixed(1)}` },
  { head: 'Verdicts', num: true, cell: ({ verdicts }) => verdicts },
  { head: 'Risk told', num: true, cell: ({ expected }) => percent(expected) },
  { head: 'Was wrong', num: true, cell: ({ observed }) => percent(observed) },
]

const capture: readonly Column<Figures['capture'][number]>[] = [
  { head: 'Looked at', cell: ({ of }) => `the first ${percent(of)}` },
  { head: 'Of all wrong verdicts', num: true, cell: ({ share }) => percent(share) },
]

interface Props {
  readonly id: string
  readonly title: string
  readonly said: string
  readonly figures: Figures
}

/** How sure the risk is, on one set of verdicts of which it is known whether they were wrong. */
export function RiskFigures({ id, title, said, figures }: Props) {
  const { verdicts, wrong, auroc, brier, calibrationError } = figures
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="head">
        <h2 id={id}>{title}</h2>
      </div>
      <p className="in">{said}</p>
      {verdicts === 0 ? (
        <p className="in sub">Nobody has decided about such a verdict yet.</p>
      ) : (
        <>
          <p className="in">
            {counted(verdicts, 'verdict')}, {wrong} wrong. A wrong one has more risk than a right
            one of its policy in{' '}
            <b>{auroc === null ? 'no case that could be told' : percent(auroc)}</b>{' '}
            {auroc !== null && 'of pairs (AUROC).'} Brier score {brier.toFixed(3)}, calibration
            error {calibrationError.toFixed(3)}.
          </p>
          <div className="risk-two">
            <figure aria-label="Reliability diagram">
              <Suspense fallback={<Bones />}>
                <ReliabilityDiagram bins={figures.bins} />
              </Suspense>
              <figcaption className="sub">
                Across: the risk told. Up: the share that was wrong. On the grey line both are the
                same.
              </figcaption>
            </figure>
            <div>
              <RowTable
                label={`${title}: what the first of the queue hold`}
                rows={figures.capture}
                columns={capture}
                idOf={({ of }) => String(of)}
              />
              <RowTable
                label={`${title}: reliability`}
                rows={figures.bins.filter((bin) => bin.verdicts > 0)}
                columns={bins}
                idOf={({ from }) => String(from)}
              />
            </div>
          </div>
        </>
      )}
    </section>
  )
}
