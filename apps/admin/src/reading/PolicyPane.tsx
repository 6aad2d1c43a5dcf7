import { useMemo } from 'react'
import { Link } from 'react-router'
import { FindingMark } from '../parts/FindingMark.js'
import { RuleRulings } from '../rulings/RuleRulings.js'
import { nearDate } from '../words/time.js'
import type { ReadPolicy } from './fragment.js'
import { MarkedText } from './MarkedText.js'
import type { Mark } from './marks.js'
import { policyPassages, type Passage } from './policy-passages.js'
import { useReading } from './reading-context.js'
import { within } from './segments.js'
import { usePartnerScroll } from './usePartnerScroll.js'

/** `in force since 3 May`, or from when to when, for the last time this version was published. */
function inForce({ publications }: ReadPolicy): string {
  const last = publications.at(0)
  if (!last) return 'never in force'
  const from = nearDate(new Date(last.publishedAt))
  if (!last.supersededAt) return `in force since ${from}`
  return `in force ${from} to ${nearDate(new Date(last.supersededAt))}`
}

const none: ReadPolicy['rules'][number]['rulings'] = []

function Row({
  passage,
  cited,
  marks,
  rulings,
}: {
  passage: Passage
  cited: boolean
  marks: readonly Mark[]
  rulings: ReadPolicy['rules'][number]['rulings']
}) {
  const { selected } = useReading()
  const own = within(marks, passage)
  const lit = own.filter((mark) => mark.id === selected)
  const look = lit.length ? 'lit' : cited ? 'cited' : passage.isHeading ? 'h' : ''
  const number = lit.find((mark) => mark.number !== null)
  return (
    <>
      <span className={`g ${look}`}>
        {passage.code}
        {number && <FindingMark number={number.number ?? 0} severity={number.severity} on />}
      </span>
      <span className={`t ${look}`}>
        <MarkedText text={passage.text} marks={own} />
        <RuleRulings rulings={rulings} />
      </span>
    </>
  )
}

/** The exact text the model read, rule codes in the gutter, cited rules lit. */
export function PolicyPane({ version, cited }: { version: ReadPolicy; cited: readonly string[] }) {
  const { marks } = useReading()
  const passages = useMemo(() => policyPassages(version.text, version.rules), [version])
  const inPolicy = useMemo(() => marks.filter((mark) => mark.in === 'policy'), [marks])
  const rulingsOn = useMemo(
    () => new Map(version.rules.map(({ code, rulings }) => [code, rulings])),
    [version],
  )
  const pane = usePartnerScroll<HTMLDivElement>()
  const { policy, commit, shortCommit } = version
  return (
    <>
      <div className="head">
        <h2>Policy</h2>
        <span className="cut" title={`${policy} at ${commit}, ${inForce(version)}`}>
          <span className="mono">{shortCommit}</span> {inForce(version)}
        </span>
        <span className="spacer" />
        <Link to={`/policies/${encodeURIComponent(policy)}/compare?base=${commit}`}>Compare</Link>
      </div>
      <div className="body" tabIndex={0} ref={pane} role="group" aria-label="Passages">
        <div className="pol">
          {passages.map((passage) => (
            <Row
              key={passage.start}
              passage={passage}
              marks={inPolicy}
              rulings={rulingsOn.get(passage.code ?? '') ?? none}
              cited={passage.code !== null && cited.includes(passage.code)}
            />
          ))}
        </div>
      </div>
    </>
  )
}
