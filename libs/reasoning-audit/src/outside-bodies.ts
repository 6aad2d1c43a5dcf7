import { wordSign } from './word-signs.js'
import { isOrdinaryWord } from './ordinary-words.js'
import type { SubjectReading } from './subject-reading.js'
import { isGrammarWord } from './words.js'

/** Rules that are called by the name of somebody or something that neither policy nor content speak of. */
export interface OutsideBody {
  readonly start: number
  readonly end: number
}

const head = wordSign(
  /^(?:polic(?:y|ies)|guidelines?|guidance|rules?|rulebook|standards?|codes?|terms|principles|regulations?|directives?|acts?|laws?|charter|convention|norms?)$/,
)
/** `Craigslist prohibits it`: whoever has a name and rules. */
const ruling = wordSign(/^(?:prohibits?|forbids?|bans?|disallows?|outlaws?)$/)
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

interface Found extends OutsideBody {
  readonly lead: string
  readonly rest: string
}

/** Noun phrases ahead of a word for rules, where these are gone by, and names that forbid. */
export function listOutsideBodies(reading: SubjectReading): OutsideBody[] {
  const { traceWords, subject } = reading
  const { signs, isPlain } = traceWords
  const found: OutsideBody[] = []
  for (let at = 1; at < signs.length && found.length < mostFound; at += 1) {
    const sign = signs[at] as number
    const isHead = (sign & head) !== 0
    if (!isHead && (sign & ruling) === 0) continue
    if (!isPlain && !isWordFor(subject.trace.slice(traceWords.starts[at], traceWords.ends[at])))
      continue
    const phrase = isHead ? phraseBefore(reading, at) : namedBefore(reading, at)
    if (phrase) found.push({ start: phrase.start, end: phrase.end })
  }
  return found
}

const isWordFor = (word: string): boolean =>
  /^(?:polic|guid|rule|standard|code|term|princip|regulat|directive|act|law|charter|convention|norm|prohibit|forbid|ban|disallow|outlaw)/i.test(
    word,
  )

/** `the UK Gambling Commission's advertising code`, `self-harm policy`. */
function phraseBefore(reading: SubjectReading, at: number): Found | undefined {
  const { traceWords, subject } = reading
  const { list, starts, ends } = traceWords
  const { trace } = subject
  let first = at
  let named = false
  let isTitle = false
  const rawHead = trace.slice(starts[at], ends[at])
  while (first > 0 && at - first < mostModifiers) {
    const before = first - 1
    const gap = trace.slice(ends[before], starts[first])
    if (!/^(?: |-|['’] )$/.test(gap)) break
    const word = list[before] ?? ''
    const raw = trace.slice(starts[before], ends[before])
    if (isGrammarWord(word) && !/^(?:WHO|US)$/.test(raw)) break
    first = before
    if (
      titled.test(rawHead) &&
      /^\p{Lu}\p{Ll}/u.test(raw) &&
      !isSentenceStart(trace, starts[before] ?? 0)
    )
      isTitle = true
    if (isGivenAt(reading, before) || plain.test(raw.replace(/['’]s?$/, ''))) continue
    if (names(raw, word, gap !== '-' && isSentenceStart(trace, starts[before] ?? 0))) named = true
  }
  const start = starts[first] ?? 0
  const end = ends[at] ?? 0
  if (isTitle && !isBroughtUp(reading, trace.slice(start, end))) named = true
  if (!named || first === at) return undefined
  if (
    /^(?:acts?|convention|charter|codes?|terms?|principles?)$/i.test(rawHead) &&
    !isTitled(trace, start, rawHead)
  )
    return undefined
  return argued(trace, start, end)
}

/** `the Fair Housing Act`, whose words may well be everyday ones. */
const titled = /^(?:Acts?|Laws?|Regulations?|Directive|Code|Charter|Convention)$/
const isBroughtUp = ({ contentText, subject }: SubjectReading, phrase: string): boolean =>
  contentText.includes(phrase) || subject.policyText.toLowerCase().includes(phrase.toLowerCase())

/** An act or a code is everyday unless it is written, or its owner is, with a capital, or is a code of somebody's. */
const isTitled = (trace: string, start: number, raw: string): boolean =>
  /^\p{Lu}/u.test(raw) || /^(?:\p{Lu}|hono)/u.test(trace.slice(start)) || /^codes?$/.test(raw)

function names(raw: string, word: string, isFirst: boolean): boolean {
  if (fields.test(word)) return true
  if (/^\p{Lu}{2,6}$/u.test(raw)) return true
  if (isOrdinaryWord(word)) return false
  return isFirst ? false : /^\p{Lu}\p{L}/u.test(raw)
}

const isGivenAt = ({ vocabulary, traceWords }: SubjectReading, at: number): boolean => {
  const sense = traceWords.senses[at]
  return sense !== undefined && vocabulary.isGiven(sense)
}

const isSentenceStart = (trace: string, start: number): boolean =>
  /(?:^|[.!?:\n]["”’')\]]*\s*|[-*•]\s+)$/.test(trace.slice(Math.max(0, start - 6), start))

function argued(trace: string, start: number, end: number): Found | undefined {
  const lead = trace.slice(Math.max(0, start - 60), start)
  const rest = trace.slice(end, end + 60)
  return goneBy.test(lead) || rulesOut.test(rest) ? { start, end, lead, rest } : undefined
}

/** `Craigslist prohibits it`. */
function namedBefore(reading: SubjectReading, at: number): Found | undefined {
  const { traceWords, subject } = reading
  const { list, starts, ends } = traceWords
  const word = list[at - 1] ?? ''
  const raw = subject.trace.slice(starts[at - 1], ends[at - 1])
  if (subject.trace.slice(ends[at - 1], starts[at]) !== ' ') return undefined
  if (!/^\p{Lu}\p{Ll}{2,}$/u.test(raw) || isOrdinaryWord(word) || plain.test(raw)) return undefined
  if (
    isGivenAt(reading, at - 1) ||
    /^(?:section|appendix|article|chapter|clause|annex)$/i.test(raw)
  )
    return undefined
  return { start: starts[at - 1] ?? 0, end: ends[at] ?? 0, lead: '', rest: '' }
}
