import type { Finding } from '../finding.js'
import type { Alignment } from '../passages.js'
import { listChanges } from '../quotation-changes.js'
import { leadIn } from '../sentences.js'
import { findDefining, isStale } from '../stale-codes.js'
import { isTelling } from '../stated-rules.js'
import { listStaleWordings, type StaleWording } from '../stale-wording.js'
import type { SubjectReading } from '../subject-reading.js'

/** A rule of another version of the policy, cited or worded as if it applied. */
export const staleRule = {
  type: 'stale-rule',
  about: {
    catches:
      "a code that only an earlier version defines, and words given as the policy's that stand in another version and say something else, or nothing, in this one",
    blindSpots:
      "a rule of another version in the trace's own words; versions that nobody told of, or more than eight versions away",
  },
  detect,
} as const

type StaleRule = Finding<'stale-rule'>

function detect(reading: SubjectReading): StaleRule[] {
  if ((reading.subject.otherVersions ?? []).length === 0) return []
  return [...staleCodes(reading), ...staleWordings(reading)]
}

function staleCodes(reading: SubjectReading): StaleRule[] {
  return reading.undefinedRules.flatMap((rule): StaleRule[] => {
    const version = findDefining(reading, rule)
    if (!isStale(version)) return []
    return [
      {
        type: 'stale-rule',
        severity: rule.confidence >= 0.7 ? 'hard' : 'soft',
        confidence: rule.confidence,
        spans: rule.spans,
        message: 'a rule code is cited which only an earlier version of the policy defines',
        evidence: { version: version.name, relation: version.relation, code: rule.name },
      },
    ]
  })
}

function staleWordings(reading: SubjectReading): StaleRule[] {
  return listStaleWordings(reading).flatMap((wording): StaleRule[] => {
    const stale = judge(reading, wording)
    if (!stale) return []
    const { version, start, end, words } = wording
    return [
      {
        type: 'stale-rule',
        ...stale,
        spans: [{ in: 'trace', start, end }],
        message:
          "words are given as the policy's which stand in another version of it, not in this one",
        evidence: { version: version.name, relation: version.relation, words: words.list.length },
      },
    ]
  })
}

/** Above this share this version says about the same; then only a change of meaning counts. */
const mostShared = 0.55
/** Fewer words in the midst of others, or with nothing that gives them as the policy's, may be anybody's. */
const fewest = { amidst: { words: 7, telling: 4 }, unasserted: { words: 8, telling: 5 } }

function judge(
  reading: SubjectReading,
  wording: StaleWording,
): Pick<StaleRule, 'severity' | 'confidence'> | undefined {
  const { trace, policyText } = reading.subject
  if (isDenied(trace, wording)) return undefined
  const { passages } = reading.policy
  const { words, telling } = wording
  const alignment = passages.align(words.list)
  const share = alignment?.share ?? 0
  const asserted = isAsserted(trace, wording)
  if (fillsQuotation(trace, wording) && hasWordOfItsOwn(words.list, alignment))
    return { severity: 'hard', confidence: asserted ? 0.8 : 0.65 }
  if (share <= mostShared) {
    const least = asserted ? fewest.amidst : fewest.unasserted
    if (words.list.length < least.words || telling < least.telling) return undefined
    return asserted ? { severity: 'hard', confidence: 0.75 } : { severity: 'soft', confidence: 0.4 }
  }
  if (!asserted || !alignment) return undefined
  const quoted = { text: trace.slice(wording.start, wording.end), words }
  const changes = listChanges(quoted, { text: policyText, words: passages.words }, alignment.pairs)
  const isTurned = changes.list.some(({ kind }) => kind !== 'words')
  return isTurned ? { severity: 'hard', confidence: 0.75 } : undefined
}

/** Whether this version, leaving words out, could not be quoted so. */
function hasWordOfItsOwn(words: readonly string[], alignment: Alignment | undefined): boolean {
  const matched = new Set(alignment?.pairs.map(([word]) => word))
  return words.some((word, i) => !matched.has(i) && isTelling(word))
}

/** From mark to mark, but for a word or a bracket at either end. */
const fillsQuotation = (trace: string, { start, end }: StaleWording): boolean =>
  /["“'‘«‹„`*][^\p{L}\p{N}\n]{0,3}(?:[\p{L}\p{N}]+\W{1,2})?$/u.test(
    trace.slice(Math.max(0, start - 20), start),
  ) &&
  /^(?:\W{1,2}[\p{L}\p{N}]+)?[^\p{L}\p{N}\n]{0,3}?["'”’»›“`*]/u.test(trace.slice(end, end + 20))

const attributing =
  /\b(?:polic(?:y|ies)|guidelines?|rules?|instructions?|definitions?|defin(?:es|ed)|criteri(?:a|on)|section|examples?|categor(?:y|ies)|according to|[A-Z]{1,8}[-.]?\d[\w.]*)\b/i
const tentative = /\b(?:maybe|perhaps|possibly|might|could|if)\b/i
const denying =
  /\b(?:no longer|not|n['’]t|never|nowhere|used to|earlier|previous(?:ly)?|former(?:ly)?|older?|once)\b[^.!?\n]{0,60}$/i

function isAsserted(trace: string, { start }: StaleWording): boolean {
  const before = leadIn(trace, start)
  return attributing.test(before) && !tentative.test(before)
}

/** Said not to be there, or to have been there before. */
const isDenied = (trace: string, { start }: StaleWording): boolean =>
  denying.test(leadIn(trace, start))
