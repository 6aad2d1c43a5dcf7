import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { HARNESS, type ImportIntegrity, type Integrity } from './documents.js'
import { share } from './report-links.js'
import type { Asked } from './useReport.js'

const n = (count: number) => count.toLocaleString('en')
const accuracy = ({ right, of }: Integrity['derived']) => share(right, of)

const accuracies: readonly Column<Integrity>[] = [
  { head: 'Expectation corrected', num: true, cell: (row) => n(row.expectationsDiffer) },
  { head: 'Accuracy as logged', num: true, cell: ({ asLogged }) => accuracy(asLogged) },
  { head: 'Derived again', num: true, cell: ({ derived }) => accuracy(derived) },
]

const byPolicy: readonly Column<Integrity>[] = [
  {
    head: 'Policy',
    cell: ({ policy }) => <Link to={`/verdicts?q=policy:${policy}+source:imported`}>{policy}</Link>,
  },
  { head: 'Verdicts', num: true, cell: ({ verdicts }) => n(verdicts) },
  {
    head: 'Label differs from output',
    num: true,
    cell: ({ policy, mismatched }) => (
      <Link to={`/verdicts?q=policy:${policy}+source:imported+finding:recorded-label-mismatch`}>
        {n(mismatched)}
      </Link>
    ),
  },
  {
    head: 'Label without ground',
    num: true,
    cell: ({ policy, unfounded }) => (
      <Link to={`/verdicts?q=policy:${policy}+source:imported+finding:recorded-label-unfounded`}>
        {n(unfounded)}
      </Link>
    ),
  },
  ...accuracies,
]

/** Labels and expectations alone: lists of verdicts do not tell imports apart. */
const byImport: readonly Column<ImportIntegrity>[] = [
  {
    head: 'Import',
    cell: ({ importName }) => importName ?? <span className="dim">earlier ones</span>,
  },
  { head: 'Begun', cell: ({ importedAt }) => importedAt && <Time at={importedAt} /> },
  { head: 'Verdicts', num: true, cell: ({ verdicts }) => n(verdicts) },
  { head: 'Label differs from output', num: true, cell: ({ mismatched }) => n(mismatched) },
  { head: 'Label without ground', num: true, cell: ({ unfounded }) => n(unfounded) },
  ...accuracies,
]

function Whole({ total }: { total: Integrity }) {
  const { asLogged, recordedOnly, labelsDerived, derived } = total
  const off = ((derived.right - asLogged.right) / Math.max(1, derived.of)) * 100
  const facts = [
    ['As the harness logged it', accuracy(asLogged)],
    ['With corrected expectations alone', accuracy(recordedOnly)],
    ['With labels derived again alone', accuracy(labelsDerived)],
    ['With both', accuracy(derived)],
    ['The harness was off by', `${off.toFixed(1)} points`],
    ['Labels that differ from the output', `${n(total.mismatched)} of ${n(total.recorded)}`],
    ['Labels of outputs that have none', `${n(total.unfounded)} of ${n(total.recorded)}`],
    ['Expectations corrected', `${n(total.expectationsDiffer)} of ${n(total.expectations)}`],
  ]
  return (
    <dl className="facts in">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What imports brought along as labels and expectations, beside what their raw text reads as. */
export function HarnessTab({ asked }: { asked: Asked }) {
  const { data, error, refetch } = useGraph(
    HARNESS,
    { includeSimulated: asked.scope.simulated },
    { enabled: asked.scope.known, keep: true },
  )
  if (error) return <Failed error={error} again={() => void refetch()} />
  const report = data?.harnessIntegrity
  if (!report) return <Bones lines={10} label="deriving the labels" />
  if (report.read === 0)
    return (
      <Empty title="Nothing was imported">
        <p>
          Labels and expectations of an import are compared here with its raw text.{' '}
          <Link to="/import">Import traces</Link>
        </p>
      </Empty>
    )
  const title = asked.scope.simulated ? 'imports, simulated ones counted' : 'imports alone'
  return (
    <section className="panel" aria-label="Harness integrity">
      <div className="head">
        <h2>Harness integrity</h2>
        <span className="cut">
          {n(report.total.derived.of)} of {n(report.read)} verdicts have all that an accuracy needs;{' '}
          {title}, whenever they were judged
        </span>
      </div>
      <Whole total={report.total} />
      <RowTable
        label="Harness integrity by policy"
        rows={report.policies}
        columns={byPolicy}
        idOf={({ policy }) => policy}
        wraps
      />
      <RowTable
        label="Harness integrity by import"
        rows={report.imports}
        columns={byImport}
        idOf={({ importId }) => importId ?? 'earlier'}
        wraps
      />
    </section>
  )
}
