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
  /^(?:violation|violates|is_?violation|violating|unsafe|harmful|disallowed|blocked?|label|verdict|decision|classification|result|outcome|flag(?:ged)?|action|risk_decision|recommendation|status|answer|assessment|ruling|judge?ment|determination|compliance|final_(?:decision|verdict|label|answer)|is_(?:violating|unsafe|harmful|spam|infringing))$/i
const allowingNames =
  /^(?:is_?)?(?:safe|allowed|compliant|acceptable|valid|approved|permitted|ok)$/i
const ruleNames =
  /^(?:policy_category|categor(?:y|ies)|rule_?ids?|rules?|codes?|policy_code|violated_(?:rules|policies|codes|sections)|violations|paragraph|section|clause|article|criteri(?:on|a)|tier|policy_(?:rule|section|id)|rule_(?:code|violated)|reason_code)$/i
const rationaleNames = /^(?:rationale|reason(?:ing|s)?|explanation|justification|analysis)$/i
const returns = /\b(?:return|respond|output|reply|answer|report|provide|format)\b/i

/** A JSON object or a list of named fields that the policy asks for, unless it asks for one word. */
export function inferForm(policyText: string): JsonForm | ReportForm | undefined {
  return inferJson(policyText) ?? inferReport(policyText)
}

function inferJson(text: string): JsonForm | undefined {
  for (const { block, start } of listBlocks(text)) {
    const before = text.slice(Math.max(0, start - 400), start)
    const keys = [...block.matchAll(/"([\w-]+)"\s*:/g)].map((key) => key[1] ?? '')
    const labelKey = keys.find((key) => labelNames.test(key) || allowingNames.test(key))
    if (!labelKey || !returns.test(before)) continue
    // A block right behind the words that ask for it is the form, whether or not they call it JSON.
    const isRightBehind =
      /\b(?:format|output|answer|reply|respond|return)\b[^.\n]{0,40}:?\**:?\s*(?:```\w*\s*)?$/i.test(
        before,
      )
    if (!/\bjson\b/i.test(before) && !isRightBehind) continue
    const rulesKey = keys.find((key) => ruleNames.test(key)) ?? 'policy_category'
    const value = new RegExp(`"${labelKey}"\\s*:\\s*([^,}\\n]*)`).exec(block)?.[1] ?? ''
    const hasRationale = keys.some((key) => rationaleNames.test(key))
    return {
      kind: 'json',
      labels: labelsOfValue(value, text, allowingNames.test(labelKey)),
      labelKey,
      rulesKey,
      hasRationale,
    }
  }
  return undefined
}

const longestBlock = 2000
const mostBraces = 200

/** Balanced braces with keys in them, outermost first. */
function* listBlocks(text: string): Iterable<{ block: string; start: number }> {
  let start = text.indexOf('{')
  for (let tried = 0; start >= 0 && tried < mostBraces; tried += 1) {
    let depth = 0
    for (let end = start; end < Math.min(text.length, start + longestBlock); end += 1) {
      if (text[end] === '{') depth += 1
      else if (text[end] === '}' && (depth -= 1) === 0) {
        yield { block: text.slice(start, end + 1), start }
        break
      }
    }
    start = text.indexOf('{', start + 1)
  }
}

function labelsOfValue(
  value: string,
  text: string,
  affirmsAllowed: boolean,
): readonly ContractLabel[] {
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
    { label: '0', outcome: affirmsAllowed ? 'violates' : 'allowed' },
    { label: '1', outcome: affirmsAllowed ? 'allowed' : 'violates' },
  ]
}

const asks = /\b(?:return|respond|output|reply|answer|report|provide|format|structure)\b/i
/** A line that asks for a form is a sentence, not a chapter. */
const longestHeader = 400
const field = /^[ \t]*(?:[-*•]|\d+[.)])?[ \t]*\**([A-Z][\p{L} /_-]{2,40}?)\**:\**[ \t]*(\S[^\n]*)$/u

/** The first list of two fields or more right below a line that asks for them. */
function listFields(text: string): Map<string, string> {
  const lines = text.split('\n')
  for (const [at, header] of lines.entries()) {
    if (header.length > longestHeader || !/:[ \t*]*$/.test(header) || !asks.test(header)) continue
    const fields = new Map<string, string>()
    for (let next = at + 1; next < lines.length; next += 1) {
      const line = lines[next] ?? ''
      const [, name, value] = field.exec(line) ?? []
      if (line.trim() === '' && fields.size === 0) continue
      if (name === undefined || value === undefined || /^\[INPUT\]/i.test(value)) break
      fields.set(name.trim(), value)
    }
    if (fields.size > 1) return fields
  }
  return new Map()
}

function inferReport(text: string): ReportForm | undefined {
  if (/\bexactly one (?:word|label|digit)\b/i.test(text)) return undefined
  const values = listFields(text)
  if (values.size === 0) return undefined
  const fields = [...values.keys()]
  const labelField = fields.find((name) =>
    /^(?:(?:final |risk |overall )?(?:decision|verdict|classification|label|outcome|action|recommendation|result))$/i.test(
      name,
    ),
  )
  const violationsField = fields.find((name) => /violat\w*|categories|flags/i.test(name))
  const labels = labelField === undefined ? [] : labelsInMenu(values.get(labelField) ?? '', text)
  if (labels.length === 0 && violationsField === undefined) return undefined
  return {
    kind: 'report',
    labels,
    fields,
    ...(labelField && labels.length > 0 ? { labelField } : {}),
    ...(violationsField ? { violationsField } : {}),
  }
}

function labelsInMenu(value: string, text: string): readonly ContractLabel[] {
  const items = value
    .split(/\s*(?:,|\/|\||\bor\b)\s*/i)
    .map((item) => item.replace(/^[\s"'“‘`*[(<{]+|[\s"'”’`*\])>}.]+$/g, ''))
    .filter((item) => /^[\p{L}][\p{L}_-]*(?: [\p{L}_-]+){0,2}$/u.test(item))
  const known = items.flatMap((label): ContractLabel[] => {
    const outcome = meaningOfWord(label)
    return outcome ? [{ label, outcome }] : []
  })
  if (new Set(known.map((each) => each.outcome)).size < 2) return inferLabels(text)
  return items.map((label) => ({ label, outcome: meaningOfWord(label) ?? 'undetermined' }))
}
