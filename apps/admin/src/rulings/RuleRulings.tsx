import { Link } from 'react-router'
import { Outcome } from '../parts/Outcome.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { Question } from './documents.js'
import './rulings.css'

export const isRuled = ({ ruledAt }: Question) => ruledAt !== null

/** What a ruling says, or why it cannot be read. */
export const RulingWords = ({ answer }: Pick<Question, 'answer'>) =>
  answer === null ? (
    <span className="dim">its words are gone, or not yours to see</span>
  ) : (
    <VisibleText text={answer} />
  )

/** The rulings on one rule, the newest first, and how many questions still wait. */
export function RuleRulings({ rulings }: { rulings: readonly Question[] }) {
  const ruled = rulings.filter(isRuled)
  const waiting = rulings.length - ruled.length
  if (rulings.length === 0) return null
  return (
    <ul className="rulings" aria-label={`Rulings on ${rulings[0]?.rule ?? 'the rule'}`}>
      {ruled.map((ruling) => (
        <li key={ruling.id}>
          <b>Ruling</b> {ruling.outcome && <Outcome name={ruling.outcome} />}{' '}
          <RulingWords answer={ruling.answer} />{' '}
          <span className="dim">
            {ruling.ruledBy?.name} {ruling.ruledAt && <Time at={ruling.ruledAt} />}
          </span>
        </li>
      ))}
      {waiting > 0 && (
        <li>
          <Link to="/questions">
            {waiting === 1 ? '1 question waits' : `${waiting} questions wait`} for a ruling
          </Link>
        </li>
      )}
    </ul>
  )
}
