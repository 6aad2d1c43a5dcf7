import { readLooseCount, type LooseCount } from './loose-counts.js'
import type { Sentence } from './sentences.js'
import { mayHaveAmounts } from './stated-amounts.js'
import { wordSign } from './word-signs.js'
import type { SensedWords } from './words.js'

/** What a trace says is needed, what it says there is, and whether it takes the one for the other. */
export interface StatedCount {
  readonly needed: number
  readonly found: number
  /** The trace says that the threshold is met. */
  readonly met: boolean
  readonly start: number
  readonly end: number
}

const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const levels: Readonly<Record<string, number>> = {
  ...{ negligible: 0, low: 1, minor: 1, mild: 1, medium: 2, moderate: 2 },
  ...{ high: 3, severe: 3, major: 3, critical: 4, extreme: 4 },
}
const count = String.raw`\d{1,4}|${numbers.join('|')}|no|none|a single`
const level = Object.keys(levels).join('|')
const value = String.raw`(?<![\w.-])(${count}|${level})(?![\w-]|[.,]\d)`
const amount = String.raw`(?:(?:an?|the|only|just|exactly|merely|about|a total of|of|severity|level|score|rating|risk|some|as many as)\s+){0,3}`

const needing = new RegExp(
  [
    String.raw`\b(more than|over|exceeds?|above)\s+${amount}${value}`,
    String.raw`\b(?:at least|no fewer than|not fewer than|not less than|no less than|a minimum of|minimum (?:is|of)|needs?|requires?|asks? for|calls? for|demands?|takes|threshold (?:is|of|lies at|stands at)(?: at least)?|must be(?: at least)?|must have|from)\s+${amount}(?:at least\s+)?${value}`,
    String.raw`${value}\s+(?:[\w-]+\s+){0,2}?(?:or (?:more|higher|above|greater|over)|and (?:above|more|higher)|at (?:the )?(?:least|minimum)|(?:are|is) (?:needed|required|necessary|called for|asked for|demanded|the (?:minimum|threshold)))`,
  ].join('|'),
  'gi',
)
const having = new RegExp(
  String.raw`\b(?:we (?:only |just )?(?:see|have|count|find|found|counted|identified|get)|i (?:only |just )?(?:see|have|count|find|found)|there (?:are|is|were|was)|here (?:are|is|there (?:are|is|were)|we (?:have|see))|it (?:only |just )?(?:has|contains|shows|names|lists|makes|uses)|(?:content|post|message|text|listing|advert|author|user|seller) (?:only |just )?(?:has|contains|shows|names|lists|makes|uses|repeats)|only|just|found|counting|(?:severity|level|score|rating|risk|count|total|number|tally)(?: here)?\s+(?:is|of|was|comes to|stands at|reaches)|(?:is|rated|scored|assessed|judged) (?:as |at )?(?=(?:${level})\b)|this is(?= (?:of )?(?:${level})\b))\s+${amount}${value}`,
  'gi',
)
/** `Two can be found`, `one is present`. */
const present = new RegExp(
  String.raw`${value}\s+(?:[\w-]+\s+){0,2}?(?:is|are|was|were|can be|could be)\s+(?:found|present|seen|there|here|visible|given|counted|identified|met|shown|named)`,
  'gi',
)
/** `With two out of five`. */
const outOf = new RegExp(
  String.raw`(?<![\w.-])(${count})\s+(?:out\s+)?of\s+(?:the\s+)?(?:required\s+|needed\s+|necessary\s+)?(${count})(?![\w-]|[.,]\d)`,
  'i',
)
const holding =
  /\b(?:(?:threshold|condition|criteri(?:on|a)|requirement|rule|test|bar|minimum|limit|number|count|that|it|which|this|these|quota|they) (?:is|are|was|were|has been|have been) (?:(?:therefore|thus|clearly|hence|also|so|easily|just|then) )?(not )?(?:met|satisfied|fulfilled|reached|enough|sufficient|complete|exceeded|passed|cleared|triggered|surpassed)|(?:(not|n['’]t|does not|fails? to|cannot) )?(?:meets?|reach(?:es)?|satisf(?:y|ies)|fulfil(?:l?s)?|exceeds?|pass(?:es)?|clears?|suffices?) ?(?:(?:for )?(?:the|this|that|our) (?:threshold|condition|criteri(?:on|a)|requirement|rule|test|bar|minimum|limit|number|count)|[.,;!]|$)|(?:that|this|which|so)(?: is|['’]s) (not )?enough|(?:that|this|which|it) (?:will|would|must|does) (?:not )?(?:do|suffice)\b|(not|in)\s?(?:enough|sufficient)\b|(below|short of|under) (?:the|this|that) (?:threshold|minimum|limit|bar|requirement)|falls (short)|(?:at|above|over) (?:the (?:threshold|minimum|limit|bar)|it\b(?=[.,;!]|$)))/i

/** Where signs are counted, a violation follows from enough of them; of photos asked for, from too few. */
const signs =
  /\b(?:signs?|indicators?|criteria|conditions?|elements?|strikes?|repetitions?|repeats?|instances?|occurrences?|mentions?|reports?|offen[cs]es?|counts?|times|matches|factors?|(?:red )?flags?|points?|hits?|features?|hallmarks?|markers?|symptoms?|triggers?|threats?|insults?|slurs?|threshold|severity)\b/i
const concluding =
  /\b(?:so|therefore|thus|hence),? (?:it|this|that|the \w+) (?:(?:does not|doesn['’]t|is not|isn['’]t) )?(?:violat\w+|appl(?:y|ies)|qualif(?:y|ies)|an? violation|is (?:an? )?violation|in violation|is triggered)/i

/** How much of a trace one statement with its inference may take. */
const reach = 320
const most = 40

const hint =
  /\b(?:at least|or (?:more|higher|above)|threshold|minimum|(?:more|fewer|less) than|need(?:s|ed)?|requir\w+|necessary|call(?:s|ed) for|ask(?:s|ed) for|demand\w*|takes|bar|quota|limit|hurdle|starts|begins|exceeds?|must be|over|above|from|condition|expect\w*|stipulat\w*|prescrib\w*|target|out of)\b/i
const countingWords = String.raw`(?:\d{1,3}|${numbers.slice(1).join('|')}|${level})`
const counting = new RegExp(String.raw`\b${countingWords}\b`, 'i')
const countingWord = wordSign(new RegExp(`^${countingWords}$`))

interface ReadTrace {
  readonly subject: { readonly trace: string }
  readonly sentences: readonly Sentence[]
  readonly sentenceSigns: readonly number[]
  readonly traceWords: SensedWords
}

/** The first statement of a threshold whose inference goes against its own numbers. */
export function findMiscount(reading: ReadTrace): StatedCount | undefined {
  const { subject, sentences, sentenceSigns } = reading
  const { trace } = subject
  let tried = 0
  for (const [at, sentence] of sentences.entries()) {
    if (((sentenceSigns[at] ?? 0) & countingWord) === 0) continue
    if (sentence.text.length > 600 || !counting.test(sentence.text)) continue
    const isHinted = hint.test(sentence.text)
    const needs = !isHinted ? [] : [...sentence.text.matchAll(needing)]
    const parts = isHinted ? outOf.exec(sentence.text) : null
    if ((tried += 1) > most) break
    const last = sentences[Math.min(sentences.length - 1, at + 2)]
    const end = Math.min(
      last?.end ?? sentence.end,
      sentence.start + Math.max(reach, sentence.text.length),
    )
    const window = trace.slice(sentence.start, end)
    const miscount =
      readMiscount(window, needs) ?? (parts && readParts(window, parts)) ?? readGrowing(reading, at)
    if (miscount) return { ...miscount, start: sentence.start, end: sentence.start + miscount.end }
  }
  return undefined
}

const fewestAmounts = 2

/** The least stretch that says it all: a sentence, it and the next, it and the next two. */
function readGrowing(
  { subject: { trace }, sentences, traceWords }: ReadTrace,
  at: number,
): LooseCount | undefined {
  const { start } = sentences[at] as Sentence
  for (const { end } of sentences.slice(at, at + 3)) {
    if (end - start > reach * 2) return undefined
    if (!mayHaveAmounts({ text: trace, words: traceWords }, start, end, fewestAmounts)) continue
    const found = readLooseCount(trace.slice(start, end))
    if (found) return found
  }
  return undefined
}

function readMiscount(
  window: string,
  needs: readonly RegExpMatchArray[],
): Omit<StatedCount, 'start'> | undefined {
  if (supposed.test(window)) return undefined
  for (const need of needs) {
    const needed = valueOf(need[2] ?? need[3] ?? need[4])
    if (!needed) continue
    const threshold = needed.value + (need[1] === undefined ? 0 : 1)
    const needStart = need.index ?? 0
    const needEnd = needStart + need[0].length
    const has = [...window.matchAll(having), ...window.matchAll(present)].find(
      (match) => match.index >= needEnd || match.index + match[0].length <= needStart,
    )
    const had = valueOf(has?.[1])
    if (!has || !had || had.isLevel !== needed.isLevel) continue
    const from = Math.max(needEnd, has.index + has[0].length)
    const rest = window.slice(from)
    const isOfSigns = needed.isLevel || signs.test(window)
    const claim = holding.exec(rest) ?? (isOfSigns ? concluding.exec(rest) : null)
    if (!claim) continue
    const met =
      !/\bnot\b|n['’]t|\bin\s?(?:enough|sufficient)|\b(?:below|short|under|fails?|cannot)\b/i.test(
        claim[0],
      )
    if (met === had.value >= threshold) continue
    return { needed: threshold, found: had.value, met, end: from + claim.index + claim[0].length }
  }
  return undefined
}

/** Of parts that make a whole, all are needed only where the whole is said to be complete. */
function readParts(window: string, parts: RegExpExecArray): Omit<StatedCount, 'start'> | undefined {
  const [had, needed] = [valueOf(parts[1]), valueOf(parts[2])]
  if (!had || !needed || had.value >= needed.value || supposed.test(window)) return undefined
  const from = parts.index + parts[0].length
  const claim =
    /^[^.;?!]{0,60}\b(?:condition|criteri(?:on|a)|requirement|threshold|rule|test|count|set|list) (?:is|are) (?:thus |therefore |then )?(?:complete|fulfilled|satisfied|met|full)\b/i.exec(
      window.slice(from),
    )
  if (!claim) return undefined
  return { needed: needed.value, found: had.value, met: true, end: from + claim[0].length }
}

const supposed =
  /\b(?:if|unless|suppose|assuming|would|had there|were there|whether|might|example)\b|\?/i

function valueOf(word: string | undefined): { value: number; isLevel: boolean } | undefined {
  if (word === undefined) return undefined
  const lower = word.toLowerCase()
  const rank = levels[lower]
  if (rank !== undefined) return { value: rank, isLevel: true }
  if (/^\d+$/.test(lower)) return { value: Number(lower), isLevel: false }
  const at = numbers.indexOf(
    lower === 'a single' ? 'one' : /^no(?:ne)?$/.test(lower) ? 'zero' : lower,
  )
  return at < 0 ? undefined : { value: at, isLevel: false }
}
