import { inferLabels } from './infer-contract-labels.js'
import { meaningOfWord } from './label-meaning.js'
import type { ContractLabel } from './output-contract.js'

export interface JsonForm {
  readonly kind: 'json'
  readonly labels: readonly ContractLabel[]
  readonly labelKey: string
  readonly rulesKey: string
  readonly hasRationale: boolean
}

export interface ReportForm {
  readonly kind: 'report'
  readonly labels: readonly ContractLabel[]
  readonly fields: readonly string[]
  readonly labelField?: string
  readonly violationsField?: string
}

const labelNames =
  /^(?:violation|violates|is_?violation|violating|label|verdict|decision|classification|result|outcome|flagged|action|risk_decision|recommendation)$/i
const ruleNames =
  /^(?:policy_category|categor(?:y|ies)|rule_?ids?|rules?|codes?|policy_code|violated_(?:rules|policies|codes)|violations)$/i
const rationaleNames = /^(?:rationale|reason(?:ing|s)?|explanation|justification|analysis)$/i
const returns = /\b(?:return|respond|output|reply|answer|report|provide|format)\b/i

/** A JSON object or a list of named fields that the policy asks for, unless it asks for one word. */
export function inferForm(policyText: string): JsonForm | ReportForm | undefined {
  return inferJson(policyText) ?? inferReport(policyText)
}

function inferJson(text: string): JsonForm | undefined {
  for (const match of text.matchAll(/\{[^{}]*"[\w-]+"\s*:[^{}]*\}/g)) {
    const before = text.slice(Math.max(0, match.index - 400), match.index)
    const keys = [...match[0].matchAll(/"([\w-]+)"\s*:/g)].map((key) => key[1] ?? '')
    const labelKey = keys.find((key) => labelNames.test(key))
    if (!labelKey || !/\bjson\b/i.test(before + match[0]) || !returns.test(before)) continue
    const rulesKey = keys.find((key) => ruleNames.test(key)) ?? 'policy_category'
    const value = new RegExp(`"${labelKey}"\\s*:\\s*([^,}\\n]*)`).exec(match[0])?.[1] ?? ''
    const hasRationale = keys.some((key) => rationaleNames.test(key))
    return { kind: 'json', labels: labelsOfValue(value, text), labelKey, rulesKey, hasRationale }
  }
  return undefined
}

function labelsOfValue(value: string, text: string): readonly ContractLabel[] {
  const words = [...value.matchAll(/[\p{L}][\p{L}_-]+/gu)].map((match) => match[0])
  const known = words.flatMap((label): ContractLabel[] => {
    const outcome = meaningOfWord(label)
    return outcome ? [{ label, outcome }] : []
  })
  if (new Set(known.map((each) => each.outcome)).size > 1) return known
  const inferred = inferLabels(text)
  const numeric = /[01]/.test(value) || /\b(?:true|false|bool|boolean)\b/i.test(value)
  if (inferred.length > 0 && !numeric) return inferred
  return [
    { label: '0', outcome: 'allowed' },
    { label: '1', outcome: 'violates' },
  ]
}

const fieldLine =
  /^[ \t]*(?:[-*•]|\d+[.)])?[ \t]*\**([A-Z][\p{L} /-]{2,40}?)\**:\**[ \t]*(\[[^\]\n]*\]|<[^>\n]*>|\S[^\n]*\|[^\n]*)[ \t]*$/gmu

function inferReport(text: string): ReportForm | undefined {
  if (/\bexactly one (?:word|label|digit)\b/i.test(text)) return undefined
  const lines = [...text.matchAll(fieldLine)].filter(
    (match) => !/^\[(?:INPUT|content)\]$/i.test(match[2] ?? ''),
  )
  const first = lines[0]
  if (!first || lines.length < 2) return undefined
  const before = text.slice(Math.max(0, first.index - 400), first.index)
  if (!returns.test(before)) return undefined
  const fields = [...new Set(lines.map((match) => (match[1] ?? '').trim()))]
  const labelField = fields.find((field) =>
    /^(?:(?:final |risk |overall )?(?:decision|verdict|classification|label|outcome|action|recommendation))$/i.test(
      field,
    ),
  )
  const violationsField = fields.find((field) => /violat\w*|categories|flags/i.test(field))
  const value = lines.find((match) => match[1]?.trim() === labelField)?.[2]
  const labels = value === undefined ? [] : labelsInMenu(value, text)
  return {
    kind: 'report',
    labels,
    fields,
    ...(labelField ? { labelField } : {}),
    ...(violationsField ? { violationsField } : {}),
  }
}

function labelsInMenu(value: string, text: string): readonly ContractLabel[] {
  const words = [...value.matchAll(/[\p{L}][\p{L}_-]*/gu)].map((match) => match[0])
  const known = words.flatMap((label): ContractLabel[] => {
    const outcome = meaningOfWord(label)
    return outcome ? [{ label, outcome }] : []
  })
  return known.length > 1 ? known : inferLabels(text)
}
