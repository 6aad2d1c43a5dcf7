import { eachMatch } from '@assize/kernel'

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
  /** Lines that look like headings, numbered or not. */
  readonly headings: number
}

const nouns =
  '[Ss]ubsection|[Ss]ection|SECTION|[Ss]ec\\.|[Aa]ppendix|APPENDIX|[Aa]nnex|[Aa]rticle|[Cc]lause|[Cc]hapter|[Ss]chedule|[Rr]ule|RULE|[Cc]ategory|CATEGORY|[Cc]riterion|[Pp]rinciple|[Ee]xception|[Tt]ier|TIER|[Ll]evel|LEVEL|[Pp]art'
const label = String.raw`\d{1,3}(?:\.\d{1,3}){0,3}(?:\.?[a-z]|\([a-z0-9]{1,2}\))?|[A-H](?:\.?\d{1,2})?|[IVX]{2,5}`
/** How parts are called; begins with a noun or with `§`. */
export const partMention = {
  source: String.raw`(?:\b(${nouns})\s+(?:no\.?\s?|number\s|#\s?)?|§\s?)["'“‘(]?(${label})(?![\p{L}\p{N}_%]|[.,]\d|-\d)`,
  flags: 'u',
  /** The nouns in lower case, as words. */
  nouns:
    /^(?:subsection|section|sec|appendix|annex|article|clause|chapter|schedule|rule|category|criterion|principle|exception|tier|level|part)$/,
} as const
const mention = new RegExp(partMention.source, `g${partMention.flags}`)

export function listPartMentions(text: string): PartMention[] {
  return Array.from(eachMatch(text, mention), toPartMention)
}

/** From a match of the pattern. */
export function toPartMention(match: RegExpExecArray): PartMention {
  const { 0: whole, 1: noun = '§', 2: name = '', index } = match
  return {
    noun: plainNoun(noun),
    label: plainLabel(name),
    start: index,
    end: index + whole.length,
  }
}

function plainNoun(noun: string): string {
  const lower = noun.toLowerCase()
  return lower === '§' || lower === 'sec.' || lower === 'subsection' ? 'section' : lower
}

/** `4.2(b)`, `4.2b` and `4.2.b` are one. */
const plainLabel = (name: string): string =>
  name.replace(/\.?\(?([a-z0-9]{1,2})\)$/, '.$1').replace(/^([\d.]*\d)([a-z])$/, '$1.$2')

const numberedLine =
  /^[^\S\n]*(?:[#>*•-]+[^\S\n]*)*(?:\*\*)?(?:\(?(\d{1,2}(?:\.\d{1,2}){0,3}(?:\.?[a-z]|\([a-z]\))?)[.):]?|\(?([A-HIVX]{1,4})[.):])(?=[^\S\n]|\*\*)/gm
const headingLine =
  /^(?:[^\S\n]*#{1,6}[^\S\n]\S|[^\S\n]*\*\*\S[^\n]{0,78}\*\*[^\S\n]*$|[\p{Lu}][\p{Lu}\d &/,()'-]{3,60}:?[^\S\n]*$)/gmu

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
  const named = new Map<string, Set<string>>()
  for (const each of listPartMentions(policyText)) {
    const siblings = named.get(each.noun) ?? new Set<string>()
    siblings.add(each.label)
    named.set(each.noun, siblings)
  }
  return {
    labels,
    named,
    isDotted: [...labels].some((name) => name.includes('.')),
    headings: [...policyText.matchAll(headingLine)].length,
  }
}
