import { Link } from 'react-router'
import { Outcome } from '../parts/Outcome.js'
import { Empty } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import { toWords } from '../words/words.js'
import type { WholeVerdict } from './source.js'

interface Entry {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly what: React.ReactNode
}

/** Decisions and reversals stand here themselves, with what they say. */
const isNotTwice = ({ kind }: { kind: string }) => kind !== 'decided'

function entries({ decisions, actions, case: opened }: WholeVerdict): Entry[] {
  const all: Entry[] = [
    ...(opened?.events ?? []).filter(isNotTwice).map(({ id, at, by, kind }) => ({
      id: `e${id}`,
      at,
      by,
      what: toWords(kind),
    })),
    ...decisions.map((decision) => ({
      id: `d${decision.id}`,
      at: decision.recordedAt,
      by: decision.decidedBy.name,
      what: (
        <>
          decided <Outcome name={decision.outcome} />{' '}
          {decision.rules.map((rule) => (
            <span key={rule} className="chip rule">
              {rule}
            </span>
          ))}{' '}
          {decision.isCorrection && <span className="chip">correction</span>}{' '}
          {decision.reversed && <span className="chip">reversed</span>}
          {decision.rationale && (
            <p className="sub">
              <VisibleText text={decision.rationale} />
            </p>
          )}
        </>
      ),
    })),
    ...actions.map((action) => ({
      id: `a${action.id}`,
      at: action.recordedAt,
      by: toWords(action.causeKind),
      what: (
        <>
          {action.withheldBecause.length > 0 ? (
            <>
              asked the platform for <b>nothing</b> until reviewed, because of{' '}
              {action.withheldBecause.map(toWords).join(', ')}
            </>
          ) : (
            <>
              asked the platform to <b>{toWords(action.kind)}</b>
              {action.interim && ' until reviewed'}
            </>
          )}
        </>
      ),
    })),
  ]
  return all.sort((a, b) => a.at.localeCompare(b.at))
}

export const historyLength = (verdict: WholeVerdict) => entries(verdict).length

/** Everything people and policy did about this verdict, oldest first. */
export function CaseHistory({ verdict }: { verdict: WholeVerdict }) {
  const all = entries(verdict)
  if (all.length === 0) {
    return (
      <Empty title="Nobody had to look">
        <p>
          No case was opened: the verdict is not flagged, or it was imported without opening cases.
        </p>
      </Empty>
    )
  }
  return (
    <div className="scroll fill">
      <table>
        <thead>
          <tr>
            <th>When</th>
            <th>Who</th>
            <th>What</th>
          </tr>
        </thead>
        <tbody>
          {all.map((entry) => (
            <tr key={entry.id}>
              <td>
                <Time at={entry.at} as="instant" />
              </td>
              <td>{entry.by}</td>
              <td>{entry.what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {verdict.case && (
        <p className="cell">
          <Link to={`/workbench/${verdict.case.id}`}>Case {verdict.case.number}</Link> in{' '}
          {verdict.case.queue}, {toWords(verdict.case.state)}
        </p>
      )}
    </div>
  )
}
