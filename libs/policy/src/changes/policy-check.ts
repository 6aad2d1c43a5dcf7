import { PolicyError } from '../policy-error.js'
import { checkWords } from '../policy-text.js'

export const checkStates = ['queued', 'running', 'passed', 'failed', 'errored'] as const
export type CheckState = (typeof checkStates)[number]

/** What this room does itself, of every head. */
export const lintCheck = 'lint'

/** How a check of a commit stands. What the report says is the business of the room that made it. */
export interface PolicyCheck {
  readonly id: string
  readonly commit: string
  readonly name: string
  readonly state: CheckState
  readonly reportId: string | null
  readonly summary: string | null
  readonly reportedBy: string
  readonly reportedAt: Date
}

export type CheckReport = Pick<
  PolicyCheck,
  'commit' | 'name' | 'state' | 'reportId' | 'summary' | 'reportedBy'
>

/** Of each name the newest; `checks` are oldest first. */
export const newestChecks = (checks: readonly PolicyCheck[]): readonly PolicyCheck[] => [
  ...new Map(checks.map((check) => [check.name, check])).values(),
]

/** The required ones that did not pass, those nobody reported among them. */
export function missingChecks(
  required: readonly string[],
  checks: readonly PolicyCheck[],
): readonly string[] {
  const passed = new Set(
    newestChecks(checks).flatMap(({ name, state }) => (state === 'passed' ? [name] : [])),
  )
  return required.filter((name) => !passed.has(name))
}

/** Throws `CHECK_REFUSED` for a report of another shape. Lint is reported by nobody but this room. */
export function checkReport(report: CheckReport): CheckReport {
  const isNamed = /^[a-z][a-z0-9-]{0,39}$/.test(report.name) && report.name !== lintCheck
  const isKnown = (checkStates as readonly string[]).includes(report.state)
  if (!isNamed || !isKnown || !/^[0-9a-f]{40}$/.test(report.commit))
    throw new PolicyError('CHECK_REFUSED', 'expected a commit, a name of a check and a state')
  return { ...report, summary: checkWords(report.summary ?? '', 'summary') || null }
}
