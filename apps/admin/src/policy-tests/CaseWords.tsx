import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.js'
import '../reading/reading.css'
import './policy-tests.css'

interface Rule {
  readonly code: string
  readonly title: string
  readonly severity: string
}

/**
 * What a case is about where it may hurt to read: the title of a rule of high severity that it expects. Where the rules
 * are not known, every case that expects one and violates may hurt.
 */
export function hurtOf(
  { rules: expected, violates }: { readonly rules: readonly string[]; readonly violates: boolean },
  rules: readonly Rule[] | null,
): string | null {
  if (rules === null) return violates && expected.length > 0 ? expected.join(' ') : null
  return (
    rules.find(({ code, severity }) => severity === 'HIGH' && expected.includes(code))?.title ??
    null
  )
}

interface Props {
  readonly children: ReactNode
  /** Shown in place of the words until they are asked for; null where they may stand. */
  readonly category: string | null
}

/** Words of a case, behind what they are about where that may hurt. */
export function CaseWords({ category, children }: Props) {
  const [shown, show] = useState(false)
  if (category === null || shown) return children
  return (
    <span className="blur">
      {category}
      <s aria-hidden="true">words that are not shown until asked for</s>
      <Button kind="quiet" icon="eye" onClick={() => show(true)}>
        show
      </Button>
    </span>
  )
}
