import { counted, toWords } from '../words/words.js'
import type { ChangeDetail, Check, Happening, RuleDiff, Signs } from './documents.js'

export const numberOf = (change: { readonly number: number }) => `#${change.number}`

/** What an open change waits for, in one line; the first thing first. */
export function standingWords(state: string, merge: Signs['merge']): string {
  if (state !== 'OPEN') return toWords(state)
  if (merge.conflicts.length > 0) return 'in conflict'
  const kinds = merge.obstacles.map(({ kind }) => kind)
  if (kinds.includes('CHANGES_REQUESTED')) return 'changes requested'
  if (kinds.includes('CHECKS_MISSING')) return 'waits for checks'
  if (kinds.includes('APPROVALS_MISSING')) {
    const missing = Math.max(1, merge.requiredApprovals - merge.approvals)
    return `waits for ${counted(missing, merge.approvals > 0 ? 'more approval' : 'approval')}`
  }
  if (kinds.includes('OWNERS_MISSING')) return 'waits for an owner'
  return 'ready to merge'
}

/** `1 of 2`. */
export const approvalWords = ({
  approvals,
  requiredApprovals,
}: Pick<Signs['merge'], 'approvals' | 'requiredApprovals'>) =>
  requiredApprovals === 0 ? String(approvals) : `${approvals} of ${requiredApprovals}`

/** `2 of 3 passed`, or what stands in the way of it. */
export function checksWords(checks: readonly Pick<Check, 'state'>[]): string {
  if (checks.length === 0) return 'none'
  const count = (...states: string[]) => checks.filter(({ state }) => states.includes(state)).length
  const failed = count('FAILED', 'ERRORED')
  if (failed > 0) return `${failed} of ${checks.length} failed`
  const passed = count('PASSED')
  return passed === checks.length ? 'all passed' : `${passed} of ${checks.length} passed`
}

/** How a rule changed: `re-worded, severity medium to high`. */
export function ruleChangeWords({ kind, fields, before, after }: RuleDiff): string {
  if (kind !== 'changed' || !before || !after) return kind
  const said = fields.map((field) => {
    if (field === 'WORDING') return 're-worded'
    if (field === 'TITLE') return 'renamed'
    if (field === 'SEVERITY')
      return `severity ${toWords(before.severity)} to ${toWords(after.severity)}`
    if (field === 'OUTCOME')
      return `leads to ${toWords(after.outcome)}, not ${toWords(before.outcome)}`
    if (field === 'PRECEDENCE') return `precedence ${before.precedence} to ${after.precedence}`
    if (field === 'GROUND') return `ground ${before.ground} to ${after.ground}`
    return field === 'TERMS' ? 'another clause of the terms' : 'another provision of law'
  })
  return said.join(', ') || 'moved'
}

/** Why an approval or a request does not count any more; null while it does. */
export function dismissal(
  { id, kind, commit, stands, by }: Happening,
  { head, authors, events }: Pick<ChangeDetail, 'head' | 'authors' | 'events'>,
): string | null {
  if (stands || (kind !== 'APPROVED' && kind !== 'CHANGES_REQUESTED')) return null
  if (authors.some((author) => author.id === by.id))
    return 'does not count: wrote a part of the change'
  const at = events.findIndex((event) => event.id === id)
  const later = events
    .slice(at + 1)
    .find((event) => event.by.id === by.id && /APPROVED|CHANGES_REQUESTED/.test(event.kind))
  if (later?.kind === 'APPROVED') return 'approved since'
  if (later) return 'asked for changes since'
  if (kind === 'APPROVED' && commit !== head)
    return `dismissed: the branch moved on to ${head.slice(0, 7)}`
  return 'does not count any more'
}

/** What a refusal says of a conflict: where, and what resolves it. */
export function conflictFrom(facts: unknown): {
  readonly paths: readonly string[]
  readonly commands: readonly string[]
} {
  const known = (facts ?? {}) as Record<string, unknown>
  const strings = (value: unknown) =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return { paths: strings(known['paths']), commands: strings(known['commands']) }
}
