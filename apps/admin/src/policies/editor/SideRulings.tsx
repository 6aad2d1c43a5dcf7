import { Link } from 'react-router'
import { useGraph } from '../../api/useGraph.js'
import { Bones, Missing } from '../../parts/states.js'
import { RULINGS } from '../../rulings/documents.js'
import { RuleRulings } from '../../rulings/RuleRulings.js'

/** What was asked of the rules that are being written, and ruled. */
export function SideRulings({ policy }: { policy: string }) {
  const { data, error, refetch } = useGraph(RULINGS, { policy })
  const rules = [...new Set(data?.rulings.map(({ rule }) => rule))].sort()
  return (
    <section className="prompt" aria-label="Rulings">
      {error && !data && <Missing error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={4} label="reading rulings" />}
      {data && rules.length === 0 && (
        <p className="sub">Nothing was asked of its rules. Reviewers ask from the workbench.</p>
      )}
      {rules.map((rule) => (
        <div key={rule}>
          <h3 className="rule">{rule}</h3>
          <RuleRulings rulings={data?.rulings.filter((each) => each.rule === rule) ?? []} />
        </div>
      ))}
      <p className="sub">
        <Link to="/questions?show=offers">Corrections offered as examples</Link>
      </p>
    </section>
  )
}
