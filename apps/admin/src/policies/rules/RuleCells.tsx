import { Link } from 'react-router'
import type { Column } from '../../parts/RowTable.js'
import { Time } from '../../parts/Time.js'
import type { Rule, RuleOrigin } from './documents.js'
import type { Branch } from './rule-order.js'

interface OriginProps {
  readonly policy: string
  /** Not there yet, or not to be had. */
  readonly origin: RuleOrigin | undefined
}

/** The versions that introduced a rule and last re-worded it, and the change behind that. */
export function Origin({ policy, origin }: OriginProps) {
  if (!origin) return <span className="dim">–</span>
  const { introduced, reworded, change } = origin
  const at = (commit: string) => `/policies/${encodeURIComponent(policy)}?at=${commit}`
  const isFirst = introduced.commit === reworded.commit
  return (
    <>
      <span className="nowrap">
        <Link to={at(introduced.commit)}>version {introduced.sequence}</Link>
        {!isFirst && (
          <>
            , re-worded in <Link to={at(reworded.commit)}>{reworded.sequence}</Link>
          </>
        )}
      </span>
      <p className="sub">
        {reworded.author}, <Time at={reworded.committedAt} as="date" />
        {change && (
          <>
            , <Link to={`/changes/${change.id}`}>#{change.number}</Link>
          </>
        )}
      </p>
    </>
  )
}

const figure = (
  head: string,
  pick: (life: NonNullable<Rule['life']>) => number,
  query: string | null,
): ((policy: string) => Column<Branch<Rule>>) => {
  return (policy) => ({
    head,
    num: true,
    cell: ({ rule: { life, code } }) => {
      if (!life) return <span className="dim">–</span>
      const words = pick(life).toLocaleString('en')
      return query === null ? (
        words
      ) : (
        <Link to={`/verdicts?q=policy:${policy}+rule:${code}${query}`}>{words}</Link>
      )
    },
  })
}

const columns = [
  figure('Fired', ({ fired }) => fired, '+outcome:violates'),
  figure('Overturned', ({ overturned }) => overturned, null),
  figure('Cited undefined', ({ citedUndefined }) => citedUndefined, null),
]

/** What became of a rule, in figures. */
export const Life = {
  columns: (policy: string) => columns.map((column) => column(policy)),
}
