import type { QuotationFrame } from '../attribution.js'
import type { Detector } from '../detector.js'
import type { Finding } from '../finding.js'
import type { Quotation } from '../quotations.js'
import type { QuotationReading } from '../quotation-reading.js'
import type { SubjectReading } from '../subject-reading.js'
import { isGrammarWord, readWords, weightOf } from '../words.js'

/** Words in quotation marks, given as the policy's or the content's, which occur in neither. */
export const fabricatedQuote = {
  type: 'fabricated-quote',
  about: {
    catches:
      "words in quotation marks, given as the policy's or the content's, which occur in neither",
    blindSpots:
      "short phrases set apart, unless given outright as the policy's words; translated or decoded content, also where the translation is invented; a quotation that no verb of saying leads to and whose source nobody names",
  },
  detect,
} as const satisfies Detector<'fabricated-quote'>

type FabricatedQuote = Finding<'fabricated-quote'>

/** Below this many words a quotation is as likely a phrase set apart as somebody's words. */
const fewestWords = 5
/** Enough where somebody is outright said to say it and no telling word of it occurs anywhere. */
const fewestOutright = 3
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
    if (quotation.words.list.length < fewestOutright || quotation.found) return []
    compared += 1
    return judge(reading, quotation)
  })
}

function judge(reading: SubjectReading, read: QuotationReading): FabricatedQuote[] {
  const { frame, quotation } = read
  const words = read.words.list
  if (frame.denied || frame.decoded || frame.supposed) return []
  const source = frame.attribution ?? (speaksAsPolicy(quotation, frame) ? 'policy' : undefined)
  if (source === undefined || !isLongEnough(read)) return []
  const { alignment, span } = (source === 'policy' ? read.inPolicy : read.inContent) ?? {}
  const found = alignment?.telling ?? 0
  const share = read.nearest?.alignment.share ?? 0
  const limit = source === 'policy' ? mostTelling : mostTellingOfContent(words)
  if (found >= limit || share >= mostShared) return []
  if (source === 'content' && (!isPlain(reading.contentText) || isTranslated(words, reading)))
    return []
  if (read.isDisguised) return []
  const { start, end } = quotation
  return [
    {
      type: 'fabricated-quote',
      severity: 'hard',
      confidence: confidenceOf(found, read, source),
      spans: [{ in: 'trace', start, end }, ...(span && found >= leastLike ? [span] : [])],
      message:
        source === 'policy'
          ? "a quotation given as the policy's has words that occur neither in the policy nor in the content"
          : "a quotation given as the content's has words that occur neither in the content nor in the policy",
      evidence: { source, words: words.length, shareFound: round(share) },
    },
  ]
}

function isLongEnough(read: QuotationReading): boolean {
  const { list } = read.words
  const telling = list.filter((word) => !isGrammarWord(word)).length
  if (list.length >= fewestWords) return telling >= 3
  return telling >= 2 && read.frame.direct && read.nearest === undefined
}

/** Stricter with the content, which a trace may translate or mend; but one word shared by chance proves nothing. */
function mostTellingOfContent(words: readonly string[]): number {
  const total = words.reduce((sum, word) => sum + weightOf(word), 0)
  return Math.min(mostTelling, Math.max(mostTelling / 2, oneWord / total))
}

function confidenceOf(
  found: number,
  { words, frame }: QuotationReading,
  source: 'policy' | 'content',
): number {
  const { length } = words.list
  const byShare = 0.95 - 1.3 * found
  const byLength = length >= 8 ? 1 : length >= fewestWords ? 0.9 : 0.65
  const bySource = frame.attribution === undefined ? 0.75 : source === 'policy' ? 1 : 0.9
  const isAside = !frame.direct && (frame.names || frame.illustrates)
  const byFrame = isAside ? 0.5 : frame.direct || frame.attribution === undefined ? 1 : 0.9
  return round(byShare * byLength * bySource * byFrame)
}

const norm =
  /^(?:dis)?allowed\b|^(?:prohibited|permitted|forbidden)\b|\b(?:is|are|be) (?:dis)?allowed\b|\bassistant (?:should|must)\b|\bmust (?:not|refuse)\b|\bshould (?:not|refuse)\b/i

/** `Heading: what falls under it`; a form to fill in, an answer and a turn of talk look the same. */
const heading =
  /^(?!(?:rationale|reason|answer|output|label|verdict|explanation|summary|note|title|subject|user|assistant|system|content|input|response|message|classification|decision|result|q|a|re)\b)[a-z][\w/ &-]{2,30}: \S/i

/** Worded as a rule and set where no speaker is named; an answer the model drafts for itself is none. */
function speaksAsPolicy(quotation: Quotation, frame: QuotationFrame): boolean {
  return (norm.test(quotation.text) || heading.test(quotation.text)) && !frame.drafted
}

/** Encoded or disguised content is quoted in its decoded form, which occurs nowhere. */
function isPlain(content: string): boolean {
  const tokens = content.slice(0, mostSampled).split(/\s+/).filter(Boolean)
  const odd = tokens.filter((token) =>
    /[^\p{L}\p{P}\p{N}]|\p{L}\d\p{L}|^.$|\S{24,}|[$@!|]\p{L}/u.test(token),
  )
  return odd.length * 4 < tokens.length
}

/** English words given for a content that has none of English's little words are a translation. */
function isTranslated(words: readonly string[], { contentText, subject }: SubjectReading): boolean {
  const source = readWords(contentText.slice(0, mostSampled)).list
  if (shareOfGrammar(words) < 0.2 || shareOfGrammar(source) >= 0.08) return false
  return source.length >= 8 || /[^\P{L}a-zA-Z]/u.test(contentText) || foreign.test(subject.trace)
}

const foreign =
  /\b(?:translat\w+|(?:foreign|other|another) languages?|non-english|in (?:english|spanish|french|german|portuguese|italian|dutch|russian|arabic|turkish|hindi|chinese|japanese|korean|polish|swedish|indonesian|vietnamese))\b/i
/** So many characters tell how a text is written. */
const mostSampled = 4000
const shareOfGrammar = (words: readonly string[]): number =>
  words.filter(isGrammarWord).length / Math.max(1, words.length)

const round = (value: number): number => Math.round(value * 100) / 100
