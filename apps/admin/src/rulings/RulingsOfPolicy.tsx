import { useGraph } from '../api/useGraph.js'
import { Bones, Missing } from '../parts/states.js'
import { RULINGS } from './documents.js'
import { QuestionTable } from './QuestionTables.js'

/** Beside the rules of a policy: what was asked of them, and ruled. */
export function RulingsOfPolicy({ policy }: { policy: string }) {
  const { data, error, refetch } = useGraph(RULINGS, { policy })
  if (error && !data) return <Missing error={error} again={() => void refetch()} />
  if (!data) return <Bones lines={2} label="reading rulings" />
  if (data.rulings.length === 0) return null
  return (
    <section aria-label="Rulings" className="ruled">
      <h2 className="part">Questions and rulings</h2>
      <QuestionTable label="Questions and rulings" questions={data.rulings} onRule={null} />
    </section>
  )
}
