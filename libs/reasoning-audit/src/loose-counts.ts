/** A number that a trace counts with, and whether it says so many are needed or so many there are. */
interface Amount {
  readonly value: number
  readonly isNeeded: boolean
  readonly start: number
  readonly end: number
}

export interface LooseCount {
  readonly needed: number
  readonly found: number
  readonly met: true
  readonly end: number
}

const words = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const amount = new RegExp(
  String.raw`(?<![\p{L}\p{N}._#:$€£-])(?<!\p{L}/)(\d{1,3}|${words.join('|')}|none|a single|an? (?:pair|couple)|once|twice|thrice)(?![\p{L}\p{N}_/%)]|[-–.,:]\p{N}|-\p{L})`,
  'giu',
)
/** What makes a number the one asked for; beside it, with no other number between. */
const neededBefore =
  /\b(?:at least|(?:no|not) (?:fewer|less) than|minimum|threshold|bar|quota|limit|target|hurdle|mark|requirement|condition|need(?:s|ed|ing)?|requir(?:es?|ed|ing)|calls? for|asks? for|wants?|demands?|demanded|takes?|must (?:be|have|show|contain|reach)|ha(?:s|ve) to (?:be|have|reach)|starts?|begins?|applies (?:from|at)|kicks? in|set at|expects?|expected|from|necessary|supposed to|ought to|prescribes?|stipulates?|out of|should be)\b[^\d.;!?]{0,28}$|[≥]\s*$|>=\s*$/i
const neededBehind =
  /^\s*(?:\+|[\w-]*\s?(?:[\w-]+ ){0,3}?(?:or (?:more|above|higher|over|better)|and (?:more|above|up|higher)|upwards?|at (?:the )?(?:least|minimum)|(?:are|is|were|was|being|would be) (?:needed|required|necessary|called for|asked for|demanded|wanted|expected|prescribed|stipulated|the \w+|due|a must)|needed|required|necessary|demanded|asked for|called for|must (?:be|come|appear)|have to (?:be|come|appear)|are called|make (?:it|a|up|for)|as the (?:minimum|threshold|bar)))(?!\w)/i
const weaklyNeeded =
  /\b(?:polic(?:y|ies)|rules?|guidelines?|criteri(?:on|a)|definitions?|provisions?|clauses?|text|sets?|speaks? of|looks? for|names?|fix(?:es|ed)|puts?)\b[^\d.;,!?]{0,30}$/i
const countedBefore =
  /\b(?:see|sees|saw|have|has|had|find|finds|found|count(?:s|ed)?|there (?:is|are|was|were)|contains?|shows?|only|just|identif\w+|spot(?:s|ted)?|got|gets?|with|presents?|offers?|made|makes|used|uses|tall(?:y|ied)|observ\w+|detect\w*|notic\w+|reach(?:es|ed)?|comes? (?:to|up with)|scores?)\s+(?:(?:us|me|a|the|in|it|only|just|exactly|merely|total|of|but|here|all|at)\s+){0,3}$/i
const countedBehind =
  /^ (?:[\w-]+ ){0,2}?(?:(?:is|are|was|were|can be|could be) (?:found|present|seen|there|here|visible|given|counted|identified|shown|spotted|in)|turn(?:ed|s)? up|appears?|occurs?|found|present|seen|here|spotted|identified|counted)\b/i
/** A pronoun, a part, an article: no count. */
const noCountBefore =
  /\b(?:this|that|the|no|which|each|another|any|every|some|either|other|last|first|day|rule|number|no\.|section|level|version|step|part|category|item|page|line|than) $/i
const noCountBehind =
  /^[ -](?:year|hour|minute|week|month|day|percent|dollar|euro|pound|words?\b|labels?\b|sides?\b|letters?\b|turns?\b)/i
const noPronounBehind =
  /^ (?:of (?:the|these|those|which|its|our)\b|might|may|would|should|needs? to|has to|must|who|another|time|person|user|could|can (?:say|argue|think|read|see|imagine)|more\b|thing)/i

const met =
  /\b(?:met|meets|reach(?:ed|es)|satisf(?:ied|ies)|fulfil(?:l?ed|l?s)|enough|sufficient|suffices?|complete|exceed(?:ed|s)|pass(?:ed|es)|clear(?:ed|s)|triggered|triggers|applies|appl(?:y|ied)|engaged|engages|activated|established|made out|stands|bites|kicks in|in force|plenty|ample|adequate|does (?:it|the trick)|good (?:enough|for)|tips|comes? into play|in play|catches|caught|confirmed|proven|shown|covered|filled|full house|qualif(?:ies|ied)|cross(?:ed|es)|hit|surpass(?:ed|es)|attained|achieved|beaten|topped|ticked|above (?:it|the \w+)|over (?:it|the \w+)|(?:will|would|must|does|that['’]ll) do\b|is (?:a )?(?:given|there)\b|adds? up|holds|made good|in place|counts|present in full|we are there|all there)\b/i
const notMet =
  /\b(?:not|n['’]t|never|no|fails?|short|below|under|falls|lacks?|lacking|missing|insufficient|unmet|without|too few|hardly|neither|cannot|far from|only if)\b|n['’]t\b/i
const supposed =
  /\b(?:if|unless|suppose|assuming|had there|were there|whether|might|e\.g|for example|maybe|perhaps|could|either)\b|\?/i
const mostAmounts = 6

/**
 * Where a stretch of text speaks of an amount that is needed and of a lesser one that there is, and takes the one for
 * the other; undefined where roles or result are not plain.
 */
export function readLooseCount(window: string): LooseCount | undefined {
  if (supposed.test(window) || !met.test(window)) return undefined
  const amounts = listAmounts(window)
  if (amounts.length < 2 || amounts.length > mostAmounts) return undefined
  const part = partOf.exec(window)
  if (part) amounts.splice(0, amounts.length, ...asParts(amounts, part))
  const needed = amounts.filter(({ isNeeded }) => isNeeded)
  const found = amounts.filter(({ isNeeded }) => !isNeeded)
  if (needed.length === 0 || found.length === 0) return undefined
  const threshold = Math.min(...needed.map(({ value }) => value))
  const most = Math.max(...found.map(({ value }) => value))
  if (most >= threshold || threshold > 30) return undefined
  const claim = met.exec(window.slice(Math.min(...amounts.map(({ end }) => end))))
  if (!claim) return undefined
  const last = Math.max(...amounts.map(({ end }) => end))
  const from = Math.min(...amounts.map(({ end }) => end)) + claim.index
  const lead = window.slice(Math.max(0, from - 40), from)
  const clause = /[^.;!?]*$/.exec(lead)?.[0] ?? lead
  if (notMet.test(without(clause)) || notMet.test(window.slice(last, last + 40))) return undefined
  return { needed: threshold, found: most, met: true, end: Math.max(last, from + claim[0].length) }
}

/** `One of three`, `1/3`: the first of so many that there should be. */
const partOf = new RegExp(
  String.raw`(?:\b(?:${words.join('|')}|\d{1,2})) ?(?:/| of (?!the |these |those )|-of-| out of )(?:the )?(?:needed |required |necessary )?(?=(?:${words.join('|')}|\d{1,2})\b)`,
  'i',
)

const asParts = (amounts: readonly Amount[], part: RegExpExecArray): Amount[] => {
  const end = part.index + part[0].length
  return amounts.map((each) =>
    each.start === end
      ? { ...each, isNeeded: true }
      : each.start === part.index
        ? { ...each, isNeeded: false }
        : each,
  )
}

/** `No fewer than three` denies nothing. */
const without = (clause: string): string =>
  clause.replace(/\b(?:no|not) (?:fewer|less) than\b/gi, ' ')

function listAmounts(window: string): Amount[] {
  const found: (Omit<Amount, 'isNeeded'> & { part: Part })[] = []
  const matches = [...window.matchAll(amount)]
  for (const [i, match] of matches.entries()) {
    const start = match.index
    const end = start + match[0].length
    const before = window.slice(matches[i - 1] ? endOf(matches[i - 1]) : 0, start)
    const behind = window.slice(end, matches[i + 1]?.index ?? window.length)
    const value = valueOf(match[0])
    if (value === undefined) continue
    if (noCountBehind.test(behind)) continue
    if (/^one$/i.test(match[0]) && (noCountBefore.test(before) || noPronounBehind.test(behind)))
      continue
    if (/^\d/.test(match[0]) && /(?:^|\n)\s*$/.test(before) && /^[.)]/.test(behind)) continue
    found.push({ value, part: partOfAmount(before, behind), start, end })
  }
  const isAnyNeeded = found.some(({ part }) => part === 'needed')
  const isAnyWeak = found.some(({ part }) => part === 'perhaps needed')
  const isAnyCounted = found.some(({ part }) => part === 'counted')
  return found.map(({ part, ...rest }) => ({
    ...rest,
    isNeeded: isAnyNeeded
      ? part === 'needed'
      : isAnyWeak
        ? part === 'perhaps needed'
        : isAnyCounted && part === 'unsaid',
  }))
}

type Part = 'needed' | 'counted' | 'perhaps needed' | 'unsaid'

function partOfAmount(before: string, behind: string): Part {
  const clause = /[^,;.!?()]*$/.exec(before)?.[0] ?? before
  const isAsked = neededBefore.test(clause) && !met.test(clause)
  if (isAsked || neededBehind.test(behind)) return 'needed'
  if (countedBefore.test(before) || countedBehind.test(behind)) return 'counted'
  return weaklyNeeded.test(before) ? 'perhaps needed' : 'unsaid'
}

const endOf = (match: RegExpMatchArray | undefined): number =>
  match === undefined ? 0 : (match.index ?? 0) + match[0].length

function valueOf(word: string): number | undefined {
  const lower = word.toLowerCase()
  if (/^\d/.test(lower)) return Number(lower)
  if (lower === 'none') return 0
  if (lower === 'a single' || lower === 'once') return 1
  if (lower === 'twice' || /pair|couple/.test(lower)) return 2
  if (lower === 'thrice') return 3
  const at = words.indexOf(lower)
  return at < 0 ? undefined : at
}
