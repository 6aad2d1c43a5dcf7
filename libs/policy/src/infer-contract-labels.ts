import { meaningOfGloss, meaningOfWord } from './label-meaning.js'
import type { ContractLabel, Outcome } from './output-contract.js'

// Every repetition is bounded and no match starts inside a word, so that time grows with the text's length only.
const spelling = '(?<![\\p{L}\\p{N}_-])([A-Z][A-Z_-]{1,24}|[A-Z][a-z]{1,24}(?:-[a-z]{1,24})?|[01])'
const mark = '["\'“”‘’`*]{0,3}'
const word = `${mark}${spelling}${mark}`
const gloss = String.raw`(?:\s{0,3}\([^()\n]{0,80}\))?`
const or = String.raw`\s{0,3}(?:,|\/|\||\bor\b|\bOR\b|,\s{0,3}or\b)\s{0,3}`

/** "Answer (VALID or INVALID)", "exactly one word: SAFE, UNSAFE or ESCALATE", "classify as A (…) or B (…)". */
const menu = new RegExp(
  `${word}${gloss}${or}${word}${gloss}(?:${or}${word}${gloss})?(?:${or}${word})?`,
  'gu',
)
const invitation =
  /(?:answer|return|respond|output|reply|classif\w*|label|verdict|decision|judge|decide|one of|choose|either|exactly one)[^\n]{0,80}$/i
const quotedChoice =
  /^[ \t]{0,12}(?:[-*•✅❌🚫][ \t]{0,4})?["“'`]([^"”'`\n]{1,24})["”'`][ \t]{0,4}(?:if|when|:|=|–|-)[ \t]{0,4}([^\n]*)$/gmu
const glossed =
  /^[ \t]{0,12}(?:[-*•][ \t]{0,4})?\*{0,3}["'`]?([A-Z][A-Z_-]{1,24}|[A-Z][a-z]{1,24}(?:-[a-z]{1,24})?|[01])["'`]?\*{0,3}[ \t]{0,12}(?:=|:=|→|->)[ \t]{0,4}([^\n]+)$/gmu

/** The words among which the policy asks the model to choose, in the order of the fullest menu. */
export function inferLabels(policyText: string): ContractLabel[] {
  const glosses = readGlosses(policyText)
  const menus = [...listMenus(policyText), [...glosses.keys()]]
  const votes = new Map<string, { words: readonly string[]; count: number }>()
  for (const words of menus) {
    const meant = words.filter((each) => outcomeOf(each, glosses) !== undefined)
    if (new Set(meant.map((each) => outcomeOf(each, glosses))).size < 2) continue
    // A word offered beside known ones is a label too, even if the policy says not what it implies.
    const known = words.filter((each) => meant.includes(each) || /^[A-Z_-]{3,}$/.test(each))
    const key = [...known].sort().join(' ')
    votes.set(key, { words: known, count: (votes.get(key)?.count ?? 0) + 1 })
  }
  const best = [...votes.values()].sort(
    (a, b) => b.count - a.count || b.words.length - a.words.length,
  )[0]
  if (!best) return []
  return best.words.map((label) => ({
    label,
    outcome: outcomeOf(label, glosses) ?? 'undetermined',
  }))
}

/** Words in the order met, each once. */
function* listMenus(text: string): Iterable<string[]> {
  for (const match of text.matchAll(menu)) {
    const before = text.slice(Math.max(0, match.index - 120), match.index)
    const tail = before.slice(before.lastIndexOf('\n') + 1)
    if (!invitation.test(tail) && !/^[^\n]{0,40}:\s*$/.test(tail)) continue
    yield [...new Set(match.slice(1).filter((each): each is string => each !== undefined))]
  }
  const choices = [...text.matchAll(quotedChoice)].map((match) => match[1] ?? '')
  if (choices.length > 1) yield [...new Set(choices)]
}

function readGlosses(text: string): Map<string, string> {
  const glosses = new Map<string, string>()
  for (const pattern of [glossed, quotedChoice])
    for (const [, label = '', meaning = ''] of text.matchAll(pattern))
      if (!glosses.has(label)) glosses.set(label, meaning)
  return glosses
}

/** A common word means what it says; digits, YES and NO mean what the policy says of them. */
function outcomeOf(label: string, glosses: ReadonlyMap<string, string>): Outcome | undefined {
  const byWord = meaningOfWord(label)
  if (byWord) return byWord
  const byGloss = meaningOfGloss(glosses.get(label) ?? '')
  if (byGloss) return byGloss
  if (label === '0') return 'allowed'
  return label === '1' ? 'violates' : undefined
}
