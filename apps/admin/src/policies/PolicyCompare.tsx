import { lazy, Suspense } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Outcome } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { dateOf } from '../words/time.js'
import { toWords } from '../words/words.js'
import { COMPARE, POLICY, type Comparison, type Version } from './documents.js'
import './policies.css'

const TextDiff = lazy(async () => ({
  default: (await import('../changes/TextDiff.js')).TextDiff,
}))

const parts = { text: 'Text', rules: 'Rules', manifest: 'policy.yaml', cases: 'Cases' } as const
type PartName = keyof typeof parts

function Pick(props: {
  label: string
  value: string
  versions: readonly Version[]
  onPick: (commit: string) => void
}) {
  const known = props.versions.some(({ commit }) => commit === props.value)
  return (
    <label className="row">
      <span className="label">{props.label}</span>
      <select
        className="field"
        value={props.value}
        onChange={(event) => props.onPick(event.target.value)}
      >
        {!known && <option value={props.value}>{props.value.slice(0, 7)}</option>}
        {props.versions.map(({ commit, shortCommit, sequence, committedAt, inForce }) => (
          <option key={commit} value={commit}>
            version {sequence}, {shortCommit}, {dateOf(new Date(committedAt))}
            {inForce ? ', in force' : ''}
          </option>
        ))}
      </select>
    </label>
  )
}

type Rule = Comparison['rules'][number]['before']

const RuleState = ({ rule }: { rule: Rule }) =>
  rule ? (
    <>
      {rule.title}, <Outcome name={rule.outcome} />, {toWords(rule.severity)}
    </>
  ) : (
    <span className="dim">not there</span>
  )

const columns: readonly Column<Comparison['rules'][number]>[] = [
  { head: 'Rule', className: 'rule', cell: (rule) => rule.code },
  { head: 'What changed', cell: (rule) => toWords(rule.kind) },
  { head: 'Before', cell: (rule) => <RuleState rule={rule.before} /> },
  { head: 'After', cell: (rule) => <RuleState rule={rule.after} /> },
]

function RuleChanges({ rules }: { rules: Comparison['rules'] }) {
  if (rules.length === 0) {
    return (
      <Empty title="No rule changed">
        <p>Codes, titles, outcomes and severities are the same in both.</p>
      </Empty>
    )
  }
  return <RowTable label="Changed rules" rows={rules} columns={columns} idOf={({ code }) => code} />
}

function Part({ comparison, part }: { comparison: Comparison; part: PartName }) {
  const { base, head } = comparison
  if (part === 'rules') return <RuleChanges rules={comparison.rules} />
  if (part === 'manifest')
    return <TextDiff before={base.manifestYaml} after={head.manifestYaml} mono />
  if (part === 'cases') return <TextDiff before={base.cases} after={head.cases} mono />
  return <TextDiff before={base.text} after={head.text} />
}

/** Any two versions beside each other; the pair and the part stand in the address. */
export function PolicyCompare() {
  const { name = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const policy = useGraph(POLICY, { name })
  const versions = policy.data?.policy?.versions.edges.map((edge) => edge.node) ?? []
  const head =
    search.get('head') ??
    versions.find(({ inForce }) => inForce)?.commit ??
    versions[0]?.commit ??
    ''
  const parent = versions.find(({ commit }) => commit === head)?.parent
  const base =
    search.get('base') ?? parent ?? versions.find(({ commit }) => commit !== head)?.commit ?? head
  const wished = search.get('part') ?? 'text'
  const part: PartName = wished in parts ? (wished as PartName) : 'text'
  const { data, error, refetch } = useGraph(
    COMPARE,
    { policy: name, base, head },
    { enabled: Boolean(base && head) },
  )
  const put = (key: string, value: string) => {
    const next = new URLSearchParams(search)
    next.set(key, value)
    setSearch(next, { replace: true })
  }
  const comparison = data?.comparePolicy
  const above = [
    { title: 'Policies', to: '/policies' },
    { title: policy.data?.policy?.title ?? name, to: `/policies/${encodeURIComponent(name)}` },
  ]
  return (
    <>
      <PageTop title="Compare" above={above} />
      <div className="pmain">
        <header className="pbar">
          <Pick
            label="before"
            value={base}
            versions={versions}
            onPick={(commit) => put('base', commit)}
          />
          <Pick
            label="after"
            value={head}
            versions={versions}
            onPick={(commit) => put('head', commit)}
          />
          <button
            className="btn"
            onClick={() => setSearch({ base: head, head: base, part }, { replace: true })}
          >
            Swap
          </button>
          <span className="seg" role="group" aria-label="Part">
            {Object.entries(parts).map(([key, words]) => (
              <button
                key={key}
                type="button"
                aria-pressed={key === part}
                onClick={() => put('part', key)}
              >
                {words}
              </button>
            ))}
          </span>
          <span className="spacer" />
          {comparison && (
            <span className="dim">
              +{comparison.added} −{comparison.removed} lines
            </span>
          )}
        </header>
        <div className="pbody">
          {(error ?? policy.error) && !data && (
            <Failed error={error ?? policy.error ?? new Error('')} again={() => void refetch()} />
          )}
          {!data && !error && !policy.error && <Bones lines={16} label="comparing" />}
          {data && !comparison && (
            <Empty title="One of the two is not here">
              <Link to={`/policies/${encodeURIComponent(name)}`}>Back to the policy</Link>
            </Empty>
          )}
          {comparison && (
            <Suspense fallback={<Bones lines={16} />}>
              <Part comparison={comparison} part={part} />
            </Suspense>
          )}
        </div>
      </div>
    </>
  )
}
