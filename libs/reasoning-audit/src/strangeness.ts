import type { Place } from './passages.js'
import type { WordSense } from './risk-words.js'
import type { SubjectReading } from './subject-reading.js'
import type { Vocabulary } from './vocabulary.js'
import { isGrammarWord } from './words.js'

/** How far a trace seems to be about something else than the content it stands beside. */
export interface Strangeness {
  /** 0 to 1. */
  readonly likelihood: number
  /** First places of telling words that neither content nor policy have. */
  readonly foreignWords: readonly Place[]
  /** Quotations found in none of the texts. */
  readonly foreignQuotations: readonly Place[]
  /** How many words of the content, grammar apart, the trace takes up. */
  readonly sharedWords: number
}

const shortest = 60
const fewestWords = 3
/** No number of foreign words outweighs so many of the content's own. */
const mostShared = 9

/**
 * Weights of a logistic regression between traces beside their own content and beside another item's under the same
 * policy; each family of policies was left out once. Counts enter by their logarithm.
 */
const weights = {
  start: 1.76,
  foreignWords: 1.16,
  rareShared: -2.61,
  shared: -0.86,
  shareOfContent: -2.91,
  foreignQuotations: 1.14,
  ownQuotations: -3.43,
}

/** Undefined where trace or content are too short to tell, or where they plainly belong together. */
export function strangenessOf(reading: SubjectReading): Strangeness | undefined {
  const { vocabulary, subject } = reading
  if (subject.trace.length < shortest) return undefined
  const { telling, shared, rare } = countShared(vocabulary)
  if (telling < fewestWords || rare > mostShared) return undefined
  const { own, foreign, told } = sortQuotations(reading)
  const foreignWords = listForeignWords(reading, told)
  const sum =
    weights.start +
    weights.foreignWords * Math.log1p(foreignWords.length) +
    weights.rareShared * Math.log1p(rare) +
    weights.shared * Math.log1p(shared) +
    weights.shareOfContent * (shared / telling) +
    weights.foreignQuotations * Math.log1p(foreign.length) +
    weights.ownQuotations * Math.log1p(own)
  return {
    likelihood: 1 / (1 + Math.exp(-sum)),
    foreignWords,
    foreignQuotations: foreign,
    sharedWords: shared,
  }
}

/** How many telling words the content has, which of them the trace takes up, and which of these are no everyday words. */
function countShared({ content, trace }: Vocabulary) {
  let telling = 0
  let shared = 0
  let rare = 0
  for (const word of content.list) {
    if (word.form.length <= 2 || word.isGrammar) continue
    telling += 1
    if (!trace.has(word)) continue
    shared += 1
    if (!word.isOrdinary) rare += 1
  }
  return { telling, shared, rare }
}

/** Words of what is only supposed, denied or given as a plain reading speak of no other item. */
function listForeignWords(
  { traceWords, vocabulary }: SubjectReading,
  told: readonly Place[],
): Place[] {
  const found = new Map<string, Place>()
  const { senses, starts, ends } = traceWords
  let next = 0
  for (let i = 0; i < senses.length; i += 1) {
    const sense = senses[i] as WordSense
    if (sense.isOrdinary) continue
    const start = starts[i] ?? 0
    while ((told[next]?.end ?? Infinity) <= start) next += 1
    if ((told[next]?.start ?? Infinity) <= start) continue
    if (vocabulary.content.has(sense) || vocabulary.policy.has(sense)) continue
    if (!found.has(sense.form)) found.set(sense.form, { start, end: ends[i] ?? 0 })
  }
  return [...found.values()]
}

function sortQuotations({ quotationReadings, subject }: SubjectReading) {
  // A trace that was handed on in quotation marks quotes nobody by them.
  const whole = subject.trace.trim().length - 2
  let own = 0
  const foreign: Place[] = []
  const unsaid: Place[] = []
  const told: Place[] = []
  for (const quotation of quotationReadings) {
    if (quotation.words.list.every(isGrammarWord)) continue
    const found = quotation.found?.in
    if (found === 'content') own += 1
    if (found !== undefined) continue
    const { denied, supposed, decoded, attribution } = quotation.frame
    const { start, end } = quotation.quotation
    if (end - start >= whole) continue
    if (denied || supposed || decoded) told.push({ start, end })
    else (attribution === undefined ? unsaid : foreign).push({ start, end })
  }
  // One phrase set apart is a manner of speaking; several are somebody's words.
  return unsaid.length > 1 || foreign.length > 0
    ? { own, foreign: [...foreign, ...unsaid], told }
    : { own, foreign, told: [...told, ...unsaid].sort((a, b) => a.start - b.start) }
}
