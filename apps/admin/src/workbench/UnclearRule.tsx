import { useEffect, useRef } from 'react'
import { RuleRulings } from '../rulings/RuleRulings.js'
import type { Case } from './documents.js'
import type { Draft } from './decision.js'

type Unclear = NonNullable<Draft['unclear']>
type Rules = Case['verdict']['policyVersion']['rules']

/** What is asked about unless another is chosen: the rule picked, else the one the model named. */
export const firstUnclear = (
  picked: readonly string[],
  { rules, policyVersion }: Case['verdict'],
): Unclear => ({
  rule: picked[0] ?? rules[0] ?? policyVersion.rules[0]?.code ?? '',
  question: '',
})

interface Props {
  readonly rules: Rules
  readonly unclear: Unclear
  readonly onChange: (unclear: Unclear) => void
}

/** Asks the author of a rule, with the decision; what was ruled before stands beside it. */
export function UnclearRule({ rules, unclear, onChange }: Props) {
  const question = useRef<HTMLTextAreaElement>(null)
  useEffect(() => question.current?.focus(), [])
  const rulings = rules.find(({ code }) => code === unclear.rule)?.rulings ?? []
  return (
    <div className="unclear" role="group" aria-label="Policy unclear">
      <label>
        <span className="label">Unclear rule</span>
        <select
          className="field"
          value={unclear.rule}
          onChange={(event) => onChange({ ...unclear, rule: event.target.value })}
        >
          {rules.map(({ code, title }) => (
            <option key={code} value={code}>
              {code} {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="label">What its author is asked, on the record with the decision</span>
        <textarea
          ref={question}
          rows={2}
          maxLength={4000}
          value={unclear.question}
          onChange={(event) => onChange({ ...unclear, question: event.target.value })}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </label>
      <RuleRulings rulings={rulings} />
    </div>
  )
}
