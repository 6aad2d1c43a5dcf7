import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { PolicyAt } from '../parts/Commit.js'
import { Risk } from '../parts/Risk.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import { shortModel, toSlug, toWords } from '../words/words.js'
import { Found } from './Matches.js'
import type { VerdictRow } from './source.js'

const caseWords: Record<string, string> = { waiting: 'waits', leased: 'open' }

function Content({ row: { contentItem: item, matches } }: { row: VerdictRow }) {
  if (item.erased) return <span className="dim">erased</span>
  if (item.category) {
    return (
      <span className="row" style={{ gap: 6 }}>
        <span className="chip">{item.category}</span>
        <s className="bl" aria-hidden="true">
          words not shown until asked
        </s>
      </span>
    )
  }
  if (matches?.length) return <Found matches={matches} />
  if (item.preview === null) return <span className="dim">not for your roles</span>
  return <VisibleText text={item.preview.replace(/\s+/g, ' ')} />
}

function Findings({ findings }: { findings: VerdictRow['findings'] }) {
  const worst = findings.find((finding) => finding.severity === 'HARD') ?? findings[0]
  if (!worst) return null
  const title = findings.map((finding) => toWords(finding.type)).join(', ')
  return (
    <span className="fc" title={title}>
      <i className={worst.severity === 'SOFT' ? 'd soft' : 'd'} aria-hidden="true" />
      {toWords(worst.type)}{' '}
      {findings.length > 1 && <span className="dim">+{findings.length - 1}</span>}
    </span>
  )
}

/** Two rules where there is room, one where there is less; the rest as a count. */
function Rules({ rules: [first, second, ...rest] }: Pick<VerdictRow, 'rules'>) {
  if (first === undefined) return null
  if (second === undefined) return <span className="rule">{first}</span>
  return (
    <>
      <span className="rule">{first} </span>
      <span className="roomy">
        <span className="rule">{second} </span>
        {rest.length > 0 && <span className="dim">+{rest.length}</span>}
      </span>
      <span className="dim tight">+{rest.length + 1}</span>
    </>
  )
}

interface Props {
  readonly row: VerdictRow
  readonly current: boolean
  readonly selected: boolean
  readonly onSelect: () => void
  readonly onFocus: () => void
}

export function VerdictTableRow({ row, current, selected, onSelect, onFocus }: Props) {
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <tr
      ref={line}
      className={[current && 'on', selected && 'picked'].filter(Boolean).join(' ')}
      aria-current={current || undefined}
      onClick={onFocus}
    >
      <td className="x">
        <input type="checkbox" checked={selected} onChange={onSelect} aria-label="Select" />
      </td>
      <td className="tm">
        <Time at={row.decidedAt} as="short" />
      </td>
      <td className="po">
        <PolicyAt policy={row.policy} commit={row.policyCommit} link={false} />
      </td>
      <td className="ct">
        <Link className="cut plainlink" to={`/verdicts/${row.id}`}>
          <Content row={row} />
        </Link>
      </td>
      <td className="ou">
        <Outcome name={row.outcome} />
      </td>
      <td className="ru" title={row.rules.join(' ')}>
        <Rules rules={row.rules} />
      </td>
      <td className="fi">
        <Findings findings={row.findings} />
      </td>
      <td className="ri">
        <Risk value={row.risk} />
      </td>
      <td className="mo">
        <span className="nowrap" title={row.model}>
          {shortModel(row.model)}
          {row.effort && <span className="roomy">, {row.effort.toLowerCase().slice(0, 3)}</span>}
        </span>{' '}
        {row.simulated && <Simulated />}
      </td>
      <td className="ca">
        {row.case && (
          <>
            <Link to={`/workbench/${row.case.id}`}>{row.case.number}</Link>{' '}
            <span className="sub">
              {caseWords[toSlug(row.case.state)] ?? toWords(row.case.state)}
            </span>
          </>
        )}
      </td>
    </tr>
  )
}
