import type { QuotationFrame } from '../attribution.js'
import type { Detector } from '../detector.js'
import type { Finding } from '../finding.js'
import type { Quotation } from '../quotations.js'
import type { QuotationReading } from '../quotation-reading.js'
import type { SubjectReading } from '../subject-reading.js'
import { isGrammarWord, weightOf } from '../words.js'

/** Words in quotation marks, given as the policy's or the content's, which occur in neither. */
export const fabricatedQuote = {
  type: 'fabricated-quote',
  about: {
    catches:
      "words in quotation marks, given as the policy's or the content's, which occur in neither",
    blindSpots:
      "short phrases set apart, unless given outright as the policy's words; translated or decoded content; a quotation whose source nobody names",
  },
  detect,
} as const satisfies Detector<'fabricated-quote'>

type FabricatedQuote = Finding<'fabricated-quote'>

/** Below this many words a quotation is as likely a phrase set apart as somebody's words. */
const fewestWords = 5
/** Above this share of telling words a quotation is altered rather than made up. */
const mostTelling = 0.32
/** Comparing costs; a trace with more quotations than this repeats itself. */
const mostCompared = 300
const mostShared = 0.42
/** Below this share of telling words a passage is no likeness a reader would see. */
const leastLike = 0.2
/** The weight of a telling word with a grammar word beside it. */
const oneWord = 1.3

function detect(reading: SubjectReading): FabricatedQuote[] {
  let compared = 0
  return reading.quotationReadings.flatMap((quotation) => {
    if (compared >= mostCompared) return []
    if (quotation.words.list.length < fewestWords || quotation.found) return []
    compared += 1
    return judge(reading, quotation)
  })
}

function judge(reading: SubjectReading, read: QuotationReading): FabricatedQuote[] {
  const { frame, quotation } = read
  const words = read.words.list
  if (frame.denied || frame.decoded || frame.supposed) return []
  const source = frame.attribution ?? (speaksAsPolicy(quotation, frame) ? 'policy' : undefined)
  if (source === undefined || words.filter((word) => !isGrammarWord(word)).length < 3) return []
  const { alignment, span } = (source === 'policy' ? read.inPolicy : read.inContent) ?? {}
  const found = alignment?.telling ?? 0
  const share = read.nearest?.alignment.share ?? 0
  const limit = source === 'policy' ? mostTelling : mostTellingOfContent(words)
  if (found >= limit || share >= mostShared) return []
  if (source === 'content' && !isPlain(reading.contentText)) return []
  if (read.isDisguised) return []
  const { start, end } = quotation
  return [
    {
      type: 'fabricated-quote',
      severity: 'hard',
      confidence: confidenceOf(found, words.length, frame, source),
      spans: [{ in: 'trace', start, end }, ...(span && found >= leastLike ? [span] : [])],
      message:
        source === 'policy'
          ? "a quotation given as the policy's has words that occur neither in the policy nor in the content"
          : "a quotation given as the content's has words that occur neither in the content nor in the policy",
      evidence: { source, words: words.length, shareFound: round(share) },
    },
  ]
}

/** Stricter with the content, which a trace may translate or mend; but one word shared by chance proves nothing. */
function mostTellingOfContent(words: readonly string[]): number {
  const total = words.reduce((sum, word) => sum + weightOf(word), 0)
  return Math.min(mostTelling, Math.max(mostTelling / 2, oneWord / total))
}

function confidenceOf(
  found: number,
  words: number,
  frame: QuotationFrame,
  source: 'policy' | 'content',
): number {
  const byShare = 0.95 - 1.3 * found
  const byLength = words >= 8 ? 1 : 0.9
  const byFrame = frame.direct
    ? source === 'content'
      ? 0.9
      : 1
    : frame.attribution === 'policy'
      ? 0.9
      : 0.75
  return round(
    byShare * byLength * byFrame * (frame.illustrates ? 0.8 : 1) * (frame.names ? 0.55 : 1),
  )
}

const norm =
  /^(?:dis)?allowed\b|^(?:prohibited|permitted|forbidden)\b|\b(?:is|are|be) (?:dis)?allowed\b|^[A-Z][\w/ &-]{2,30}: \S|\bassistant (?:should|must)\b|\bmust (?:not|refuse)\b|\bshould (?:not|refuse)\b/

/** Worded as a rule and set where no speaker is named; an answer the model drafts for itself is none. */
function speaksAsPolicy(quotation: Quotation, frame: QuotationFrame): boolean {
  return norm.test(quotation.text) && !frame.drafted
}

/** Encoded or disguised content is quoted in its decoded form, which occurs nowhere. */
function isPlain(content: string): boolean {
  const tokens = content.split(/\s+/).filter(Boolean)
  const odd = tokens.filter((token) =>
    /[^\p{L}\p{P}\p{N}]|\p{L}\d\p{L}|^.$|\S{24,}|[$@!|]\p{L}/u.test(token),
  )
  return odd.length * 4 < tokens.length
}

const round = (value: number): number => Math.round(value * 100) / 100
