import { wordSign } from './word-signs.js'
import { firstAtLeast, type SensedWords } from './words.js'

/** What a number in a stretch of text is for. */
export type AmountRole =
  /** So many are asked for: `at least three`, `three or more`, `from three upwards`. */
  | 'needed'
  /** Up to here all is well, by `up to three` or `fewer than four`; `value` is the first that is too many. */
  | 'tolerated'
  /** So many there are. */
  | 'counted'
  /** Named by a text that may ask for it. */
  | 'perhaps needed'
  | 'unsaid'

export interface StatedAmount {
  readonly value: number
  /** The number itself. */
  readonly said: number
  /** Whole numbers, hundredths (`40 %`) and fractions (`0.4`) are never measured against one another. */
  readonly unit: 'whole' | 'percent' | 'fraction'
  readonly role: AmountRole
  /** `three or more`: what goes beyond counts too. */
  readonly isOpen: boolean
  readonly start: number
  readonly end: number
}

export const numberWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(
    ' ',
  )
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(
  ' ',
)
const counted =
  'strike|offen[cs]e|violation|infraction|time|instance|listing|post|mention|warning|breach|report|occurrence|attempt|repetition|incident|onwards?|upwards?|or later'

/** `The three-strike rule`, `the four mark`. */
const measures =
  'thresholds?|limit|minimum|maximum|rule|requirement|mark|bar|criterion|condition|test|cut-?off|hurdle|line'

const amount = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}._#:$€£-])(?<!\p{L}/)(?:\d{1,3}(?:\.\d{1,2})?\s?%|0\.\d{1,3}|\d{1,3}|${numberWords.join('|')}|none|a single|an? (?:pair|couple)|once(?! (?:there|we|it|the|you|they|an?|this|that|you)\b)|twice|thrice)(?![\p{L}\p{N}_%]|/(?!\d{1,2}(?![/\d]))|[-–.,:]\p{N}|-\p{L}(?!\p{L}* (?:${measures})\b))`,
    String.raw`\b(?:${ordinals.slice(2).join('|')}|2nd|3rd|\d{1,2}th)(?=,? (?:${counted})\b)`,
    String.raw`\bfirst(?= (?:strike|offen[cs]e|violation|infraction|warning|incident)\b)`,
  ].join('|'),
  'giu',
)

/** Every amount has one of these words, or what stands between the apostrophes of one. */
const amountWord = wordSign(
  new RegExp(
    String.raw`^(?:\d.*|${[...numberWords, ...ordinals.slice(1)].join('|')}|none|single|pair|couple|once|twice|thrice)$`,
  ),
)

/** Whether `text.slice(from, to)`, whose ends part no word, may have so many amounts; it spares the pattern. */
export function mayHaveAmounts(
  { text, words }: { readonly text: string; readonly words: SensedWords },
  from: number,
  to: number,
  least: number,
): boolean {
  const { signs, starts, ends, isPlain } = words
  let count = isPlain ? 0 : least
  for (let at = firstAtLeast(starts, from); count < least && at < starts.length; at += 1) {
    if ((starts[at] as number) >= to) break
    if (((signs[at] as number) & amountWord) !== 0)
      count += text.slice(starts[at], ends[at]).split("'").length
  }
  return count >= least
}

/** What makes a number the one asked for; beside it, with no other number between. */
const neededBefore =
  /\b(?:at least|(?:no|not) (?:fewer|less) than|minim(?:um|al)(?:ly)?|threshold|cut[- ]?off|bar|quota|limit|target|hurdle|mark|trigger|requirement|condition|need(?:s|ed|ing)?|requir(?:es?|ed|ing)|presuppos\w+|calls? for|asks? for|wants?|demands?|demanded|takes?|must (?:be|have|show|contain|reach)|ha(?:s|ve) to (?:be|have|reach|see)|starts?|begins?|appl(?:ies|icable|y) (?:from|at|when|once|if)|kicks? in|bites|engag\w+ (?:at|from)|set at|expects?|expected|from|necessary|supposed to|ought to|prescribe[sd]?|stipulate[sd]?|specifie[sd]|fixed at|out of|should be|against an?|becomes?|turns? into|not until|only (?:after|with|at)|not before|as (?:of|from)|has to happen|unless there (?:are|is)|unless we (?:see|have|find)|counting as)\b[^\d.;!?]{0,28}$|\bmin\.?\s*$|[≥]\s*$|>=\s*$/i
const openBehind =
  /^\s*(?:\+|[\w-]*\s?(?:[\w-]+ ){0,3}?(?:or (?:more|above|higher|over|better|later|greater)|and (?:more|above|up|higher|over|later)|upwards?|onwards?|at (?:the )?(?:very )?(?:least|minimum)))(?!\w)/i
const measureBehind = new RegExp(String.raw`^(?:-\p{L}+)? (?:${measures})\b`, 'iu')
const neededBehind =
  /^\s*(?:[\w-]*\s?(?:(?!and |but |while |with |against |or )[\w-]+ ){0,3}?(?:(?:are|is|were|was|being|would be) (?:needed|required|necessary|called for|asked for|demanded|wanted|expected|prescribed|stipulated|the (?!result|count|total|tally|number)\w+|due|a must)|needed|required|necessary|demanded|asked for|called for|must (?:be|come|appear|coincide)|ha(?:s|ve) to (?:be|come|appear|coincide)|make (?:it|a|up|for)|as the (?:minimum|threshold|bar)|being the (?:minimum|threshold|bar|cut-?off|limit)))(?!\w)/i
const tolerable =
  /\b(?:fine|ok|okay|pass(?:es)?|tolera\w+|allow\w*|accept\w*|permit\w*|let (?:it|them|that|this|those) (?:go|pass|through|be|stay)|stays?|harmless|all right|alright|no (?:violation|problem|issue|breach)|good|safe|in order|go unpunished)\b/i
const belowBefore =
  /\b(?:fewer than|less than|lower than|(?:anything|everything|whatever is|all)?\s?(?:below|under|short of|beneath)|until|unless (?:there are|it has|we see))\s+(?:the\s)?$/i
const atMostBefore =
  /\b(?:up to|at (?:the )?most|no more than|not more than|not (?:to )?exceed(?:ing)?|a maximum of|maximum (?:is|of)|max\.?|as many as|no higher than|limited to)\s+(?:the\s)?$/i
const weaklyNeeded =
  /\b(?:polic(?:y|ies)|rules?|guidelines?|criteri(?:on|a)|definitions?|provisions?|clauses?|text|sets?|speaks? of|looks? for|names?|fix(?:es|ed)|puts?)\b[^\d.;,!?]{0,30}$/i
/** What so many of them do to a rule. */
const weaklyBehind =
  /^,?\s*(?:(?!and |but |while )[\w-]+ ){0,3}?(?:triggers?|trips?|makes?|constitutes?|amounts? to|suffices?|would (?:do|suffice|be enough|make)|(?:is|are) (?:enough|sufficient|what|plenty)|counts? as|turns?|brings?|establish(?:es)?|says? the|say the|is the (?:rule|number))\b/i
const countedBefore =
  /\b(?:see|sees|saw|have|has|had|find|finds|found|count(?:s|ed)?|there (?:is|are|was|were)|contains?|shows?|only|just|identif\w+|logg?(?:s|ed)|recorded|noted|registered|listed|happens? to be|spot(?:s|ted)?|got|gets?|with|given|features?|displays?|presents?|present|offers?|made|makes|used|uses|tall(?:y|ied)|observ\w+|detect\w*|notic\w+|reach(?:es|ed)?|comes? (?:to|up with)|scores?|(?:here|it|this|that) (?:is|are)|['’](?:s|re|ve)|(?:actual )?(?:number|count|total|tally|sum)(?: [\w-]+){0,3}? (?:is|was|of|stands at)|merely|since|because)\s+(?:(?:us|me|a|an|the|in|it|only|just|exactly|merely|total|of|but|here|all|at|such|his|her|their|got|altogether)\s+){0,3}$|\b(?:count|found|have|present|seen|total|number of [\w-]+)\s?[:=,]\s*$/i
const countedBehind =
  /^ (?:[\w-]+ ){0,2}?(?:(?:is|are|was|were|can be|could be|has been|have been) (?:found|present|seen|there|here|visible|given|counted|identified|shown|spotted|established|in)|turn(?:ed|s)? up|appears?|occurs?|coincides?|(?:therefore|thus|hence) (?:constitutes?|amounts? to|makes?)|gets? us there|found|present|seen|here|spotted|identified|counted|on (?:show|display)|in (?:sight|total|all|this|the))\b/i

/** A pronoun, a part, an article: no count. */
const noCountBefore =
  /\b(?:in|per|within|this|that|the|no|which|each|another|any|every|some|either|other|last|first|day|rule|number|no\.|section|level|version|step|part|category|item|page|line|than) $/i
/** A number with a name in front is a name too. */
const namedBefore =
  /(?:\b(?:section|rule|code|category|level|tier|version|step|part|item|page|line|no\.|article|chapter|clause|paragraph|criterion|appendix|turn|message|option|policy|type|class|phase|grade)["'“‘(\s]{1,3}|\b(?:label|output|answer|return|respond(?: with)?|verdict|violation)["'“‘:=\s]{1,3}|§\s?)$/i
const noCountBehind =
  /^[ -](?:year|hour|minute|week|month|day|percent|dollar|euro|pound|words?\b|labels?\b|sides?\b|letters?\b|turns?\b|characters?\b|digits?\b)/i
const noPronounBehind =
  /^ (?:of (?:the|these|those|which|its|our)\b|might|may|would|should|needs? to|has to|must|who|another|time|person|user|could|can (?:say|argue|think|read|see|imagine)|more\b|thing)/i

/** Words that tell what came of a count, so that the clause no longer asks for one. */
const told = /\b(?:met|reached|satisfied|fulfilled|enough|sufficient|complete)\b/i

/** The numbers that a stretch of text counts with, each with what it is for. */
export function listStatedAmounts(text: string): StatedAmount[] {
  const found: StatedAmount[] = []
  const matches = [...text.matchAll(amount)]
  for (const [i, match] of matches.entries()) {
    const start = match.index
    const end = start + match[0].length
    const before = text.slice(matches[i - 1] ? endOf(matches[i - 1]) : 0, start)
    const behind = text.slice(end, matches[i + 1]?.index ?? text.length)
    if (before.endsWith('(') && behind.startsWith(')')) continue
    if (noCountBehind.test(behind) || namedBefore.test(before)) continue
    if (/^one$/i.test(match[0]) && (noCountBefore.test(before) || noPronounBehind.test(behind)))
      continue
    if (/^\d/.test(match[0]) && /(?:^|\n)\s*$/.test(before) && /^[.)]/.test(behind)) continue
    const isOpen = openBehind.test(behind)
    const read = valueOf(match[0])
    if (!read) continue
    found.push({
      ...read,
      said: read.value,
      ...roleOf(before, behind, isOpen, read.value),
      isOpen,
      start,
      end,
    })
  }
  return joinRanges(text, found)
}

function roleOf(
  before: string,
  behind: string,
  isOpen: boolean,
  value: number,
): { role: AmountRole; value: number } {
  const clause =
    /(?:(?!\b(?:and|but|while|whereas)\b)[^,;.!?()→])*$/.exec(
      before.replace(/\bmin\./gi, 'min'),
    )?.[0] ?? before
  if (atMostBefore.test(clause)) return { role: 'tolerated', value: value + 1 }
  const isBelow =
    belowBefore.test(clause) && !/\b(?:no|not) (?:fewer|less|lower) than\s+$/i.test(clause)
  if (isBelow) return { role: tolerable.test(behind.slice(0, 60)) ? 'tolerated' : 'unsaid', value }
  if (/\b(?:more than|over|above|exceed(?:s|ing)?)\s+$/i.test(clause))
    return { role: neededBefore.test(clause) ? 'needed' : 'unsaid', value: value + 1 }
  const isAsked = neededBefore.test(clause) && !told.test(clause)
  if (isAsked || isOpen || measureBehind.test(behind) || neededBehind.test(behind))
    return { role: 'needed', value }
  if (countedBefore.test(before) || countedBehind.test(behind)) return { role: 'counted', value }
  const isWeak = weaklyNeeded.test(before) || weaklyBehind.test(behind)
  return { role: isWeak ? 'perhaps needed' : 'unsaid', value }
}

/** `Three to five are needed` asks for three. */
function joinRanges(text: string, amounts: readonly StatedAmount[]): StatedAmount[] {
  const joined: StatedAmount[] = []
  for (const each of amounts) {
    const last = joined.at(-1)
    if (last && /^\s?(?:to|or|[-–])\s?$/.test(text.slice(last.end, each.start))) {
      const role = last.role === 'unsaid' ? each.role : last.role
      joined.pop()
      joined.push({ ...each, role, value: Math.min(last.value, each.value), start: last.start })
    } else joined.push(each)
  }
  return joined
}

const endOf = (match: RegExpMatchArray | undefined): number =>
  match === undefined ? 0 : (match.index ?? 0) + match[0].length

function valueOf(word: string): Pick<StatedAmount, 'value' | 'unit'> | undefined {
  const lower = word.toLowerCase()
  if (/%$/.test(lower)) return { value: Number.parseFloat(lower), unit: 'percent' }
  if (/^0\.\d/.test(lower)) return { value: Number(lower), unit: 'fraction' }
  if (/^\d/.test(lower)) return { value: Number.parseInt(lower, 10), unit: 'whole' }
  const whole = (value: number) => ({ value, unit: 'whole' }) as const
  if (lower === 'none') return whole(0)
  if (lower === 'a single' || lower === 'once') return whole(1)
  if (lower === 'twice' || /pair|couple/.test(lower)) return whole(2)
  if (lower === 'thrice') return whole(3)
  const at = Math.max(numberWords.indexOf(lower), ordinals.indexOf(lower))
  return at < 0 ? undefined : whole(at)
}
