import { inferForm, type ReportForm } from './infer-contract-form.js'
import { inferLabels } from './infer-contract-labels.js'
import { inferRules } from './infer-contract-rules.js'
import { inferScale } from './infer-contract-scales.js'
import type {
  ContractLabel,
  ContractRule,
  OutputContract,
  ReportContract,
} from './output-contract.js'

const strictWords =
  /\b(?:exactly one (?:word|label|digit|token|character)|(?:a|one) single (?:word|label|digit|token|character)|(?:only|just) (?:one|the) (?:word|label|digit|token|number)|only one (?:word|label|digit)|nothing else|no other text|no additional (?:text|words)|do not (?:include|add|provide|give|write) any(?:thing| (?:explanation|other|additional|text))|without (?:any )?(?:explanation|punctuation|other text)|(?:return|output|respond|reply|answer)(?: with)? only)\b/i

/**
 * The contract that a policy's own text states, for policies that come without a manifest. A policy that asks for
 * a form has a `report` contract; it is no fault of the output to carry no label then.
 */
export function inferContract(policyText: string): OutputContract {
  const form = inferForm(policyText)
  const labels = form?.labels ?? inferLabels(policyText)
  const rules = inferRules(policyText, labels)
  const strict = demandsBareAnswer(policyText)
  if (form?.kind === 'json') {
    const { labelKey, rulesKey, hasRationale } = form
    const kind = hasRationale ? 'rationale-json' : 'category-json'
    return { kind, labels, rules, strict, labelKey, rulesKey }
  }
  if (form?.kind === 'report') return reportContract(form, labels, rules)
  if (labels.length === 0 && asksForDualCodes(policyText))
    return { kind: 'dual-codes', labels, rules, strict }
  if (labels.length === 0 && asksForOneCode(policyText)) {
    const codes = rules.flatMap(({ code, outcome }) => (outcome ? [{ label: code, outcome }] : []))
    if (new Set(codes.map((each) => each.outcome)).size > 1)
      return { kind: 'custom', labels: codes, rules, strict: strict && !leads.test(policyText) }
  }
  const scale = labels.length === 0 ? inferScale(policyText) : undefined
  if (scale) {
    const graded = rules.map(({ code, outcome }) => {
      const told = scale.find(({ label }) => label === code)?.outcome ?? outcome
      return told ? { code, outcome: told } : { code }
    })
    return {
      kind: 'custom',
      labels: scale,
      rules: graded,
      strict: strict && !leads.test(policyText),
    }
  }
  if (labels.length === 0) return reportContract(null, labels, rules)
  return { kind: wordKind(labels), labels, rules, strict: strict && !leads.test(policyText) }
}

/** A form to fill in; without one, words of the model's own. */
export function reportContract(
  form: ReportForm | null,
  labels: readonly ContractLabel[],
  rules: readonly ContractRule[],
): ReportContract {
  const { labelField, violationsField } = form ?? {}
  return {
    kind: 'report',
    labels,
    rules,
    strict: false,
    fields: form?.fields ?? [],
    ...(labelField ? { labelField } : {}),
    ...(violationsField ? { violationsField } : {}),
  }
}

/** Whether the policy wants the answer alone, so that a wrapper around it is a fault of form. */
export const demandsBareAnswer = (policyText: string): boolean => strictWords.test(policyText)

/** `Category: <code>`: the answer that is asked for has a name in front. */
const leads =
  /^[^\p{L}\n]{0,6}(?:category|code|rule|class|label|verdict|answer|tier|decision)[*_]{0,2}\s{0,2}:\s{0,2}[<[{]/imu

const asksForOneCode = (text: string): boolean =>
  leads.test(text) ||
  /\b(?:answer|return|respond|output|reply|give)\b[^.\n]{0,60}\b(?:code|category|rule id)\b/i.test(
    text,
  )

const asksForDualCodes = (text: string): boolean =>
  /\bD-[A-Z]{1,8}[-.]?\d[^\n]{0,12}\bR-[A-Z]{1,8}[-.]?\d/.test(text)

function wordKind(labels: readonly ContractLabel[]): 'binary' | 'words' | 'custom' {
  const words = new Set(labels.map(({ label }) => label))
  if ([...words].every((word) => word === '0' || word === '1')) return 'binary'
  return words.has('VALID') && words.has('INVALID') ? 'words' : 'custom'
}
