import { listCodeMentions } from '@assize/policy'
import { considersDecidingRule } from '../deciding-rules.js'
import type { Finding } from '../finding.js'
import { senseOf, type WordSense } from '../risk-words.js'
import { isTelling } from '../stated-rules.js'
import type { SubjectReading } from '../subject-reading.js'
import { listSuppliedPolicies, type SuppliedPolicy } from '../supplied-policies.js'
import { beginningOf, readWords } from '../words.js'

/** A policy or criterion that bears on the content and is never considered. */
export const skippedPolicy = {
  type: 'skipped-policy',
  about: {
    catches:
      'one of several supplied policies that shares telling words with the content and is never brought up, a longer trace that brings up no rule at all, and one that finds a violation without a word of any rule that leads to one',
    blindSpots:
      'a single criterion left out among others that are considered; a policy that bears on the content in other words than its own; rules that share everyday words with any account',
  },
  detect,
} as const

type SkippedPolicy = Finding<'skipped-policy'>

function detect(reading: SubjectReading): SkippedPolicy[] {
  const { trace, outcome } = reading.subject
  if (trace.trim() === '' || outcome.outcome === 'undetermined') return []
  const supplied = policiesOf(reading)
  if (supplied.length > 0) return skippedOf(reading, supplied)
  const none = withoutAnyRule(reading)
  if (none.some(({ confidence }) => confidence >= counted)) return none
  const undecided = withoutDecidingRule(reading)
  return undecided.length > 0 ? undecided : none
}

/** More likely than not. */
const counted = 0.5
const fewestToDecide = 20

/** A violation is found and no sentence takes up any rule that leads to one. */
function withoutDecidingRule(reading: SubjectReading): SkippedPolicy[] {
  const { outcome } = reading.subject
  if (outcome.outcome !== 'violates' || reading.traceWords.list.length < fewestToDecide) return []
  if (considersDecidingRule(reading)) return []
  const last = reading.sentences.at(-1)
  return [
    {
      type: 'skipped-policy',
      severity: 'soft',
      confidence: 0.5,
      spans: last ? [{ in: 'trace', start: last.start, end: last.end }] : [],
      message: 'the reasoning finds a violation and takes up no rule that leads to one',
      evidence: { words: reading.traceWords.list.length },
    },
  ]
}

interface KnownPolicy extends SuppliedPolicy {
  /** In normal form; of the title, and those that no other of the policies has. */
  readonly titled: readonly string[]
  readonly own: ReadonlySet<string>
  readonly families: ReadonlySet<string>
}

const known = new WeakMap<object, readonly KnownPolicy[]>()

function policiesOf({ policy, subject }: SubjectReading): readonly KnownPolicy[] {
  const before = known.get(policy)
  if (before) return before
  const policies = readPolicies(subject.policyText)
  known.set(policy, policies)
  return policies
}

function readPolicies(policyText: string): readonly KnownPolicy[] {
  const policies = listSuppliedPolicies(policyText)
  const texts = policies.map(({ start, end }) => policyText.slice(start, end))
  const words = texts.map((text) => new Set(readWords(text).list.filter(isTelling)))
  return policies.map((policy, i) => ({
    ...policy,
    titled: readWords(policy.title).list.filter(isTelling),
    own: new Set(
      [...(words[i] ?? [])].filter((word) => words.every((w, j) => j === i || !w.has(word))),
    ),
    families: new Set(listCodeMentions(texts[i] ?? '').map(({ prefix }) => prefix)),
  }))
}

/** Of its own words, so many in the content make a policy bear on it, and so many in the trace make it considered. */
const fewestBearing = 1
const fewestConsidered = 3

function skippedOf(reading: SubjectReading, policies: readonly KnownPolicy[]): SkippedPolicy[] {
  const { trace, content } = reading.vocabulary
  const cited = new Set(reading.codeMentions.map(({ prefix }) => prefix))
  const isTaken = (word: WordSense) => trace.has(word) && !content.has(word)
  const isConsidered = (policy: KnownPolicy): boolean =>
    [...policy.families].some((family) => cited.has(family)) ||
    policy.titled.some((word) => policy.own.has(word) && trace.has(senseOf(word))) ||
    count(policy.own, (word) => isTaken(senseOf(word))) >= fewestConsidered
  const skipped = policies.filter((policy) => !isConsidered(policy))
  if (skipped.length === policies.length) return withoutAnyRule(reading)
  const { beginnings } = reading.contentReading
  return skipped.flatMap((policy): SkippedPolicy[] => {
    const bearing = count(policy.own, (word) => beginnings.has(beginningOf(word)))
    if (bearing < fewestBearing) return []
    return [
      {
        type: 'skipped-policy',
        severity: 'soft',
        confidence: bearing > 3 ? 0.7 : 0.5,
        spans: [{ in: 'policy', start: policy.start, end: policy.titleEnd }],
        message: 'one of the supplied policies bears on the content and is never considered',
        evidence: { policy: policies.indexOf(policy) + 1, of: policies.length, bearing },
      },
    ]
  })
}

function count(words: ReadonlySet<string>, holds: (word: string) => boolean): number {
  let found = 0
  for (const word of words) if (holds(word)) found += 1
  return found
}

const ruleWord =
  /\b(?:polic|rule|guideline|criteri|definition|categor|section|instruction|prohibit|violat|disallow)/i
const fewestWords = 60
const fewestInLong = 150

/** No code, no part, hardly a word of the rules that is not the content's. */
function withoutAnyRule(reading: SubjectReading): SkippedPolicy[] {
  const { trace } = reading.subject
  const { length } = reading.traceWords.list
  if (length < fewestWords || considersRules(reading)) return []
  const last = reading.sentences.at(-1)
  const isLong = length >= fewestInLong && !ruleWord.test(trace)
  return [
    {
      type: 'skipped-policy',
      severity: isLong ? 'hard' : 'soft',
      confidence: isLong ? 0.6 : 0.4,
      spans: last ? [{ in: 'trace', start: last.start, end: last.end }] : [],
      message: 'the reasoning comes to its outcome without a word of any rule of the policy',
      evidence: { words: length },
    },
  ]
}

function considersRules(reading: SubjectReading): boolean {
  const { codes } = reading.policy
  if (reading.codeMentions.some(({ code }) => codes.knows(code))) return true
  if (reading.partMentions.length > 0) return true
  const { trace: used, content, policy } = reading.vocabulary
  let shared = 0
  for (const word of used.list)
    if (policy.has(word) && !content.has(word) && isTelling(word.form)) {
      shared += 1
      if (shared > 1) return true
    }
  return false
}
