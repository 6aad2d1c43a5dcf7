import { locateRules, outcomeOfRule } from '@assize/policy'
import type { SubjectReading } from './subject-reading.js'
import { isGrammarWord, readWords } from './words.js'

/** What places no rule in a text. */
const unsaid = {
  title: '',
  outcome: 'violates',
  severity: 'low',
  precedence: 0,
  ground: 'terms',
} as const

const known = new WeakMap<object, ReadonlySet<string>>()

/** Words of the passages of all rules that lead to a violation; empty where the policy does not say which those are. */
function decidingWords({ policy, subject }: SubjectReading): ReadonlySet<string> {
  const before = known.get(policy)
  if (before) return before
  const { contract, policyText } = subject
  const deciding = contract.rules.filter(({ outcome }) => outcome === 'violates')
  const passages = locateRules(
    policyText,
    deciding.map(({ code }) => ({ code, ...unsaid })),
  )
  const words = new Set<string>()
  for (const { start, end, code } of passages) {
    if (start === null || end === null) continue
    // A rule may stand as a heading over its passage: read on to the next blank line.
    const blank = policyText.indexOf('\n\n', start)
    const until = Math.max(end, blank < 0 ? policyText.length : blank)
    for (const word of readWords(policyText.slice(start + code.length, until)).list)
      if (!isGrammarWord(word)) words.add(word)
  }
  known.set(policy, words)
  return words
}

const fewestShared = 2

/** Whether any sentence but the last, which only answers, takes up a rule that leads to a violation. */
export function considersDecidingRule(reading: SubjectReading): boolean {
  const words = decidingWords(reading)
  if (words.size === 0) return true
  const { contract } = reading.subject
  if (reading.codeMentions.some(({ code }) => outcomeOfRule(contract, code) === 'violates'))
    return true
  const { list, starts } = reading.traceWords
  let at = 0
  for (const { end } of reading.sentences) {
    const shared = new Set<string>()
    for (; at < list.length && (starts[at] ?? 0) < end; at += 1) {
      const word = list[at] ?? ''
      if (words.has(word)) shared.add(word)
    }
    if (shared.size >= fewestShared) return true
  }
  return false
}
