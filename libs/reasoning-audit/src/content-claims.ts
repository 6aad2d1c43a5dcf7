import { eachMatch } from '@assize/kernel'
import { AnchoredPattern } from './anchored-pattern.js'
import type { SubjectReading } from './subject-reading.js'
import { wordSign } from './word-signs.js'
import { readWords, wordsWithin, type SensedWords } from './words.js'

/** Something a trace says of the content, that one can look up there. */
export interface ContentClaim {
  readonly start: number
  readonly end: number
  /** What is claimed; names, figures and other telling words in normal form, or a feature such as a link. */
  readonly specifics: readonly string[]
  /** How many of them neither content nor policy have. */
  readonly missing: number
  /** Has a name, a figure or a feature that is not there. */
  readonly plain: boolean
}

const subject = String.raw`(?:the|this|that|our|its)\s+(?:\w+\s+)?(?:user|author|poster|sender|writer|speaker|person|content|text|message|post|comment|item|request|advert|ad|listing|review|reply|input|submission|prompt|statement|question|seller|buyer|customer|student|person|man|woman|narrator|character)|users?|it|they|he|she`
const verb = String.raw`(?:contains?|includes?|mentions?|names?|gives?|lists?|provides?|links to|asks? (?:for|about|how to|to|whether)|is asking (?:for|about|how to|to)|wants? (?:to|an?)|requests?|is requesting|offers?|is offering|describes?|is describing|threatens?|is threatening|claims?|admits?|says? (?:that|he|she|they|to)|tells?|refers? to|is referring to|talks? about|is talking about|is about|shares?|promotes?|is promoting|advertises?|is advertising|invites?|compares?|calls?|recommends?|promises?|sells?|is selling|posts?|reveals?|discloses?|has|uses|features|shows|states? that|boasts?|complains?|reports?|recounts?|insults?|praises?|encourages?|urges?|instructs?)`
const claim = new AnchoredPattern(
  String.raw`\b(?:${subject})\s+(?:also\s+|even\s+|just\s+|\w+ly\s+)?${verb}\s+([^.!?;\n"“”]{3,200})`,
  'i',
  undefined,
  {
    words: /^(?:the|this|that|our|its|users?|it|they|he|she)$/,
    following:
      /^(?:contains?|includes?|mentions?|names?|gives?|lists?|provides?|links|asks?|asking|wants?|requests?|requesting|offers?|offering|describes?|describing|threatens?|threatening|claims?|admits?|says?|tells?|refers?|referring|talks?|talking|about|shares?|promotes?|promoting|advertises?|advertising|invites?|compares?|calls?|recommends?|promises?|sells?|selling|posts?|reveals?|discloses?|has|uses|features|shows|states?|boasts?|complains?|reports?|recounts?|insults?|praises?|encourages?|urges?|instructs?)$/,
    within: 5,
  },
)
const opening = /(?:^|[.!?;:,\n]["”’')\]]*\s*|\b(?:and|because|since|as|so|that|here)\s+)$/i
const unsure =
  /\b(?:if|whether|unless|does|did|do|could|would|might|may|maybe|perhaps|suppose|imagine|hypothetical\w*|e\.g|for example|like|such as|no|not|n['’]t|never|nothing|none|any|without|neither|nor|possibly|probably|presumably|likely|seems?|appears?|or|policy|policies|rules?|guidelines?|disallowed|allowed|encoded|decoded|translat\w*)\b/i
const mostRead = 200

export function listContentClaims(reading: SubjectReading): ContentClaim[] {
  const { trace } = reading.subject
  const found: ContentClaim[] = []
  for (const match of claim.matches(trace, reading.traceWords)) {
    if (found.length === mostRead) break
    const object = match[1] ?? ''
    if (!opening.test(trace.slice(Math.max(0, match.index - 12), match.index))) continue
    const end = match.index + match[0].length
    const lead = trace.slice(Math.max(0, match.index - 30), end)
    const sentenceLead = /[^.!?\n]*$/.exec(lead.slice(0, lead.length - object.length))?.[0] ?? ''
    if (unsure.test(sentenceLead) || unsure.test(object)) continue
    if (/^\s*[?"“«]/.test(trace.slice(end, end + 8))) continue
    const start = end - object.length
    const read = readObject(object, wordsWithin(reading.traceWords, trace, start, end), reading)
    if (read.specifics.length === 0) continue
    found.push({ start, end, ...read })
  }
  return [...found, ...listBareClaims(reading, found)]
}

/** Speaks of rules, of the judging or of what may be, so says nothing of the content. */
const besides =
  /\b(?:polic\w+|rules?|guidelines?|categor\w+|classif\w+|violat\w*|(?:dis)?allow\w*|prohibit\w*|permit\w*|label\w*|output|answer|verdict|criteri\w+|section|defin\w+|instruct\w*|system|decod\w*|encod\w*|base64|translat\w*|french|german|spanish|italian|portuguese|dutch|russian|arabic|turkish|hindi|chinese|japanese|korean|polish|language|we (?:need|must|should|have|can|are)|let['’]s|i (?:think|need|must)|would|could|should|might|may|if|whether|perhaps|maybe|not|no|never|nothing|none|without|neither|nor|or|e\.g|example|such as|like|reviewer|model|moderator|therefore|thus|hence|so)\b|n['’]t\b|[?:"“”«»*`]/i
/** Most of these words alone tell; they spare the pattern. */
const besidesWord = wordSign(
  /^(?:polic.+|rules?|guidelines?|categor.+|classif.+|violat.*|(?:dis)?allow.*|prohibit.*|permit.*|label.*|output|answer|verdict|criteri.+|section|defin.+|instruct.*|system|decod.*|encod.*|base64|translat.*|language|would|could|should|might|may|if|whether|perhaps|maybe|not|no|never|nothing|none|without|neither|nor|or|example|like|reviewer|model|moderator|therefore|thus|hence|so)$/,
)

/** The others begin with one of these, or are signs. */
const besidesMaybe = wordSign(
  /^(?:french|german|spanish|italian|portuguese|dutch|russian|arabic|turkish|hindi|chinese|japanese|korean|polish|we|let|i|e|such|t)$/,
)
const besidesSign = /[?:"“”«»*`]/

/** `signs` are those of its words. */
function isBesides(text: string, signs: number, { isPlain }: SensedWords): boolean {
  // A pattern takes the underscore for a letter.
  if (!isPlain || text.includes('_')) return besides.test(text)
  if ((signs & besidesWord) !== 0) return true
  return (signs & besidesMaybe) === 0 ? besidesSign.test(text) : besides.test(text)
}

const fewestTelling = 2
const longestBare = 140

/** Any plain statement, whatever its verb, most telling words of which stand in nothing that was given. */
function listBareClaims(reading: SubjectReading, found: readonly ContentClaim[]): ContentClaim[] {
  const { subject, traceWords, sentenceSigns } = reading
  const { trace } = subject
  const claims: ContentClaim[] = []
  for (const [at, sentence] of reading.sentences.entries()) {
    if (claims.length === mostRead) break
    const text = withoutOuterMarks(sentence.text)
    if (text.length < 16 || text.length > longestBare || !/^\p{Lu}/u.test(text)) continue
    // Marks are no words, so the words of both are the same.
    if (isBesides(text, sentenceSigns[at] ?? 0, traceWords)) continue
    const start = sentence.start + sentence.text.indexOf(text)
    const end = start + text.length
    if (found.some((each) => each.start < end && each.end > start)) continue
    const object = text.charAt(0).toLowerCase() + text.slice(1)
    const words =
      object.length === text.length ? wordsWithin(traceWords, trace, start, end) : readWords(object)
    const read = readObject(object, words, reading)
    if (read.specifics.length < fewestTelling && !read.plain) continue
    claims.push({ start, end, ...read })
  }
  return claims
}

const outerMarks = /^["“«]+|["”»]+$/g
const opensMarked = /^["“«]/
const endsMarked = /["”»]$/

const withoutOuterMarks = (text: string): string =>
  opensMarked.test(text) || endsMarked.test(text.slice(-1)) ? text.replace(outerMarks, '') : text

interface Feature {
  readonly name: string
  readonly claimed: RegExp
  readonly there: RegExp
}

/** What content can be said to have, whatever it is about. */
const features: readonly Feature[] = [
  {
    name: 'phone number',
    claimed: /\b(?:tele)?phone number\b/i,
    there: /\d[\d\s().-]{4,}\d|phone|call|number/i,
  },
  {
    name: 'link',
    claimed:
      /\b(?:an? |the |external |shortened |several )(?:\w+ )?(?:links?|urls?|web ?address)\b/i,
    there: /https?:|www\.|\w\.(?:\w{2,4})\b|link|url|click|site|page|http/i,
  },
  { name: 'email address', claimed: /\be-?mail address\b/i, there: /@|e-?mail/i },
  { name: 'hashtag', claimed: /\bhash ?tags?\b/i, there: /#|hashtag/i },
  {
    name: 'emoji',
    claimed: /\bemojis?\b/i,
    there: /\p{Extended_Pictographic}|emoji|:[a-z_]+:|[:;]-?[)(DPp]/u,
  },
  { name: 'percentage', claimed: /\bper ?cent(?:age)?\b|%/i, there: /%|per ?cent/i },
]

/** Without one of these words, or a percent sign, nothing of the kind is claimed. */
const featureWord = wordSign(
  /^(?:(?:tele)?phone|links?|urls?|web|webaddress|e?mail|hash|emoji|per)/,
)

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
const tens = 'thirty forty fifty sixty seventy eighty ninety'
/** Number words with their digits. */
const numerals: ReadonlyMap<string, string> = new Map([
  ...units.split(' ').map((word, value) => [word, String(value)] as const),
  ...tens.split(' ').map((word, place) => [word, String((place + 3) * 10)] as const),
])
const figureWord = wordSign(new RegExp(`^(?:\\d|${[...numerals.keys()].join('|')})`))
const figure = new RegExp(
  String.raw`(?<![\w.])(\d[\d.,]*|${[...numerals.keys()].join('|')})(?=[\s-]*(?:years?|months?|weeks?|days?|hours?|minutes?|per ?cent|%|dollars?|euros?|pounds?|usd|eur|kilo\w*|grams?|miles?|km|people|million|thousand|hundred)\b|%)|[$€£]\s?(\d[\d.,]*)`,
  'giu',
)

/** `words` are those of the object. */
function readObject(
  object: string,
  words: SensedWords,
  reading: SubjectReading,
): Pick<ContentClaim, 'specifics' | 'missing' | 'plain'> {
  const { contentText, vocabulary } = reading
  const specifics: string[] = []
  let missing = 0
  let plain = false
  let signs = 0
  for (const each of words.signs) signs |= each
  const mayClaim = (signs & featureWord) !== 0 || object.includes('%')
  for (const { name, claimed, there } of mayClaim ? features : []) {
    if (!claimed.test(object)) continue
    specifics.push(name)
    if (there.test(contentText)) continue
    missing += 1
    plain = true
  }
  for (const match of (signs & figureWord) === 0 ? [] : eachMatch(object, figure)) {
    const said = (match[1] ?? match[2] ?? '').toLowerCase().replace(/[.,]$/, '')
    const number = numerals.get(said) ?? said
    specifics.push(number)
    if (hasNumber(number, reading)) continue
    missing += 1
    plain = true
  }
  for (const [i, sense] of words.senses.entries()) {
    const { form, isOrdinary } = sense
    if (isOrdinary || /\d/.test(form) || numerals.has(form)) continue
    specifics.push(form)
    if (vocabulary.isGiven(sense)) continue
    missing += 1
    if (/^\p{Lu}\p{Ll}{2,}/u.test(object.slice(words.starts[i], words.ends[i]))) plain = true
  }
  return { specifics, missing, plain }
}

function hasNumber(
  number: string,
  { contentText, subject: { policyText } }: SubjectReading,
): boolean {
  const digits = number.replace(/[.,]/g, '')
  const holds = (text: string) =>
    text.includes(number) ||
    text.replace(/(?<=\d)[.,](?=\d)/g, '').includes(digits) ||
    [...numerals].some(
      ([word, value]) => value === number && new RegExp(String.raw`\b${word}`, 'i').test(text),
    )
  return holds(contentText) || holds(policyText)
}
