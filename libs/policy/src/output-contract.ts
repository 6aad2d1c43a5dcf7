/** What a verdict concludes about content. `undetermined` is never treated as `allowed`. */
export const outcomes = ['violates', 'allowed', 'undetermined'] as const
export type Outcome = (typeof outcomes)[number]

export const contractKinds = [
  'binary',
  'category-json',
  'rationale-json',
  'words',
  'dual-codes',
  'custom',
  'report',
] as const
export type ContractKind = (typeof contractKinds)[number]

/** A word the model may answer with, as the policy spells it. */
export interface ContractLabel {
  readonly label: string
  readonly outcome: Outcome
}

/** A rule code the policy defines; `outcome` is absent where the policy does not say what it implies. */
export interface ContractRule {
  readonly code: string
  readonly outcome?: Outcome
}

interface Terms {
  readonly labels: readonly ContractLabel[]
  readonly rules: readonly ContractRule[]
  /** The policy demands the bare answer and nothing around it. */
  readonly strict: boolean
}

export interface WordContract extends Terms {
  readonly kind: 'binary' | 'words' | 'custom'
}

export interface JsonContract extends Terms {
  readonly kind: 'category-json' | 'rationale-json'
  readonly labelKey: string
  readonly rulesKey: string
}

export interface DualCodesContract extends Terms {
  readonly kind: 'dual-codes'
}

/** A filled-in form; the verdict is a field naming a label, or a list that is empty when nothing is violated. */
export interface ReportContract extends Terms {
  readonly kind: 'report'
  readonly fields: readonly string[]
  readonly labelField?: string
  readonly violationsField?: string
}

/** What the model was told to answer, and how each answer maps to an outcome and to rules. */
export type OutputContract = WordContract | JsonContract | DualCodesContract | ReportContract

export function outcomeOfLabel(contract: OutputContract, label: string): Outcome | undefined {
  const wanted = label.toLowerCase()
  return contract.labels.find((each) => each.label.toLowerCase() === wanted)?.outcome
}

/** A sub-code without an entry of its own takes the outcome of its parent (`SP2.b` of `SP2`). */
export function outcomeOfRule(contract: OutputContract, code: string): Outcome | undefined {
  const exact = contract.rules.find((rule) => rule.code === code)
  if (exact) return exact.outcome
  const parent = contract.rules.find((rule) => code.startsWith(`${rule.code}.`))
  return parent?.outcome
}
