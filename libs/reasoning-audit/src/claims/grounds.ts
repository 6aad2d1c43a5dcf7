import { locateRules, type RuleEntry } from '@assize/policy'
import { listContentClaims } from '../content-claims.js'
import type { FindingSpan } from '../finding.js'
import type { Place } from '../passages.js'
import type { QuotationReading } from '../quotation-reading.js'
import type { WordSense } from '../risk-words.js'
import type { SubjectReading } from '../subject-reading.js'
import { isGrammarWord } from '../words.js'
import type { ClaimKind } from './claim.js'

/** A claim that can be looked up in what the model was given. */
export interface GroundedClaim extends Place {
  readonly kind: ClaimKind
  readonly unsupported: boolean
  /** Where it is borne out; asked for only where somebody reads it. */
  readonly locate: () => FindingSpan | null
}

const mostOfAKind = 500
/** A quotation that follows its passage so far is borne out by it, whatever was dropped. */
const nearEnough = 0.75

export const listGroundedClaims = (reading: SubjectReading): GroundedClaim[] => [
  ...quotes(reading),
  ...citations(reading),
  ...observations(reading),
]

function quotes(reading: SubjectReading): GroundedClaim[] {
  const claims: GroundedClaim[] = []
  let last = -1
  for (const read of reading.quotationReadings) {
    if (claims.length === mostOfAKind) break
    const { start, end } = read.quotation
    if (start < last || read.words.list.every(isGrammarWord)) continue
    const { found } = read
    if (!found && !isGivenAsQuote(read)) continue
    last = end
    const near = found ?? nearest(read)
    claims.push({ kind: 'quote', start, end, unsupported: near === null, locate: () => near })
  }
  return claims
}

/** Said to be somebody's words, and not words set apart, denied, decoded, supposed or drafted. */
function isGivenAsQuote({ frame }: QuotationReading): boolean {
  if (frame.attribution === undefined) return false
  return !frame.denied && !frame.decoded && !frame.supposed && !frame.drafted
}

function nearest({ nearest: likeness }: QuotationReading): FindingSpan | null {
  return likeness && likeness.alignment.share >= nearEnough ? likeness.span : null
}

const dismissed = /\b(?:no|not|n['’]t|isn['’]t|without)\s+(?:\w+\s+){0,2}$|\bthere (?:is|are) no\b/i

function citations({ subject, policy, codeMentions }: SubjectReading): GroundedClaim[] {
  const { codes } = policy
  return codeMentions
    .slice(0, mostOfAKind)
    .flatMap(({ code, prefix, start, end }): GroundedClaim[] => {
      const known = codes.knows(code)
      if (!known && !codes.families.has(prefix)) return []
      if (!known && dismissed.test(subject.trace.slice(Math.max(0, start - 40), start))) return []
      const locate = () => (known ? passageOf(subject.policyText, code) : null)
      return [{ kind: 'citation', start, end, unsupported: !known, locate }]
    })
}

function passageOf(policyText: string, code: string): FindingSpan | null {
  const rule: RuleEntry = {
    code,
    title: code,
    outcome: 'violates',
    severity: 'low',
    precedence: 1,
    ground: 'terms',
  }
  const [located] = locateRules(policyText, [rule])
  if (!located || located.start === null || located.end === null) return null
  return { in: 'policy', start: located.start, end: located.end }
}

/** What is said of the content outright, and sentences that take up several of its own words. */
function observations(reading: SubjectReading): GroundedClaim[] {
  const said = listContentClaims(reading).map(({ start, end, specifics, missing, plain }) => {
    const unsupported = missing * 3 >= specifics.length * 2 && (plain || missing >= 2)
    return { start, end, unsupported, words: specifics }
  })
  const taken = takenUp(reading).filter(
    (place) => !said.some(({ start, end }) => start < place.end && place.start < end),
  )
  return [...said, ...taken]
    .sort((a, b) => a.start - b.start)
    .slice(0, mostOfAKind)
    .map(({ start, end, unsupported, words }) => ({
      kind: 'observation',
      start,
      end,
      unsupported,
      locate: () => (unsupported ? null : placeInContent(reading, words)),
    }))
}

const fewestTaken = 2

interface TakenUp extends Place {
  readonly unsupported: false
  readonly words: readonly string[]
}

function takenUp({ sentences, traceWords, vocabulary }: SubjectReading): TakenUp[] {
  const found: TakenUp[] = []
  const { senses, starts } = traceWords
  let at = 0
  for (const { text, start, end } of sentences) {
    const words = new Set<string>()
    for (; at < senses.length && (starts[at] ?? 0) < end; at += 1) {
      const word = senses[at] as WordSense
      if ((starts[at] ?? 0) < start || word.isOrdinary || vocabulary.policy.has(word)) continue
      if (vocabulary.content.has(word)) words.add(word.form)
    }
    if (words.size >= fewestTaken && !/["“”]|\?\s*$/.test(text))
      found.push({ start, end, unsupported: false, words: [...words] })
  }
  return found
}

function placeInContent(reading: SubjectReading, words: readonly string[]): FindingSpan | null {
  for (const word of words)
    for (const [message, passages] of reading.content.entries()) {
      const place = passages.locate([word])
      if (place) return { in: 'content', message, ...place }
    }
  return null
}
