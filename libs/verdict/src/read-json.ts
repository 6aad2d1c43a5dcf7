import { toStorableText } from '@assize/kernel'
import type { ContractLabel, JsonContract } from '@assize/policy'
import { findJsonObject } from './json-object.js'
import { unreadable, type OutcomeReading, type ReadingFault } from './outcome-reading.js'

/** What a model names is kept and searched by; no policy has so many rules, nor codes so long. */
const limits = { rules: 50, characters: 100 } as const

/** Reads a JSON verdict; 0/1, true/false and "0"/"1" mean the same, unknown keys are left alone. */
export function readJson(output: string, contract: JsonContract): OutcomeReading {
  const object = findJsonObject(output)
  if (!object) return unreadable(output.includes('{') ? 'malformed-json' : 'no-label')
  const label = labelOf(object.value[contract.labelKey], contract.labels)
  if (!label) return unreadable('no-label')
  const exact = output.trim().length === object.end - object.start
  const rules = rulesOf(object.value[contract.rulesKey])
  const known = new Set(contract.rules.map((rule) => rule.code))
  const faults: ReadingFault[] = []
  if (!exact && contract.strict) faults.push('not-exact')
  const isAsked = known.size > 0 || contract.rulesKey in object.value
  if (label.outcome === 'violates' && rules.length === 0 && isAsked) faults.push('rule-missing')
  if (known.size > 0 && rules.some((code) => !known.has(code))) faults.push('rule-unknown')
  const severity = textOf(object.value['severity'])
  const confidence = textOf(object.value['confidence'])
  const rationale = textOf(
    object.value['rationale'] ?? object.value['reasoning'] ?? object.value['explanation'],
  )
  return {
    outcome: label.outcome,
    label: label.label,
    labelSpan: { start: object.start, end: object.end },
    rules,
    ...(severity ? { severity } : {}),
    ...(confidence ? { confidence: shortText(confidence) } : {}),
    ...(rationale ? { rationale } : {}),
    form: exact ? 'exact' : 'wrapped',
    faults,
  }
}

function labelOf(value: unknown, labels: readonly ContractLabel[]): ContractLabel | undefined {
  const seen = typeof value === 'boolean' ? String(Number(value)) : textOf(value)?.toLowerCase()
  if (seen === undefined) return undefined
  const spelt = seen === 'true' ? '1' : seen === 'false' ? '0' : seen
  return (
    labels.find(({ label }) => label.toLowerCase() === seen) ??
    labels.find(({ label }) => label === spelt)
  )
}

function rulesOf(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value]
  const codes = items.flatMap((item) => (typeof item === 'string' ? shortText(item) : []))
  const named = codes.filter((code) => !/^(?:|none|null|n\/a)$/i.test(code))
  return [...new Set(named)].slice(0, limits.rules)
}

/** Made storable last: a cut may halve a surrogate pair. */
const shortText = (text: string): string => toStorableText(text.trim().slice(0, limits.characters))

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
