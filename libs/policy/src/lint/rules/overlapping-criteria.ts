import type { CodeDefinition } from '../policy-codes.js'
import { lintRule, rewrite } from '../lint-rule.js'
import type { LintView } from '../lint-view.js'
import { definitionLine } from '../policy-codes.js'

const precedence =
  /\b(?:wins?|prevails?|precedence|priority|prioriti[sz]e|overrides?|outweighs?|most (?:serious|severe|specific)|highest|first (?:rule|one|match|code)|in (?:this|the following|descending|ascending) order|only if no|unless|except|takes? the lead|more specific|stricter)\b/i

const mostRules = 500
const readOfRule = 1200
const mostWords = 80

export const overlappingCriteria = lintRule({
  code: 'overlapping-criteria',
  severity: 'warning',
  what: 'two rules of much the same words, and no word on which goes first',
  why: 'The model knows nothing of the precedence in policy.yaml; it cites now the one, now the other.',
  example:
    '- SP-1.1 Ads: unwanted promotion of products. - SP-1.2 Spam: promotion of products that is unwanted.',
  *check(view) {
    if (precedence.test(view.prose)) return
    const rules = worded(view)
    for (const [index, rule] of rules.entries())
      for (const other of rules.slice(0, index)) {
        if (!isAlike(rule.words, other.words)) continue
        yield {
          ...definitionLine(view.lines, rule.place),
          rule: rule.code,
          message: `${rule.code} and ${other.code} say much the same, and the text does not say which goes first`,
          fixes: ranked(view, other.code, rule.code),
        }
        break
      }
  },
})

interface Worded {
  readonly code: string
  readonly place: CodeDefinition
  readonly words: ReadonlySet<string>
}

function worded({ codes, text, sectionAt }: LintView): Worded[] {
  const found: Worded[] = []
  for (const [code, [place]] of codes.defined) {
    if (!place || !['violates', 'safe', 'criteria'].includes(sectionAt(place.start)?.kind ?? ''))
      continue
    const line = text.slice(place.end, place.end + readOfRule).split(/[\r\n]/, 1)[0] ?? ''
    const words =
      line
        .normalize('NFC')
        .toLowerCase()
        .match(/\p{L}{4,}/gu) ?? []
    found.push({ code, place, words: new Set(words.slice(0, mostWords).map(stem)) })
    if (found.length === mostRules) break
  }
  return found
}

const stem = (word: string): string => word.replace(/(?:ing|ed|es|s)$/, '')

const fewestWords = 4
const alikeFrom = 0.6

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (Math.min(a.size, b.size) < fewestWords) return false
  let shared = 0
  for (const word of a) if (b.has(word)) shared += 1
  return shared / (a.size + b.size - shared) >= alikeFrom
}

/** A sentence of the precedence that `policy.yaml` already gives them. */
function ranked({ manifest, sections, lines }: LintView, one: string, other: string) {
  const rank = (code: string) => manifest?.rules.find((rule) => rule.code === code)?.precedence
  const [a, b] = [rank(one), rank(other)]
  const section = sections.find(({ kind }) => kind === 'instructions')
  const line = lines.slice(section?.heading, section?.to).findLast(({ text }) => text.trim() !== '')
  if (a === undefined || b === undefined || a === b || !section || !line) return []
  const [wins, loses] = a < b ? [one, other] : [other, one]
  const { end } = line
  const sentence = `\nWhere both ${wins} and ${loses} are met, ${wins} wins.`
  return [rewrite(`Say that ${wins} wins`, { start: end, end }, sentence)]
}
