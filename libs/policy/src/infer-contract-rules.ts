import type { ContractLabel, ContractRule, Outcome } from './output-contract.js'
import { listHeadedLines } from './heading-outcome.js'
import { meaningOfWord } from './label-meaning.js'
import { ancestors, listCodeMentions, readRuleCodes } from './rule-codes.js'

interface LabelMention {
  readonly outcome: Outcome
  readonly start: number
}

/**
 * Rule codes of a policy and the outcome each implies: from a label beside the code where it is defined
 * (`SP2 (INVALID)`), a gloss over a range (`VALID = no spam (SP0-SP1)`), else the `Output:` that closes its section.
 */
export function inferRules(policyText: string, labels: readonly ContractLabel[]): ContractRule[] {
  const { codes, known } = readRuleCodes(policyText)
  const stated = new Map<string, Outcome>()
  const state = (code: string, outcome: Outcome) => {
    if (known.has(code) && !stated.has(code)) stated.set(code, outcome)
  }
  for (const [code, outcome] of besideLabels(policyText, labels)) state(code, outcome)
  for (const [code, outcome] of closedByOutput(policyText, labels)) state(code, outcome)
  for (const [code, outcome] of belowHeadings(policyText, labels)) state(code, outcome)
  // Where the answer is a digit or a code, policies say in words what a rule leads to.
  if (labels.every(({ label }) => label.length === 1))
    for (const [code, outcome] of [
      ...inBrackets(policyText),
      ...besideLabels(policyText, plainWords),
    ])
      state(code, outcome)
  return [...new Set([...codes.flatMap((code) => [...ancestors(code).reverse(), code])])].map(
    (code) => {
      const outcome = [code, ...ancestors(code)].map((each) => stated.get(each)).find(Boolean)
      return outcome ? { code, outcome } : { code }
    },
  )
}

const plainWords: readonly ContractLabel[] = [
  ...[
    'allowed',
    'Allowed',
    'ALLOWED',
    'safe',
    'Safe',
    'SAFE',
    'permitted',
    'Permitted',
    'acceptable',
    'non-violating',
  ].map((label) => ({ label, outcome: 'allowed' as const })),
  ...[
    'violates',
    'Violates',
    'VIOLATES',
    'violating',
    'violation',
    'Violation',
    'prohibited',
    'Prohibited',
    'disallowed',
    'forbidden',
    'unsafe',
  ].map((label) => ({ label, outcome: 'violates' as const })),
]

/** Codes at the head of a line below `## Not allowed` or `UNSAFE`. */
function* belowHeadings(
  text: string,
  labels: readonly ContractLabel[],
): Iterable<[string, Outcome]> {
  const meaning = (words: string): Outcome | undefined => {
    const outcomes = new Set(listLabelMentions(words, labels).map((each) => each.outcome))
    const [only] = outcomes
    return outcomes.size === 1 ? only : undefined
  }
  for (const { line, outcome } of listHeadedLines(text, meaning)) {
    const [head] = outcome ? listCodeMentions(line.slice(0, 60)) : []
    if (head && outcome && /^[^\p{L}\p{N}]*$/u.test(line.slice(0, head.start)))
      yield [head.code, outcome]
  }
}

/** `PP2 (violates)`, wherever it stands. */
function* inBrackets(text: string): Iterable<[string, Outcome]> {
  const pairs = /(?<![\p{L}\p{N}])([A-Z]{1,8}[-._]?\d[\w.]{0,8}) \(([\p{L}_-]{2,24})\)/gu
  for (const [, code = '', word = ''] of text.matchAll(pairs)) {
    const outcome = meaningOfWord(word)
    if (outcome) yield [code, outcome]
  }
}

/** Lines with one label and codes, the code at a defining place or the label in front of an equals sign. */
function* besideLabels(
  text: string,
  labels: readonly ContractLabel[],
): Iterable<[string, Outcome]> {
  for (const line of text.split('\n')) {
    const mentions = listLabelMentions(line, labels)
    const only = new Set(mentions.map((each) => each.outcome))
    const [outcome] = only
    if (outcome === undefined || only.size !== 1) continue
    const heading = /^[^\p{L}\p{N}]*(?:[\p{L}]+[^\p{L}\p{N}]*){1,4}[=–—-]/u.test(line)
    const codes = expandRanges(line)
    if (heading || /^[^\p{L}\p{N}]*[A-Z]{1,8}[-._]?\d/u.test(line))
      for (const code of codes) yield [code, outcome]
  }
}

function* closedByOutput(
  text: string,
  labels: readonly ContractLabel[],
): Iterable<[string, Outcome]> {
  let open = new Set<string>()
  let closed = false
  for (const line of text.split('\n')) {
    if (/^[^\p{L}\p{N}]*(?:output|label|verdict|classification|decision|answer)\s*:/iu.test(line)) {
      const [label, second] = listLabelMentions(line, labels)
      if (label && !second) for (const code of open) yield [code, label.outcome]
      closed = true
      continue
    }
    const [head] = listCodeMentions(line)
    const isHead =
      head &&
      /^[^\p{L}\p{N}]*(?:[\p{L}-]+[ \p{L}/-]*[([–—:-]+\s*)?$/u.test(line.slice(0, head.start))
    if (!head || !isHead) continue
    if (closed) open = new Set()
    closed = false
    open.add(head.code)
    for (const parent of ancestors(head.code)) open.add(parent)
  }
}

function expandRanges(line: string): string[] {
  const codes = listCodeMentions(line).map((each) => each.code)
  const [first, second] = codes
  if (!first || !second || codes.length !== 2) return codes
  const [, head = '', from = ''] = /^(.*?)(\d+)$/.exec(first) ?? []
  const [, tailHead = '', to = ''] = /^(.*?)(\d+)$/.exec(second) ?? []
  if (!from || !to || head !== tailHead || !/\d\s*(?:-|–|—|to)\s*[A-Z]/.test(line)) return codes
  const span = Math.min(20, Math.max(0, Number(to) - Number(from)))
  return Array.from({ length: span + 1 }, (_, i) => `${head}${Number(from) + i}`)
}

const patterns = new WeakMap<readonly ContractLabel[], RegExp | null>()

/** One pattern for all labels, longest first; null where all are digits, which mean anything in prose. */
function patternOf(labels: readonly ContractLabel[]): RegExp | null {
  const known = patterns.get(labels)
  if (known !== undefined) return known
  const words = labels
    .map(({ label }) => label)
    .filter((label) => !/^\d$/.test(label))
    .sort((a, b) => b.length - a.length)
    .map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern =
    words.length === 0
      ? null
      : new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${words.join('|')})(?![\p{L}\p{N}_-])`, 'gu')
  patterns.set(labels, pattern)
  return pattern
}

function listLabelMentions(line: string, labels: readonly ContractLabel[]): LabelMention[] {
  const pattern = patternOf(labels)
  if (!pattern) return []
  return [...line.matchAll(pattern)].flatMap((match) => {
    const label = labels.find((each) => each.label === match[0])
    return label ? [{ outcome: label.outcome, start: match.index }] : []
  })
}
