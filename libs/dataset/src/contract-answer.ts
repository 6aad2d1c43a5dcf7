import type { JsonContract, Outcome, OutputContract } from '@assize/policy'

/** What a person concluded, as far as an answer can carry it. */
export interface Conclusion {
  readonly outcome: Outcome
  readonly rules: readonly string[]
}

/** The version whose form of answer is asked for. */
export interface AskedBy {
  readonly contract: OutputContract
  readonly text: string
}

/** The answer the policy asks for, stating `label`: what a model that had judged as the person did would have sent. */
export function answerUnder(
  { contract, text }: AskedBy,
  label: string,
  { outcome, rules }: Conclusion,
  rationale: string | null = null,
): string {
  switch (contract.kind) {
    case 'binary':
    case 'words':
    case 'custom':
    case 'dual-codes':
      return label
    case 'report': {
      const { labelField, violationsField } = contract
      const cited = outcome === 'violates' && rules.length > 0 ? rules.join(', ') : 'None'
      return [
        ...(labelField ? [`${labelField}: ${label}`] : []),
        ...(violationsField ? [`${violationsField}: ${cited}`] : []),
      ].join('\n')
    }
    case 'category-json':
    case 'rationale-json':
      return jsonAnswer({ contract, text }, label, { outcome, rules }, rationale)
  }
}

/** The keys the policy names, as far as a person's conclusion fills them. */
function jsonAnswer(
  { contract, text }: { readonly contract: JsonContract; readonly text: string },
  label: string,
  { outcome, rules }: Conclusion,
  rationale: string | null,
): string {
  const { labelKey, rulesKey } = contract
  const cited = outcome === 'violates' ? rules : []
  const keys = [...new Set([labelKey, rulesKey, ...keysAsked(text)])]
  const entries = keys.flatMap((key): [key: string, value: unknown][] => {
    if (key === labelKey) return [[key, /^[01]$/.test(label) ? Number(label) : label]]
    if (key === rulesKey || rulesKeys.test(key))
      return [[key, key.endsWith('s') ? cited : (cited[0] ?? null)]]
    return rationaleKeys.test(key) && rationale !== null ? [[key, rationale]] : []
  })
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${spaced(value)}`).join(', ')}}`
}

/** Whether the policy wants reasons with the answer. */
export const asksForRationale = ({ contract, text }: AskedBy): boolean =>
  contract.kind === 'rationale-json' && keysAsked(text).some((key) => rationaleKeys.test(key))

const rulesKeys = /^(?:policy_category|rule_ids?|rules?|codes?|categor(?:y|ies))$/
const rationaleKeys = /^(?:rationale|reason(?:ing)?|explanation|justification)$/

/** Keys of JSON that the policy's text names, in its order. */
const keysAsked = (text: string): readonly string[] => [
  ...new Set(Array.from(text.matchAll(/"([\w-]{1,40})"[ \t]?:/g), (match) => match[1] ?? '')),
]

/** With a space after each comma, as policies write their examples. */
const spaced = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map((each) => JSON.stringify(each)).join(', ')}]`
    : JSON.stringify(value)
