import { eachMatch } from '@assize/kernel'
import { listCodeMentions, type ReportContract } from '@assize/policy'
import { listLabelTokens } from './label-tokens.js'
import { unreadable, type OutcomeReading } from './outcome-reading.js'

interface Field {
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Reads a filled-in form: a field that names a label, else a list of what is violated, empty meaning nothing. */
export function readReport(output: string, contract: ReportContract): OutcomeReading {
  const rationale = findField(output, /^(?:rationale|reason(?:ing|s)?|explanation|justification)$/i)
  const severity = findField(output, /severity|risk level/i)
  const about = {
    rules: rulesOf(output, contract),
    ...(severity?.value ? { severity: severity.value } : {}),
    ...(rationale?.value ? { rationale: rationale.value } : {}),
    form: 'exact' as const,
    faults: [],
  }
  const { labelField, violationsField } = contract
  const decision = labelField === undefined ? undefined : findField(output, exactly(labelField))
  if (decision && contract.labels.length > 0) {
    const tokens = listLabelTokens(decision.value, contract.labels, []).filter((each) => !each.idle)
    const [first] = tokens
    if (!first || new Set(tokens.map((each) => each.label.label)).size > 1)
      return unreadable(first ? 'two-labels' : 'no-label')
    const { label, outcome } = first.label
    const start = decision.start + first.start
    return { outcome, label, labelSpan: { start, end: decision.start + first.end }, ...about }
  }
  const list =
    violationsField === undefined ? undefined : findField(output, exactly(violationsField))
  if (!list) return unreadable('no-label')
  const nothing = /^(?:\[\s*\]|\[?\s*(?:none|n\/a|null|no violations?)\b[^\]]*\]?)?$/i.test(
    list.value,
  )
  if (nothing && list.value === '') return unreadable('no-label')
  return { outcome: nothing ? 'allowed' : 'violates', label: null, ...about }
}

const exactly = (name: string): RegExp =>
  new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'i')

const line =
  /^[ \t]*(?:[-*•]+|\d+[.)])?[ \t]*\**([\p{L}][\p{L} /_-]{1,40}?)\**[ \t]*:\**[ \t]*([^\n]*)$/gmu

function findField(output: string, name: RegExp): Field | undefined {
  for (const match of eachMatch(output, line)) {
    if (!name.test((match[1] ?? '').trim())) continue
    const raw = match[2] ?? ''
    const value = raw.trim().replace(/^\*+\s*|\s*\*+$/g, '')
    const start = match.index + match[0].lastIndexOf(raw) + raw.indexOf(value)
    return { value, start, end: start + value.length }
  }
  return undefined
}

function rulesOf(output: string, contract: ReportContract): string[] {
  const known = new Set(contract.rules.map((rule) => rule.code))
  return [
    ...new Set(listCodeMentions(output).flatMap(({ code }) => (known.has(code) ? [code] : []))),
  ]
}
