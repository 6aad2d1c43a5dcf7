import { Link } from 'react-router'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Risk } from '../parts/Risk.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Empty } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { counted, shortModel, toWords } from '../words/words.js'
import type { WholeVerdict } from './source.js'

type Repeat = WholeVerdict['repeats'][number]

const columnsBeside = ({ id, outcome }: WholeVerdict): readonly Column<Repeat>[] => [
  {
    head: 'Verdict',
    cell: (repeat) => (
      <Link className="mono" to={`/verdicts/${repeat.id}`}>
        {repeat.id.slice(-12)}
      </Link>
    ),
  },
  { head: 'Decided', cell: ({ decidedAt }) => <Time at={decidedAt} /> },
  {
    head: 'Outcome',
    cell: (repeat) => (
      <>
        <Outcome name={repeat.outcome} /> {repeat.simulated && <Simulated />}{' '}
        {repeat.outcome !== outcome && <span className="chip">otherwise</span>}
      </>
    ),
  },
  { head: 'Rules', className: 'rule', cell: ({ rules }) => rules.join(' ') },
  { head: 'Risk', cell: ({ risk }) => <Risk value={risk} /> },
  {
    head: 'Model and effort',
    cell: ({ model, effort }) =>
      [shortModel(model), effort && toWords(effort)].filter(Boolean).join(', '),
  },
  {
    head: 'Compare',
    quiet: true,
    cell: (repeat) => <Link to={`/verdicts/compare?a=${id}&b=${repeat.id}`}>Compare</Link>,
  },
]

/** The very same prompt asked again, and what came of it each time. */
export function Repeats({ verdict }: { verdict: WholeVerdict }) {
  const { repeats, repeatOf, outcome } = verdict
  if (repeatOf)
    return (
      <Empty title="This is a repeat">
        <p>
          It was made to see whether the model stays with{' '}
          <Link to={`/verdicts/${repeatOf.id}?tab=repeats`}>the verdict it repeats</Link>.
        </p>
      </Empty>
    )
  if (repeats.length === 0)
    return (
      <Empty title="Asked once">
        <p>Where a rule of its policy has an item judged again, what came of it stands here.</p>
      </Empty>
    )
  const otherwise = repeats.filter((each) => each.outcome !== outcome).length
  return (
    <div className="scroll fill">
      <p className="cell">
        The same prompt was asked {counted(repeats.length, 'more time')};{' '}
        {otherwise === 0
          ? 'every time the outcome was the same'
          : `${otherwise} concluded otherwise`}
        .
      </p>
      <RowTable
        label="Repeats"
        rows={repeats}
        columns={columnsBeside(verdict)}
        idOf={({ id }) => id}
      />
    </div>
  )
}
