import { eachMatch } from '@assize/kernel'
import { listHeadedLines } from './heading-outcome.js'
import type { Outcome } from './output-contract.js'

/** A part of a policy called by its number or letter: `Section 4.2`, `Appendix B`, `rule 7`. */
export interface PartMention {
  /** In lower case and singular: `section`, `appendix`, `rule`; `number` where only a number stands. */
  readonly noun: string
  /** Without brackets and a closing full stop: `4.2`, `B`, `7`. */
  readonly label: string
  readonly start: number
  readonly end: number
}

/** What a policy numbers or letters of its own. */
export interface PolicyParts {
  /** Numbers and letters at the heads of lines: `4`, `4.2`, `B`. */
  readonly labels: ReadonlySet<string>
  /** By noun, what the text itself calls so: `level` → `3`, `4`. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether numbers of several steps are in use (`4.2`). */
  readonly isDotted: boolean
  /** By label, what the headings above it say of what falls under it. */
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** Lines that look like headings, numbered or not. */
  readonly headings: number
}

const nouns =
  '[Ss]ubsection|[Ss]ection|SECTION|[Ss]ec\\.|[Aa]ppendix|APPENDIX|[Aa]nnex|[Aa]rticle|[Cc]lause|[Cc]hapter|[Ss]chedule|[Rr]ule|RULE|[Cc]ategory|CATEGORY|[Cc]riterion|[Pp]rinciple|[Ee]xception|[Tt]ier|TIER|[Ll]evel|LEVEL|[Pp]art|Regel|Abschnitt|Artikel|Kapitel|[Rr]ègle|[Rr]egla|[Aa]rtículo|[Ss]ección|[Rr]egola'
const label = String.raw`\d{1,3}(?:\.\d{1,3}){0,3}(?:\.?[a-z]|\([a-z0-9]{1,2}\))?|[A-H](?:\.?\d{1,2})?|[IVX]{2,5}`
/** How parts are called; begins with a noun or with `§`. */
export const partMention = {
  source: String.raw`(?:\b(${nouns})\s+(?:no\.?\s?|number\s|#\s?)?|(規則|ルール|规则|규칙)\s?|§\s?)["'“‘(]?(${label})(?![\p{L}\p{N}_%]|[.,]\d|-\d)`,
  flags: 'u',
  /** The nouns in lower case, as words. */
  nouns:
    /^(?:subsection|section|sec|appendix|annex|article|clause|chapter|schedule|rule|category|criterion|principle|exception|tier|level|part|regel|abschnitt|artikel|kapitel|regla|regola)$/,
} as const
const mention = new RegExp(partMention.source, `g${partMention.flags}`)

export function listPartMentions(text: string): PartMention[] {
  return Array.from(eachMatch(text, mention), toPartMention)
}

/** From a match of the pattern. */
export function toPartMention(match: RegExpExecArray): PartMention {
  const { 0: whole, 1: noun, 2: foreign, 3: name = '', index } = match
  return {
    noun: plainNoun(noun ?? (foreign === undefined ? '§' : 'rule')),
    label: plainLabel(name),
    start: index,
    end: index + whole.length,
  }
}

function plainNoun(noun: string): string {
  const lower = noun.toLowerCase()
  const translated = translations[lower]
  if (translated) return translated
  return lower === '§' || lower === 'sec.' || lower === 'subsection' ? 'section' : lower
}

const translations: Readonly<Record<string, string>> = {
  ...{ regel: 'rule', règle: 'rule', regla: 'rule', regola: 'rule' },
  ...{ abschnitt: 'section', sección: 'section', kapitel: 'chapter' },
  ...{ artikel: 'article', artículo: 'article' },
}

/** `4.2(b)`, `4.2b` and `4.2.b` are one. */
const plainLabel = (name: string): string =>
  name.replace(/\.?\(?([a-z0-9]{1,2})\)$/, '.$1').replace(/^([\d.]*\d)([a-z])$/, '$1.$2')

const numberedLine =
  /^[^\S\n]*(?:[#>*•-]+[^\S\n]*)*(?:\*\*)?(?:\(?(\d{1,2}(?:\.\d{1,2}){0,3}(?:\.?[a-z]|\([a-z]\))?)[.):]?|\(?([A-HIVX]{1,4})[.):])(?=[^\S\n]|\*\*)/gm
const headingLine =
  /^(?:[^\S\n]*#{1,6}[^\S\n]\S|[^\S\n]*\*\*\S[^\n]{0,78}\*\*[^\S\n]*$|[\p{Lu}][\p{Lu}\d &/,()'-]{3,60}:?[^\S\n]*$)/gmu

/** `Article 2 (Scope). A user shall not (1) …; or (2) …`: within a numbered part, marks in brackets number its items. */
const partHead =
  /^[^\S\n]*(?:[#>*-]+[^\S\n]*)*(?:\*\*)?(?:(?:section|sec\.|article|chapter|clause|part|rule|§)[^\S\n]*)?(\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}(?=[.):]))(?![\p{L}\p{N}])/iu
const markedItem = /(?<=^|[\s;:,.])\(([a-z]|\d{1,2}|[ivx]{2,4})\)(?=\s)/g
const mostItems = 2_000

/** With what the headings say; numbered parts that are no headings themselves come first. */
function* listNumberedItems(policyText: string): Iterable<readonly [string, Outcome | undefined]> {
  let part: string | undefined
  let left = mostItems
  for (const { line, outcome } of listHeadedLines(policyText)) {
    const own = partHead.exec(line)?.[1]
    part = own ?? part
    if (own !== undefined) yield [own, outcome]
    if (part === undefined || !line.includes('(')) continue
    for (const [, mark = ''] of line.matchAll(markedItem)) {
      if ((left -= 1) < 0) return
      yield [`${part}.${mark}`, outcome]
    }
  }
}

/** `FH-A` at the head of a line or a row: a code that ends in a letter. */
const letteredCode = /^[^\p{L}\p{N}\n]{0,8}([A-Z]{1,6}-[A-Z])(?![\p{L}\p{N}_-])/gmu

export function readPolicyParts(policyText: string): PolicyParts {
  const labels = new Set<string>()
  for (const [, number, letter] of policyText.matchAll(numberedLine)) {
    const spelt = number ?? letter
    if (spelt === undefined) continue
    const name = plainLabel(spelt)
    labels.add(name)
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
      labels.add(name.slice(0, dot))
  }
  const outcomes = new Map<string, Outcome>()
  for (const [name, outcome] of listNumberedItems(policyText)) {
    if (name.includes('.')) labels.add(name)
    if (outcome && !outcomes.has(name)) outcomes.set(name, outcome)
  }
  for (const [, code = ''] of policyText.matchAll(letteredCode)) labels.add(code)
  const named = new Map<string, Set<string>>()
  for (const each of listPartMentions(policyText)) {
    const siblings = named.get(each.noun) ?? new Set<string>()
    siblings.add(each.label)
    named.set(each.noun, siblings)
  }
  return {
    labels,
    named,
    outcomes,
    isDotted: [...labels].some((name) => name.includes('.')),
    headings: [...policyText.matchAll(headingLine)].length,
  }
}
