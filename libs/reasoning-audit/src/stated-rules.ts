import { AnchoredPattern } from './anchored-pattern.js'
import { isDismissed } from './outside-rules.js'
import type { SubjectReading } from './subject-reading.js'
import { isGrammarWord, stem, wordsWithin } from './words.js'

/** What a trace says the policy says, in words of its own and without quotation marks. */
export interface StatedRule {
  readonly start: number
  readonly end: number
  /** Telling words in normal form, each once. */
  readonly words: readonly string[]
}

const stated = new AnchoredPattern(
  String.raw`\b(?:polic(?:y|ies)|guidelines?|rules)\s+(?:\w+ly\s+|also\s+|would\s+)?(?:says?|states?|prohibits?|disallows?|forbids?|bans?|requires?|allows?|permits?)\s+(?:that\s+)?(?!["“'‘])([^.?!\n"“]{20,240})|\baccording to (?:the |our |this )?(?:policy|guidelines|rules),?\s+(?!["“'‘])([^.?!\n"“]{20,240})`,
  'i',
  /^according$/,
  {
    words: /^(?:polic(?:y|ies)|guidelines?|rules)$/,
    following:
      /^(?:says?|states?|prohibits?|disallows?|forbids?|bans?|requires?|allows?|permits?)$/,
    within: 2,
  },
)
const supposing = /\b(?:if|whether|unless|suppose|maybe)\s+(?:the |this |our )?$/i
const most = 60

export function listStatedRules({ subject: { trace }, traceWords }: SubjectReading): StatedRule[] {
  const found: StatedRule[] = []
  for (const match of stated.matches(trace, traceWords)) {
    if (supposing.test(trace.slice(Math.max(0, match.index - 16), match.index))) continue
    const text = match[1] ?? match[2] ?? ''
    const end = match.index + match[0].length
    if (isDismissed(trace.slice(Math.max(0, match.index - 80), match.index), text)) continue
    const start = end - text.length
    const { list } = wordsWithin(traceWords, trace, start, end)
    found.push({ start, end, words: [...new Set(list)].filter(isTelling) })
    if (found.length === most) break
  }
  return found
}

/** Words that any account of any policy is made of, whatever it says. */
const ordinary = new Set(
  'content user request message text statement post prompt question answer output violation violate violating disallowed disallow allowed allow prohibited prohibit permitted permit forbid policy rule guideline classify classification category valid invalid considered consider treat label return word include contain mention base context explicit specific provide case something anything person people someone thing example kind type level even however because since whether direct clear refer relate non still need mean purpose evaluate input given present potential likely'
    .split(' ')
    .map(stem),
)

/** Neither grammar nor such a word. */
export const isTelling = (word: string): boolean =>
  word.length > 2 && !isGrammarWord(word) && !ordinary.has(word)

const fewestWords = 4
const mostKnown = 0.25

/** A rule given as the policy's, hardly a word of which stands in policy or content. */
export function isUnsupplied({ words }: StatedRule, reading: SubjectReading): boolean {
  if (words.length < fewestWords) return false
  const sources = [reading.policy.passages, ...reading.content]
  let known = 0
  for (const word of words) {
    if (sources.some((source) => source.has(word))) known += 1
    if (known > mostKnown * words.length) return false
  }
  return true
}
