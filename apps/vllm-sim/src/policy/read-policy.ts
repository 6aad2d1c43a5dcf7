import { readContract, type Contract } from './read-contract.js'

export type Side = 'violates' | 'allowed' | 'undetermined'

/** A line of the policy that speaks for one side; `code` where it carries a rule code. */
export interface Criterion {
  readonly side: Side
  readonly code: string | null
  /** The line after code and title, exactly as the policy has it. */
  readonly text: string
}

export interface Example {
  readonly side: Side
  /** The rule code that the policy gives as its reason, where it does. */
  readonly code: string | null
  readonly text: string
}

/** What the simulator understands of a policy; it looks at form and words only. */
export interface ReadPolicy {
  readonly title: string
  readonly codes: readonly string[]
  readonly criteria: readonly Criterion[]
  readonly examples: readonly Example[]
  readonly contract: Contract
}

const codePattern = /(?<![\w-])[A-Z]{1,6}-?\d+(?:\.(?:\d+|[a-z]))*(?![\w-])/g
const headingPattern = /^\s*(?:#{1,6}\s+|(?:✅|🚫|❗|🚨|❌|⚠️)\s*|\*\*)/u
const itemPattern = /^\s*(?:[-*|]|\d+[.)])\s*(.+)$/
const answerPattern = /^\s*(?:- )?(?:(?:✅|❌)\s*)?(?:answer|output|label|verdict)\b[^:]*:/iu
const reasonPattern = /^\s*(?:why|reason)\b[^:]*:/i

export function readPolicy(text: string): ReadPolicy {
  const contract = readContract(text)
  const lines = text.split('\n')
  const reader = new PolicyReader(contract)
  for (const line of lines) reader.read(line)
  return {
    title: titleOf(lines),
    codes: [...new Set(text.match(codePattern) ?? [])],
    criteria: reader.criteria,
    examples: reader.examples,
    contract,
  }
}

/** Walks the lines, knowing the heading it stands under and the example still waiting for its answer. */
class PolicyReader {
  readonly criteria: Criterion[] = []
  readonly examples: Example[] = []
  #side: Side | null = null
  #inExamples = false
  #open: string | null = null

  constructor(private readonly contract: Contract) {}

  read(line: string): void {
    if (headingPattern.test(line)) this.#heading(line)
    else if (answerPattern.test(line)) this.#answer(line)
    else if (reasonPattern.test(line)) this.#reason(line)
    else this.#item(line)
  }

  #heading(line: string): void {
    this.#inExamples = /examples?\b/i.test(line)
    this.#side = this.#inExamples ? null : sideOfHeading(line, this.contract)
    const code = line.match(codePattern)?.[0]
    if (this.#side && code) this.#addCriterion(this.#side, code, afterCode(line, code))
  }

  #answer(line: string): void {
    const side = sideOfLabel(line, this.contract)
    if (this.#open && side) this.examples.push({ side, code: null, text: this.#open })
    this.#open = null
  }

  #reason(line: string): void {
    const code = line.match(codePattern)?.[0]
    const last = this.examples.at(-1)
    if (code && last) this.examples[this.examples.length - 1] = { ...last, code }
  }

  #item(line: string): void {
    const item = itemPattern.exec(line)?.[1]
    if (!item) return
    const quoted = /["“]([^"”]{3,})["”]/.exec(item)?.[1]
    if (quoted) this.#example(item, quoted)
    if (!this.#side || (quoted && this.#inExamples)) return
    const code = item.match(codePattern)?.[0]
    if (code && item.indexOf(code) < 4) this.#addCriterion(this.#side, code, afterCode(item, code))
    else if (!quoted) this.#addCriterion(this.#side, null, item)
  }

  #example(item: string, quoted: string): void {
    const after = item.slice(item.indexOf(quoted) + quoted.length)
    const side = sideOfLabel(after, this.contract) ?? (this.#inExamples ? null : this.#side)
    if (side) this.examples.push({ side, code: null, text: quoted })
    else this.#open = quoted
  }

  #addCriterion(side: Side, code: string | null, text: string): void {
    if (text.length > 8) this.criteria.push({ side, code, text })
  }
}

function sideOfHeading(heading: string, contract: Contract): Side | null {
  const named = sideOfLabel(heading, contract)
  if (named) return named
  if (/\b(?:safe|allowed|permitted|benign|non-violat\w+|not violat\w+)\b/i.test(heading))
    return 'allowed'
  return /\b(?:violates|violating|prohibited|forbidden)\b/i.test(heading) ? 'violates' : null
}

function sideOfLabel(text: string, { labels }: Contract): Side | null {
  if (labels.undetermined !== null && hasToken(text, labels.undetermined)) return 'undetermined'
  if (hasToken(text, labels.violates)) return 'violates'
  return hasToken(text, labels.allowed) ? 'allowed' : null
}

const hasToken = (text: string, token: string): boolean =>
  new RegExp(`(?<![\\w.-])${token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|\\.\\w)`).test(
    text,
  )

/** The rest of a rule's line after its code and the title before the colon. */
function afterCode(line: string, code: string): string {
  const rest = line.slice(line.indexOf(code) + code.length).replace(/^[\s:.)\]*–—-]+/, '')
  const colon = rest.indexOf(': ')
  return colon > 0 && colon < 60 ? rest.slice(colon + 2).trim() : rest.trim()
}

const titleOf = (lines: readonly string[]): string =>
  (lines.find((line) => line.trim() !== '') ?? 'the policy')
    .replace(/^[#\s*]+/, '')
    .trim()
    .slice(0, 80)
