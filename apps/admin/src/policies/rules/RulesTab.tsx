import { Link } from 'react-router'
import { useGraph } from '../../api/useGraph.js'
import { ScopeSwitch, useScope } from '../../figures/scope.js'
import { Outcome } from '../../parts/Outcome.js'
import { RowTable, type Column } from '../../parts/RowTable.js'
import { Bones, Empty, Failed } from '../../parts/states.js'
import { toWords } from '../../words/words.js'
import type { WholeVersion } from '../documents.js'
import { RULE_BLAME, RULES, type Rule, type RuleOrigin } from './documents.js'
import { inTreeOrder, type Branch } from './rule-order.js'
import { Life, Origin } from './RuleCells.js'
import './rules.css'

type Row = Branch<Rule>

const Severity = ({ of }: { of: Rule }) => <span className="nowrap">{toWords(of.severity)}</span>

function Grounds({ rule: { ground, terms, law } }: { rule: Rule }) {
  return (
    <>
      {ground}
      {terms && <p className="sub">{terms}</p>}
      {law && <p className="sub">{law}</p>}
    </>
  )
}

const columnsFor = (
  policy: string,
  origins: ReadonlyMap<string, RuleOrigin> | null,
): readonly Column<Row>[] => [
  {
    head: 'Rule',
    className: 'rule',
    cell: ({ rule, depth }) => (
      <span style={{ paddingInlineStart: `${depth * 16}px` }}>
        {depth > 0 && (
          <span className="dim" aria-hidden="true">
            └{' '}
          </span>
        )}
        {rule.code}
        {rule.parent && <span className="hide">, under {rule.parent}</span>}
      </span>
    ),
  },
  {
    head: 'Title',
    className: 'roomy',
    cell: ({ rule }) => <p className="ruletitle">{rule.title}</p>,
  },
  { head: 'Leads to', cell: ({ rule }) => <Outcome name={rule.outcome} /> },
  { head: 'Severity', cell: ({ rule }) => <Severity of={rule} /> },
  { head: 'Precedence', num: true, cell: ({ rule }) => rule.precedence },
  { head: 'Ground', cell: ({ rule }) => <Grounds rule={rule} /> },
  {
    head: 'Comes from',
    cell: ({ rule }) => <Origin policy={policy} origin={origins?.get(rule.code)} />,
  },
  ...Life.columns(policy),
]

/** The rules of a version as a tree: what each rests on, where it came from, what became of it. */
export function RulesTab({ version }: { version: WholeVersion }) {
  const { policy, commit, labels } = version
  const scope = useScope()
  const { data, error, refetch } = useGraph(
    RULES,
    {
      ...{ policy, ref: commit },
      ...{ includeSimulated: scope.simulated, includeImported: scope.imported },
    },
    { enabled: scope.known, keep: true },
  )
  const blame = useGraph(RULE_BLAME, { policy, ref: commit })
  const rules = data?.policyVersion?.rules
  const origins = blame.data?.policyBlame?.rules
  return (
    <>
      <div className="rulesbar row">
        <span className="sub">
          Figures are over all versions of the policy, in the live arm; {scope.counts}.
        </span>
        <span className="spacer" />
        <ScopeSwitch scope={scope} />
      </div>
      {error && !rules && <Failed error={error} again={() => void refetch()} />}
      {!rules && !error && <Bones label="reading rules" />}
      {rules?.length === 0 && (
        <Empty title="No rules">
          <p>
            <span className="mono">policy.yaml</span> names none, and the text has none that begin a
            line.
          </p>
        </Empty>
      )}
      {rules && rules.length > 0 && (
        <RowTable
          label="Rules"
          rows={inTreeOrder(rules)}
          columns={columnsFor(
            policy,
            origins ? new Map(origins.map((origin) => [origin.code, origin])) : null,
          )}
          idOf={({ rule }) => rule.code}
          wraps
        />
      )}
      <p className="note-line sub">
        Labels:{' '}
        {labels.map(({ label, outcome }) => (
          <span key={label}>
            <span className="mono">{label}</span> <Outcome name={outcome} />{' '}
          </span>
        ))}{' '}
        <Link to={`/policies/${encodeURIComponent(policy)}?tab=manifest`}>policy.yaml</Link>
      </p>
    </>
  )
}
