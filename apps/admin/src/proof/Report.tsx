import type { ProofReport } from '@assize/tlog'
import { Icon, type IconName } from '../parts/Icon.js'
import { sayReport, type Mark } from './in-words.js'
import { meaningOf, type KeySource } from './meaning.js'

const icons: Record<Mark, IconName | null> = {
  holds: 'check',
  fails: 'cross',
  open: 'alert',
  unreached: null,
}
const spoken: Record<Mark, string> = {
  holds: 'holds',
  fails: 'does not hold',
  open: 'left open',
  unreached: 'not looked at',
}

/** Each step of the check, and how it went. */
export function Steps({ report }: { report: ProofReport }) {
  return (
    <ol className="proof-steps" aria-label="What was checked">
      {sayReport(report).map(({ what, mark, words }, at) => {
        const icon = icons[mark]
        return (
          <li key={at} data-mark={mark}>
            <span className="mark">{icon && <Icon name={icon} />}</span>
            <span>
              <span className="strong">{what}</span>{' '}
              <span className={mark === 'holds' ? 'hide' : 'label'}>{spoken[mark]}</span>
              <br />
              <span className={mark === 'unreached' ? 'dim' : 'sub'}>{words}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** The answer in one line, for the eye and for whoever listens. */
export function Answer({ report }: { report: ProofReport }) {
  return (
    <p className="proof-answer" data-holds={report.holds} role="status">
      <Icon name={report.holds ? 'check' : 'cross'} />
      {report.holds
        ? 'The proof holds. This browser recomputed all of it.'
        : 'Refused. The proof does not hold.'}
    </p>
  )
}

/** What it is worth, and what it is not. */
export function Worth({ report, keys }: { report: ProofReport; keys: KeySource }) {
  if (!report.holds)
    return (
      <p className="sub">
        Nothing follows from a proof that does not hold: not that the record is false, and not that
        it is true. Ask for both files again, from where they were made.
      </p>
    )
  const { proves, leavesOpen } = meaningOf(report.evidence, keys)
  return (
    <div className="proof-worth">
      <section aria-label="What this proves">
        <h2>What this proves</h2>
        <ul>
          {proves.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
      <section aria-label="What it does not prove">
        <h2>What it does not prove</h2>
        <ul>
          {leavesOpen.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}
