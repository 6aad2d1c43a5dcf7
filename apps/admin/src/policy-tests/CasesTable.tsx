import { useMemo } from 'react'
import { Link } from 'react-router'
import { Outcome } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import type { WholeVersion } from '../policies/documents.js'
import type { PolicyCase } from '../policies/policy-cases.js'
import { CaseWords, hurtOf } from './CaseWords.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { CaseStanding, RunRow } from './list-documents.js'
import { pageOfRun } from './RunList.js'
import { flipWords } from './run-words.js'
import { Standing } from './Standing.js'

type Placed = PolicyCase & { readonly index: number }

interface Props {
  readonly version: WholeVersion
  readonly cases: readonly PolicyCase[]
  readonly run: RunRow | undefined
  readonly standings: ReadonlyMap<number, CaseStanding> | undefined
}

function Concluded({ standing, to }: { standing: CaseStanding; to: string }) {
  const flips = flipWords(standing.results)
  return (
    <>
      <Link to={to}>
        <Standing of={standing.standing} />
      </Link>{' '}
      {standing.majority && standing.standing === 'WRONG' && <Outcome name={standing.majority} />}{' '}
      {flips && <span className="chip">flips: {flips}</span>}{' '}
      {standing.pairFlipped && <span className="chip">its pair flips</span>}
    </>
  )
}

/** Each case with what the newest run of the version made of it. */
export function CasesTable({ version, cases, run, standings }: Props) {
  const columns = useMemo(
    (): readonly Column<Placed>[] => [
      { head: 'Case', num: true, cell: ({ index }) => index + 1 },
      {
        head: 'Content',
        className: 'roomy',
        cell: ({ content, rules, note, pair, swap }) => (
          <>
            <CaseWords category={hurtOf({ rules, violates: false }, version.rules)}>
              <VisibleText text={content} />
            </CaseWords>
            <div className="sub small">
              {pair && (
                <span className="chip" title="differs from the rest of its pair in this alone">
                  pair {pair}: {swap}
                </span>
              )}
              {note && <VisibleText text={note} />}
            </div>
          </>
        ),
      },
      { head: 'Label', className: 'mono', cell: ({ label }) => label },
      { head: 'Rules', className: 'rule', cell: ({ rules }) => rules.join(' ') },
      {
        head: 'Newest run',
        className: 'concluded',
        cell: ({ index }) => {
          const standing = standings?.get(index)
          if (!run || !standing) return run ? null : <span className="dim">not tested</span>
          return <Concluded standing={standing} to={`${pageOfRun(run)}/cases/${index + 1}`} />
        },
      },
    ],
    [version, run, standings],
  )
  const rows = cases.map((each, index) => ({ ...each, index }))
  return (
    <section className="panel" aria-label="Cases">
      <RowTable
        label="Test cases"
        rows={rows}
        columns={columns}
        idOf={({ line }) => String(line)}
        {...(run && {
          opens: ({ index }: Placed) => `${pageOfRun(run)}/cases/${index + 1}`,
        })}
        wraps
      />
    </section>
  )
}
