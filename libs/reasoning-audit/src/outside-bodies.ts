import { wordSign } from './word-signs.js'
import type { SubjectReading } from './subject-reading.js'

/** Rules that are called by the name of somebody or something that neither policy nor content speak of. */
export interface OutsideBody {
  readonly start: number
  readonly end: number
}

const isHeadWord =
  /^(?:polic(?:y|ies)|guidelines?|guidance|rules?|rulebook|standards?|codes?|terms|principles|regulations?|directives?|acts?|laws?|charter|convention|norms?)$/i
const head = wordSign(isHeadWord)
/** `Craigslist prohibits it`: whoever has a name and rules. */
const isRulingWord = /^(?:prohibits?|forbids?|bans?|disallows?|outlaws?)$/i
const ruling = wordSign(isRulingWord)
const mostModifiers = 5
const mostFound = 20

/** What is said to hold or to be broken. */
const goneBy =
  /\b(?:under|per|by|according to|based on|following|violat\w*|break(?:s|ing)?|breach\w*|against|in line with|within|follow|apply|applying|go by|of)\s+(?:(?:the|all|any|these|those|most|such|our|their|his|her|its|current)\s+){0,2}$/i
const rulesOut =
  /^["'”’)]*(?:\s+\d[\d/.-]*)?,?\s+(?:\w+ly\s+|also\s+|\w+ \d+\s+)?(?:would\s+|will\s+|(?:does|do)\s+not\s+|(?:does|do)n['’]t\s+)?(?:prohibits?|forbids?|bans?|disallows?|outlaws?|requires?|bars?|restricts?|says?|states?|allows?|permits?|treats?|considers?|protects?|demands?|mandates?|counts?|classif\w+|overrides?|applies|apply)\b/i

/** Fields for which there are policies of their own; none of them is a manner of speaking of this one. */
const fields =
  /^(?:harm|hate|hateful|violenc|violent|harass|harassment|sexual|sex|weapon|drug|fraud|spam|privac|privacy|medical|misinform|misinformation|extremism|extremist|terror|terrorism|illicit|copyright|trademark|bully|bullying|gambl|gambling|nudit|nudity|child|minor|suicid|suicide|ip|election|honor|honour|ad|ads|advertis|advertising|endorsement|conduct|dress|house|campus|school|universit|university|museum|airline|hospital|store)$/
/** Words by which the policy at hand is called as well. */
const plain =
  /^(?:content|moderat\w*|safet\w*|system|developer|classif\w*|given|suppl\w*|main|own|label\w*|output|json|format|guard\w*|model|assistant|user|prompt|task|instruction|definition|severit\w*|tier|categor\w*|decision|ai|id|api|q|a|i|s|tie|thumb|break\w*|example|sub\w*|top|default|first|second|third|last|next|new|old|same|valid|invalid)$/i

/** Noun phrases ahead of a word for rules, where these are gone by, and names that forbid. */
export function listOutsideBodies(reading: SubjectReading): OutsideBody[] {
  const { traceWords, subject } = reading
  const { signs, isPlain } = traceWords
  const found: OutsideBody[] = []
  for (let at = 1; at < signs.length && found.length < mostFound; at += 1) {
    const sign = signs[at] as number
    if ((sign & (head | ruling)) === 0) continue
    let isHead = (sign & head) !== 0
    if (!isPlain) {
      const word = subject.trace.slice(traceWords.starts[at], traceWords.ends[at])
      isHead = isHeadWord.test(word)
      if (!isHead && !isRulingWord.test(word)) continue
    }
    const phrase = isHead ? phraseBefore(reading, at) : namedBefore(reading, at)
    if (phrase) found.push(phrase)
  }
  return found
}

/** `the UK Gambling Commission's advertising code`, `self-harm policy`. */
function phraseBefore(reading: SubjectReading, at: number): OutsideBody | undefined {
  const { traceWords, subject } = reading
  const { list, senses, starts, ends } = traceWords
  const { trace } = subject
  let first = at
  let named = false
  let isTitle = false
  const isCapital = isUpper(trace, starts[at] ?? 0)
  while (first > 0 && at - first < mostModifiers) {
    const before = first - 1
    const place = starts[before] ?? 0
    if (!areJoined(trace, ends[before] ?? 0, starts[first] ?? 0)) break
    const isOpen = isUpper(trace, place)
    const isPlainGrammar = senses[before]?.isGrammar === true
    if (isPlainGrammar && !(isOpen && /^(?:WHO|US)$/.test(trace.slice(place, ends[before])))) break
    first = before
    if (isCapital && isOpen && !isSentenceStart(trace, place)) isTitle = true
    if (named || isGivenAt(reading, before)) continue
    const raw = trace.slice(place, ends[before])
    if (plain.test(raw.replace(/['’]s?$/, ''))) continue
    named = names(
      raw,
      list[before] ?? '',
      senses[before]?.isOrdinary === true,
      isOpen && isSentenceStart(trace, place),
    )
  }
  if (first === at || !(named || isTitle)) return undefined
  const start = starts[first] ?? 0
  const end = ends[at] ?? 0
  const head = trace.slice(starts[at], end)
  if (!named && !(titled.test(head) && !isBroughtUp(reading, trace.slice(start, end))))
    return undefined
  if (!named && !/\p{Lu}\p{Ll}/u.test(trace.slice(start, starts[at]))) return undefined
  if (everyday.test(head) && !isTitled(trace, start, head)) return undefined
  return isArgued(trace, start, end) ? { start, end } : undefined
}

const isUpper = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return (code > 64 && code < 91) || (code > 127 && /^\p{Lu}/u.test(text.slice(at, at + 2)))
}

/** By one blank or hyphen, or by the apostrophe of a plural. */
function areJoined(text: string, end: number, start: number): boolean {
  const code = text.charCodeAt(end)
  if (start - end === 1) return code === 32 || code === 45
  return start - end === 2 && (code === 39 || code === 0x2019) && text.charCodeAt(end + 1) === 32
}

const everyday = /^(?:acts?|convention|charter|codes?|terms?|principles?)$/i

/** `the Fair Housing Act`, whose words may well be everyday ones. */
const titled = /^(?:Acts?|Laws?|Regulations?|Directive|Code|Charter|Convention)$/
const isBroughtUp = ({ contentText, subject }: SubjectReading, phrase: string): boolean =>
  contentText.includes(phrase) || subject.policyText.toLowerCase().includes(phrase.toLowerCase())

/** An act or a code is everyday unless it is written, or its owner is, with a capital, or is a code of somebody's. */
const isTitled = (trace: string, start: number, raw: string): boolean =>
  /^\p{Lu}/u.test(raw) || /^(?:\p{Lu}|hono)/u.test(trace.slice(start)) || /^codes?$/.test(raw)

function names(raw: string, word: string, isOrdinary: boolean, isFirst: boolean): boolean {
  if (fields.test(word)) return true
  if (/^\p{Lu}{2,6}$/u.test(raw)) return true
  return !isOrdinary && !isFirst && /^\p{Lu}\p{L}/u.test(raw)
}

const isGivenAt = ({ vocabulary, traceWords }: SubjectReading, at: number): boolean => {
  const sense = traceWords.senses[at]
  return sense !== undefined && vocabulary.isGiven(sense)
}

const isSentenceStart = (trace: string, start: number): boolean =>
  /(?:^|[.!?:\n]["”’')\]]*\s*|[-*•]\s+)$/.test(trace.slice(Math.max(0, start - 6), start))

const isArgued = (trace: string, start: number, end: number): boolean =>
  goneBy.test(trace.slice(Math.max(0, start - 60), start)) ||
  rulesOut.test(trace.slice(end, end + 60))

/** `Craigslist prohibits it`. */
function namedBefore(reading: SubjectReading, at: number): OutsideBody | undefined {
  const { traceWords, subject } = reading
  const { senses, starts, ends } = traceWords
  const start = starts[at - 1] ?? 0
  if (!isUpper(subject.trace, start) || senses[at - 1]?.isOrdinary !== false) return undefined
  if (subject.trace.slice(ends[at - 1], starts[at]) !== ' ') return undefined
  const raw = subject.trace.slice(start, ends[at - 1])
  if (!/^\p{Lu}\p{Ll}{2,}$/u.test(raw) || plain.test(raw)) return undefined
  if (isGivenAt(reading, at - 1) || ofPolicy.test(raw)) return undefined
  return { start, end: ends[at] ?? 0 }
}

const ofPolicy = /^(?:section|appendix|article|chapter|clause|annex)$/i
