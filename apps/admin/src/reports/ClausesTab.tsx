import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { counted } from '../words/words.js'
import { CLAUSE_MAP, type Clause } from './documents.js'
import { rowsBehind } from './report-links.js'
import type { Asked } from './useReport.js'
import { VersionPick } from './VersionPick.js'

const uses = {
  FIRES: 'fires',
  NAMED: 'named, never as violated',
  CITED: 'only reasoned about',
  NEVER: 'never used',
} as const

function columnsFor(asked: Asked, commit: string): readonly Column<Clause>[] {
  const link = (code: string, count: number, terms: Record<string, string> = {}) =>
    count === 0 ? (
      <span className="dim">0</span>
    ) : (
      <Link to={rowsBehind(asked.counted, { commit, rule: code, ...terms })}>
        {count.toLocaleString('en')}
      </Link>
    )
  return [
    { head: 'Rule', className: 'rule', cell: ({ code }) => <span className="mono">{code}</span> },
    { head: 'Title', cell: ({ title }) => title },
    { head: 'Use', cell: ({ use }) => <span className={`use ${use}`}>{uses[use]}</span> },
    {
      head: 'Fired',
      num: true,
      cell: ({ code, fired }) => link(code, fired, { outcome: 'violates' }),
    },
    { head: 'Named', num: true, cell: ({ code, named }) => link(code, named) },
    { head: 'Cited in traces', num: true, cell: ({ cited }) => cited.toLocaleString('en') },
    {
      head: 'Overturned',
      num: true,
      cell: ({ code, overturned }) => link(code, overturned, { case: 'decided' }),
    },
    {
      head: 'Flagged',
      num: true,
      cell: ({ code, flagged }) => link(code, flagged, { flagged: 'yes' }),
    },
  ]
}

/** Which rules fire, are cited, overturned, made up, or never used. */
export function ClausesTab({ asked }: { asked: Asked }) {
  const { policy } = asked
  const ref = asked.search.get('version')
  const { data, error, refetch } = useGraph(
    CLAUSE_MAP,
    { policy: policy ?? '', ref, scope: asked.asked },
    { enabled: asked.scope.known && policy !== null, keep: true },
  )
  if (policy === null)
    return (
      <Empty title="Rules belong to a policy">
        <p>Choose one above, and its version in force is mapped.</p>
      </Empty>
    )
  if (error) return <Failed error={error} again={() => void refetch()} />
  const map = data?.clauseMap
  if (!map) return <Bones lines={12} label="reading the rules" />
  return (
    <>
      <section className="panel" aria-label="Clause map">
        <div className="head">
          <h2>Rules of {map.policy}</h2>
          <span className="cut">
            {counted(map.verdicts, 'verdict')}; citations counted in the newest{' '}
            {counted(map.tracesRead, 'trace')}, {asked.scope.counts}
          </span>
          <span className="spacer" />
          <VersionPick asked={asked} name="version" label="version" commit={map.commit} />
        </div>
        {map.clauses.length === 0 ? (
          <Empty title="This version defines no rule codes" />
        ) : (
          <RowTable
            label="Rules"
            rows={map.clauses}
            columns={columnsFor(asked, map.commit)}
            idOf={({ code }) => code}
            wraps
          />
        )}
        <p className="in dim">
          A rule fires where a verdict names it; under a contract of one word verdicts name none,
          and only traces tell which rules they went by.
        </p>
      </section>
      <section className="panel" aria-label="Only ever hallucinated">
        <div className="head">
          <h2>Only ever hallucinated</h2>
          <span className="cut">codes that traces go by and this version does not define</span>
        </div>
        <div className="in">
          {map.invented.length === 0 && <p className="dim">None in these days.</p>}
          {map.invented.map(({ code, verdicts }) => (
            <span key={code} className="chip">
              <span className="mono">{code}</span> {counted(verdicts, 'verdict')}
            </span>
          ))}
          {map.invented.length > 0 && (
            <p>
              <Link to={rowsBehind(asked.counted, { commit: map.commit, finding: 'unknown-rule' })}>
                The verdicts
              </Link>
            </p>
          )}
        </div>
      </section>
    </>
  )
}
