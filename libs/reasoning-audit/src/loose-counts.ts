import { listStatedAmounts, numberWords, type StatedAmount } from './stated-amounts.js'

export interface LooseCount {
  readonly needed: number
  readonly found: number
  readonly met: boolean
  readonly end: number
}

const mostAmounts = 6
const mostNeeded = 100

/** Words that say a threshold is reached, a rule engaged, a condition fulfilled. */
const reached = String.raw`met|meets|reach(?:ed|es)|satisf(?:ied|ies)|fulfil(?:l?ed|l?s)|enough|sufficient|suffices?|complete|triggered|triggers|appl(?:y|ied|ies|icable)|engaged|engages|activated|established|made out|stands|bites|kicks in|in force|plenty|ample|adequate|do(?:es)? (?:it|the trick|the job)|good (?:enough|for)|tips|comes? into play|in play|catches|caught|confirmed|proven|shown|covered|filled|full house|qualif(?:ies|ied|y)|cross(?:ed|es)|hit|surpass(?:ed|es)|attain(?:ed|s)|achieved|beaten|topped|tick(?:ed|s)|above (?:it|the \w+)|(?:will|would|must|does|that['’]ll) do\b|is (?:a )?(?:given|there)\b|adds? up|holds|made good|in place|counts|present in full|we are there|all there|gets? us there|exceed(?:ed|s)|clear(?:ed|s)|so,? (?:yes|it does(?! not|n['’]t))\b|in (?:that|this|the) range|falls? (?:under|into|within)|(?:constitutes?|amounts? to|makes?|forms?) an?\b|(?:criterion|test|bar|threshold|requirement|condition|hurdle|check|mark|rule)s? (?:is |are |has been |have been )?pass(?:ed|es)|pass(?:es|ed)? the (?:test|bar|threshold|requirement|hurdle|check|mark)`
/** Words that say there is too much of something. */
const exceeded = String.raw`too (?:many|much)|over (?:it|the (?:line|limit|bar|threshold|mark))|(?:past|beyond) (?:it|the (?:line|limit|bar|threshold|mark))|in excess|excessive`
/** Words that say what becomes of content. */
const violated = String.raw`violat\w*|breach(?:es)?|infring\w*|prohibited|forbidden|not (?:allowed|permitted)|we act|(?:has|must|needs|have) to (?:go|come down)|must go|comes down|taken down|removed|so,? it (?:fails|is out|bites)|fails|guilty`
/** Words that say all is well; denied, they say the contrary. */
const tolerated = String.raw`fine(?!,)|ok(?:ay)?(?![,:]| that| so| then)|pass(?:es)?|tolerated|allowed|acceptable|accepted|permitted|let (?:it|them|that|this) (?:go|pass|through|be|stay)|stay|harmless|all right|in order|within|inside|respected|kept|observed|safe`
const finding = new RegExp(
  String.raw`\b(?:(${exceeded})|(${violated})|(${reached})|(${tolerated}))(?![\p{L}\p{N}])`,
  'giu',
)
const denying =
  /\b(?:not|never|no|fails? to|short|below|under|falls|lacks?|lacking|missing|insufficient|unmet|without|too few|hardly|neither|cannot|far from|only if|yet to|fewer|less)\b|n['’]t\b/i
const relating =
  /\b(?:equals? or exceeds?|exceeds?|reach(?:es)?|meets?|is (?:well |already |clearly )?(?:above|over|past|beyond)|surpass(?:es)?|tops|clears|satisf(?:y|ies)|fulfils?)\b/i

/** Where signs are counted, a violation follows from enough of them; of photos asked for, from too few. */
const signs =
  /\b(?:signs?|signals?|indicators?|criteria|conditions?|elements?|strikes?|repetitions?|repeats?|instances?|occurrences?|mentions?|reports?|offen[cs]es?|counts?|times|matches|factors?|(?:red )?flags?|points?|hits?|features?|hallmarks?|markers?|symptoms?|triggers?|threats?|insults?|slurs?|threshold|severity|pattern|links|attempts?|warnings?|cut-?off|spam|repeated|repetition)\b/i
const supposed =
  /\b(?:if|suppose|assuming|had there|were there|whether|might|e\.g|for example|maybe|perhaps|could|either)\b/i

/**
 * Where a stretch of text speaks of an amount that is needed, or tolerated, and of a lesser one that there is, and
 * takes the lesser for enough, or for too many; undefined where roles or result are not plain.
 */
export function readLooseCount(window: string): LooseCount | undefined {
  const amounts = asParts(
    window,
    rolesSettled(window, listStatedAmounts(window).slice(0, mostAmounts + 1)),
  )
  if (amounts.length < 2 || amounts.length > mostAmounts) return undefined
  const compared = readComparison(window, amounts)
  if (compared) return compared
  const limits = amounts.filter(({ role }) => role === 'needed' || role === 'tolerated')
  const others = amounts.filter(({ role }) => role !== 'needed' && role !== 'tolerated')
  const [limit] = [...limits].sort((a, b) => a.value - b.value)
  if (!limit || new Set(amounts.map(({ unit }) => unit)).size > 1) return undefined
  const said = others.filter(({ role }) => role === 'counted')
  const [most] = [...(said.length > 0 ? said : others)].sort((a, b) => b.value - a.value)
  if (!most || most.value >= limit.value || limit.value > mostNeeded) return undefined
  const last = Math.max(limit.end, most.end)
  const end = readClaim(window, limit, most)
  if (end === undefined || isSupposed(window, most, end)) return undefined
  return { needed: limit.value, found: most.value, met: true, end: Math.max(last, end) }
}

/** A number that a rule is said to name is asked for only where no other is. */
function rolesSettled(window: string, amounts: readonly StatedAmount[]): StatedAmount[] {
  const isAnyWeak = amounts.some(({ role }) => role === 'perhaps needed')
  const isAnyCounted = amounts.some(({ role }) => role === 'counted')
  const isAnyLimit = amounts.some(({ role }) => role === 'needed' || role === 'tolerated')
  return amounts.map((each) => {
    const isAlone = each.role === 'unsaid' && isAnyCounted && !isAnyLimit && !isAnyWeak
    if (isAlone && amounts.some((other) => isOfOneKind(window, each, other)))
      return { ...each, role: 'needed' }
    if (each.role === 'perhaps needed') return { ...each, role: isAnyLimit ? 'unsaid' : 'needed' }
    return each
  })
}

/** Not `two links and four hashtags`, `two threats in four sentences`, `two of four people`. */
function isOfOneKind(window: string, each: StatedAmount, other: StatedAmount): boolean {
  if (other.role !== 'counted') return false
  const [first, second] = each.start < other.start ? [each, other] : [other, each]
  const between = window.slice(first.end, second.start)
  const [one, two] = [nounAt(window, each.end), nounAt(window, other.end)]
  if (/[.;:,]/.test(between) || one === undefined || one === two) return true
  return !/\b(?:in|of|and|to|by)\s*$/i.test(between)
}

/** The thing that a number stands right in front of: `hashtags` of `four such hashtags`. */
function nounAt(window: string, at: number): string | undefined {
  const rest = window.slice(at, at + 60)
  const noun =
    /^\s+(?:(?:such|separate|different|distinct|clear|more|other|further|of (?:the|these|those|them))\s+)*(\p{L}{3,})/u.exec(
      rest,
    )?.[1]
  return noun === undefined || verbs.test(noun) ? undefined : noun.toLowerCase().slice(0, 5)
}

const verbs =
  /^(?:is|are|was|were|will|would|may|can|could|must|has|have|had|does|did|do|makes?|being|and|but|while|where|whereas|which|that|here|there|gives?|suffices?|counts?|needs?|comes?|takes?|gets?|brings?|the|with|for|from|against|when|as|per|out)$/i

/** `Two exceeds four`: false whatever it is about. */
function readComparison(window: string, amounts: readonly StatedAmount[]): LooseCount | undefined {
  for (const [i, more] of amounts.entries()) {
    const less = amounts[i - 1]
    if (!less || less.said === more.said || less.unit !== more.unit) continue
    const between = window.slice(less.end, more.start)
    const met = less.said < more.said
    if (!(met ? comparing : deniedComparing).test(between)) continue
    if (isSupposed(window, less, more.end)) continue
    return { needed: more.said, found: less.said, met, end: more.end }
  }
  return undefined
}

const comparing =
  /^\s*(?:≥|>=?|(?:\w+ )?(?:(?:is|are) (?:(?:clearly|already|well) )?(?:more|greater|higher) than|exceeds?|(?:is|are) (?:(?:clearly|already|well) )?(?:above|over|at least)|equals? or exceeds?))\s*(?:the (?:required |needed |stipulated |minimum of )?)?$/i

/** `139 is not more than 70`. */
const deniedComparing =
  /^\s*(?:\w+ )?(?:(?:is|are)(?: not|n['’]t) (?:(?:more|greater|higher) than|over|above)|does(?: not|n['’]t) exceed|(?:is|are) (?:(?:fewer|less|lower) than|below|under))\s*$/i

/** Where the text says that the limit is reached; undefined where it says anything else of it first. */
function readClaim(window: string, limit: StatedAmount, most: StatedAmount): number | undefined {
  const last = Math.max(limit.end, most.end)
  if (most.end < limit.start) {
    const between = window.slice(most.end, limit.start)
    const relation = relating.exec(between)
    if (relation && !denying.test(between) && !/[.;!?]/.test(between)) return last
  }
  const tail = window.slice(last)
  const behind = readFinding(tail, window, limit)
  if (behind) return behind.claims ? last + behind.end : undefined
  const echoed = limit.role === 'needed' ? readEcho(window, limit, most) : undefined
  if (echoed !== undefined) return echoed
  const between = window.slice(limit.end, Math.max(limit.end, most.start))
  const first = /[.;!?]\s/.test(between) ? undefined : readFinding(between, window, limit)
  return first?.claims ? limit.end + first.end : undefined
}

/**
 * `It is spam from four on; there are two; so it is spam`: what follows takes up the words that the threshold was put
 * in. The thing counted says nothing.
 */
function readEcho(window: string, limit: StatedAmount, most: StatedAmount): number | undefined {
  const last = Math.max(limit.end, most.end)
  const rest = window.slice(last)
  const lead = concluding.exec(rest)
  const conclusion = lead ? (/^[.;,\s]*[^.;!?]*/.exec(rest.slice(lead.index)) ?? [''])[0] : ''
  if (!lead || denying.test(conclusion) || supposed.test(conclusion)) return undefined
  const counted = new Set([limit, most].map(({ end }) => nounAt(window, end)))
  const from = window.slice(0, limit.start).search(/[^.;!?]*$/)
  const clause = window.slice(from, limit.start < most.start ? most.start : last)
  const known = new Set(stemsOf(clause).filter((each) => !counted.has(each)))
  const isEchoed = stemsOf(conclusion).some((each) => known.has(each))
  return isEchoed ? last + lead.index + conclusion.length : undefined
}

const concluding =
  /(?:\b(?:so|therefore|thus|hence|accordingly|consequently)\b|→|=>|(?:^|[.;,]\s)(?:this|that|it) is\b|^\s*(?:is|are)\b|[.;,]\s(?:an?\s)?\w+ it is\b)/i
const stemsOf = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
    .filter((word) => !idle.has(word))
    .map((word) => word.slice(0, 5))
const idle = new Set(
  'that this there these those here with from must have more than which needs need needed least policy rule rules content user post message only just then also they them what when where will would should'.split(
    ' ',
  ),
)

interface Found {
  readonly claims: boolean
  readonly end: number
}

/** The first thing that a text says of a limit; undefined where it says nothing of it. */
function readFinding(text: string, window: string, limit: StatedAmount): Found | undefined {
  for (const match of text.matchAll(finding)) {
    const [whole, isExceeded, , isReached, isTolerated] = match
    const end = match.index + whole.length
    const isDenied =
      denying.test(clauseBefore(text, match.index)) ||
      /^[^.,;!?]{0,12}\b(?:not|n['’]t)\b/.test(text.slice(end, end + 24))
    const claims = isTolerated === undefined ? !isDenied : isDenied
    const isOfSigns = limit.role === 'tolerated' || limit.isOpen || signs.test(window)
    const isPlain =
      isExceeded !== undefined || (isReached === undefined ? isOfSigns : limit.role !== 'tolerated')
    return { claims: claims && isPlain, end }
  }
  return undefined
}

const clauseBefore = (text: string, at: number): string =>
  /[^.;!?,:→]*$/
    .exec(text.slice(Math.max(0, at - 60), at))?.[0]
    .replace(/\b(?:no|not) (?:fewer|less) than\b/gi, ' ') ?? ''

/** A condition in the clause that counts, or in what is made of it; the threshold may well be put as one. */
function isSupposed(window: string, most: StatedAmount, end: number): boolean {
  const lead = window.slice(Math.max(0, most.start - 80), most.start)
  const clause = /[^.;!?,]*$/.exec(lead)?.[0] ?? lead
  const rest = window.slice(most.end, Math.max(end, most.end))
  return supposed.test(clause) || supposed.test(rest.slice(-80)) || /\?/.test(clause + rest)
}

/** `One of three`, `1/3`: the first of so many that there should be. */
const partOf = new RegExp(
  String.raw`(?:\b(?:${numberWords.join('|')}|\d{1,2})) ?(?:/(?=\d\b)| of (?!the |these |those )|-of-| out of )(?:the )?(?:needed |required |necessary )?(?=(?:${numberWords.join('|')}|\d{1,2})\b)`,
  'i',
)

const asWhole =
  /^(?:\s*(?:$|[.,;:)–—-])|\s+(?:(?:are|is|were) )?(?:needed|required|necessary|called for|asked for|demanded|the \w+|rule|condition|criteri\w+|test|threshold|requirement|sign|signal|indicator|element|strike|point|factor|so|and|which|that|hence|thus|is|are|was|were|will|do|does|meets?|makes?|gives?|suffices?|boxes|marks|ticks|hits|instances|times|parts|items|features|hallmarks|markers))/i

function asParts(window: string, amounts: readonly StatedAmount[]): readonly StatedAmount[] {
  const part = partOf.exec(window)
  if (!part) return amounts
  const end = part.index + part[0].length
  const whole = amounts.find(({ start }) => start === end)
  const isLoose = /\bof (?:the )?$/i.test(part[0]) && !/\bout of (?:the )?$/i.test(part[0])
  if (!whole || (isLoose && !asWhole.test(window.slice(whole.end)))) return amounts
  return amounts.map((each) =>
    each.start === end
      ? { ...each, role: 'needed' }
      : each.start === part.index
        ? { ...each, role: 'counted' }
        : each,
  )
}
