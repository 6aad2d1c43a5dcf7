import { useState } from 'react'
import { useGetIdentity } from 'react-admin'
import { Link } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Outcome } from '../parts/Outcome.js'
import { Empty } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import { OfferExample } from '../rulings/OfferExample.js'
import { RulingWords } from '../rulings/RuleRulings.js'
import { TakenAs } from '../rulings/TakenAs.js'
import { toWords } from '../words/words.js'
import type { WholeVerdict } from './source.js'

interface Entry {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly what: React.ReactNode
}

type Decided = WholeVerdict['decisions'][number]

/** A correction that stands may be handed to the authors of the policy, once. */
function Offer({ decision, verdict }: { decision: Decided; verdict: WholeVerdict }) {
  const [open, setOpen] = useState(false)
  const may = usePermit()
  const { identity } = useGetIdentity()
  if (decision.offer)
    return (
      <>
        <p className="sub">offered as an example by {decision.offer.offeredBy.name}</p>
        <TakenAs examples={decision.offer.examples} />
      </>
    )
  const stands = decision.isCorrection && !decision.reversed && !decision.reversibleUntil
  const mine = may('review:submit') && decision.decidedBy.id === identity?.id
  if (!stands || !(mine || may('review:adjudicate'))) return null
  const content = (verdict.contentItem.messages ?? []).map(({ text }) => text).join('\n\n')
  return (
    <p>
      <Button onClick={() => setOpen(true)}>Offer as an example…</Button>
      {open && (
        <OfferExample
          decisionId={decision.id}
          content={content}
          note={decision.rationale ?? ''}
          onClose={() => setOpen(false)}
        />
      )}
    </p>
  )
}

/** Decisions and reversals stand here themselves, with what they say. */
const isNotTwice = ({ kind }: { kind: string }) => kind !== 'decided'

function entries(verdict: WholeVerdict): Entry[] {
  const { decisions, actions, case: opened } = verdict
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
          <Offer decision={decision} verdict={verdict} />
        </>
      ),
    })),
    ...(opened?.questions ?? []).map((each) => ({
      id: `q${each.id}`,
      at: each.askedAt,
      by: each.askedBy.name,
      what: (
        <>
          asked what <span className="chip rule">{each.rule}</span> means
          <p className="sub">
            {each.question === null ? (
              'The words of the question are gone, or not yours to see.'
            ) : (
              <VisibleText text={each.question} />
            )}
          </p>
          {each.ruledAt && (
            <p>
              <b>Ruling</b> {each.outcome && <Outcome name={each.outcome} />}{' '}
              <RulingWords answer={each.answer} /> <span className="dim">{each.ruledBy?.name}</span>
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
