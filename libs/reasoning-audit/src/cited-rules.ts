import {
  listCodeMentions,
  listPartMentions,
  type CodeMention,
  type PartMention,
  type PolicyParts,
  type RuleCodes,
} from '@assize/policy'
import type { AuditSubject } from './audit-subject.js'
import { listUndefinedNumbers } from './cited-numbers.js'
import { isDismissedAt } from './dismissed-rules.js'
import type { FindingSpan } from './finding.js'

/** A rule that the output or the trace goes by although the policy version does not define it. */
export interface UndefinedRule {
  readonly kind: 'code' | 'part'
  /** A code, or the name of a part as the policy would be asked for it: `Section 4.2`. */
  readonly name: string
  /** Where it stands, the output first. */
  readonly spans: readonly FindingSpan[]
  readonly confidence: number
}

/** What is looked through for citations, and what they are looked up in. */
interface CitingTexts extends Mentions {
  readonly subject: Pick<AuditSubject, 'trace' | 'output' | 'policyText'>
  readonly policy: Defining
  readonly contentText: string
}

interface Mentions {
  readonly codeMentions: readonly CodeMention[]
  readonly partMentions: readonly PartMention[]
}

interface Defining {
  readonly codes: RuleCodes
  readonly parts: PolicyParts
}

interface Citation {
  readonly kind: UndefinedRule['kind']
  readonly name: string
  readonly span: FindingSpan
  readonly confidence: number
}

/** Beyond these a trace only repeats what is known of it; time must not grow with its length squared. */
const mostRules = 20
const mostSpans = 20
const mostCitations = 2000

/** Each rule once, with every place where it stands. */
export function listUndefinedRules(reading: CitingTexts): readonly UndefinedRule[] {
  const { output, trace } = reading.subject
  const citations = [
    ...listCitations(output, 'output', readMentions(output), reading),
    ...listCitations(trace, 'trace', reading, reading),
  ].slice(0, mostCitations)
  const byName = new Map<string, Citation[]>()
  for (const citation of citations) {
    const siblings = byName.get(citation.name)
    if (siblings) siblings.push(citation)
    else if (byName.size < mostRules) byName.set(citation.name, [citation])
  }
  return [...byName].flatMap(([name, siblings]) => {
    const [first] = siblings
    if (!first || isBrought(reading, first)) return []
    if (first.span.in === 'trace' && siblings.some((each) => isDismissed(trace, each))) return []
    const confidence = Math.max(...siblings.map((each) => each.confidence))
    const spans = siblings.slice(0, mostSpans).map(({ span }) => span)
    return [{ kind: first.kind, name, spans, confidence }]
  })
}

const readMentions = (text: string): Mentions => ({
  codeMentions: listCodeMentions(text),
  partMentions: listPartMentions(text),
})

/** What a model answers with it asserts; what it thinks it may only wonder about. */
function listCitations(
  text: string,
  place: 'output' | 'trace',
  { codeMentions, partMentions }: Mentions,
  { policy }: CitingTexts,
): readonly Citation[] {
  const codes = codeMentions.flatMap((mention): Citation[] => {
    const { code: name, start, end } = mention
    const confidence = suspicionOfCode(text, mention, policy.codes)
    return confidence > 0
      ? [{ kind: 'code', name, span: { in: place, start, end }, confidence }]
      : []
  })
  const parts = partMentions.flatMap(({ noun, label, start, end }): Citation[] => {
    const confidence = suspicionOfPart(text, { noun, label, start, end }, policy)
    const name = `${noun} ${label}`
    return confidence > 0
      ? [{ kind: 'part', name, span: { in: place, start, end }, confidence }]
      : []
  })
  const named = new Set(partMentions.map(({ end }) => end))
  const numbers = listUndefinedNumbers(text, policy.parts).flatMap(
    ({ label, start, end }): Citation[] =>
      named.has(end)
        ? []
        : [
            {
              kind: 'part',
              name: `item ${label}`,
              span: { in: place, start, end },
              confidence: 0.75,
            },
          ],
  )
  const sure = ({ confidence, ...rest }: Citation) => ({
    ...rest,
    confidence: Math.max(0.95, confidence),
  })
  const all = [...codes, ...parts, ...numbers]
  return place === 'output' ? all.map(sure) : all
}

const isDismissed = (trace: string, { span: { start, end } }: Citation): boolean =>
  isDismissedAt(trace, start, end)

/** A token that content or policy hold, however punctuated, is no invention. */
function isBrought({ contentText, subject }: CitingTexts, { kind, name }: Citation): boolean {
  if (kind === 'part') {
    const spelt = new RegExp(
      name.replace('.', String.raw`\.?\(?`).replace(' ', String.raw`\s+`),
      'i',
    )
    const number = /^item (.+)$/.exec(name)?.[1]
    if (number !== undefined) return `${contentText}\n${subject.policyText}`.includes(number)
    return spelt.test(contentText) || spelt.test(subject.policyText)
  }
  const bare = withoutMarks(name)
  return (
    subject.policyText.toLowerCase().includes(name.toLowerCase()) ||
    withoutMarks(contentText).includes(bare)
  )
}

const withoutMarks = (text: string): string => text.replace(/[-._ ]/g, '').toLowerCase()

const wondering = /\b(?:or|maybe|perhaps|possibly|probably|might|could|may)\b[^.!?\n]{0,30}$/i
const citing =
  /\b(?:classif\w+ (?:as|under)|falls? (?:under|into|in)|violat\w+(?: of)?|under|per|according to|matches|categor(?:y|ies)|rules?|codes?|level|label(?:led|ed)?(?: as)?|severity)[\s"'“‘(*:]*(?:[DR]-)?$/i
/** Only a rule is called so. */
const naming =
  /\b(?:categor(?:y|ies)|rules?|polic(?:y|ies)|criteri(?:on|a)|code|classif\w+ (?:as|under))[\s"'“‘(*]*(?:[DR]-)?$/i
/** A code of something else. */
const otherCode =
  /\b(?:error|promo|coupon|discount|zip|postal|area|dress|source|qr|bar|country|access|activation|status|voucher|referral|product|drug|visa|tax|age|weight|hazard) (?:code|category)s?[\s"'“‘(*:]*$/i
const speaking =
  /^["'”’)]?(?:\s+(?:says?|states?|prohibits?|disallows?|covers?|forbids?)\b|:\s*["“]?\p{Lu})/u
const ruling = /\b(?:polic\w+|(?:dis)?allowed|prohibited|categor\w+|rules?)\b[^.!?\n]{0,50}$/i

/** 0 where the token is no citation; a code of the policy's own family needs no further cue. */
function suspicionOfCode(text: string, mention: CodeMention, codes: RuleCodes): number {
  const before = text.slice(Math.max(0, mention.start - 60), mention.start)
  const after = text.slice(mention.end, mention.end + 40)
  const tentative = wondering.test(before) || /^["'”’)]*\s*\?/.test(after)
  if (codes.families.has(mention.prefix)) {
    if (codes.knows(mention.code)) return 0
    return isRange(before, after, mention.prefix) ? 0.4 : tentative ? 0.6 : 0.9
  }
  const families = [...codes.families]
  if (families.some((family) => family.startsWith(mention.prefix))) return 0
  if (families.some((family) => isMisspelling(mention.prefix, family)))
    return tentative ? 0.55 : 0.75
  if (otherCode.test(before)) return 0
  const named = naming.test(before) || (speaking.test(after) && ruling.test(before))
  if (named) return tentative ? 0.5 : 0.65
  const sameShape = codes.codes.some((code) => shapeOf(code) === shapeOf(mention.code))
  if (!sameShape || mention.prefix.length < 2 || !citing.test(before)) return 0
  return tentative ? 0.5 : 0.65
}

/** `SP1-SP4` names what lies between; its ends need not be codes. */
const isRange = (before: string, after: string, prefix: string): boolean =>
  new RegExp(String.raw`^\s?(?:-|–|—|to|through)\s?(?:${prefix})?\d`).test(after) ||
  new RegExp(String.raw`${prefix}[-._]?\d+\s?(?:-|–|—|to|through)\s?$`).test(before)

/** One letter put in, left out or changed in a prefix of two letters or more. */
function isMisspelling(seen: string, family: string): boolean {
  if (Math.abs(seen.length - family.length) > 1 || Math.min(seen.length, family.length) < 2)
    return false
  let i = 0
  while (i < seen.length && seen[i] === family[i]) i += 1
  const rest = (by: number, from: number) => seen.slice(i + by) === family.slice(i + from)
  return seen.length === family.length
    ? seen.length > 2 && rest(1, 1)
    : seen.length > family.length
      ? rest(1, 0)
      : rest(0, 1)
}

const shapeOf = (code: string): string =>
  code
    .replace(/^[A-Z]+/, 'A')
    .replace(/\d+/g, '0')
    .replace(/[a-z]$/, 'a')

interface Part {
  readonly noun: string
  readonly label: string
  readonly start: number
  readonly end: number
}

const structural = new Set([
  'section',
  'appendix',
  'annex',
  'article',
  'clause',
  'chapter',
  'schedule',
])
const ofThePolicy =
  /^["'”’)]?\s+(?:of|in)\s+(?:the|this|our|these)\s+(?:\w+\s+)?(?:polic|guid|rule|system|prompt|instruct|standard|document|criteri|framework|handbook|manual)/i
/** A statute, a contract, a book: no part of the policy. */
const ofAnother =
  /^["'”’)]?\s+(?:of|in|from)\s+(?:(?:the|this|that|an?|our|their|his|her)\s+)?(?:[\w-]+\s+){0,3}(?:act|laws?|statute|code|treaty|convention|constitution|regulation|directive|gdpr|charter|bill|contract|agreement|book|novel|bible|paper|report|story|essay|article|post|message|content|user)\b/i
const consulting =
  /\b(?:according to|per|under|see|in|as (?:stated|said|defined|described) in|based on|following|violat\w+|policy|policy['’]s|this is what|and)[\s,:"'“‘(*]*(?:the\s+)?$/i

/** 0 where the policy may well have the part, or the part is another text's. */
function suspicionOfPart(text: string, part: Part, policy: Defining): number {
  const after = text.slice(part.end, part.end + 50)
  if (ofAnother.test(after) || Number.parseInt(part.label, 10) >= 100) return 0
  const { parts, codes } = policy
  if (isDefined(part, parts, codes)) return 0
  const before = text.slice(Math.max(0, part.start - 60), part.start)
  const tentative = wondering.test(before) || /^["'”’)]*\s*\?/.test(after)
  const cited = ofThePolicy.test(after) || consulting.test(before)
  if (!structural.has(part.noun)) return isBeyond(part, parts) && !tentative ? 0.6 : 0
  if (!isKnowable(part, parts)) return 0
  return tentative || !cited || isUnderItem(part, parts) ? 0.5 : 0.8
}

function isDefined({ noun, label }: Part, parts: PolicyParts, codes: RuleCodes): boolean {
  const named = parts.named.get(noun)
  if (named?.has(label) || parts.labels.has(label)) return true
  if (/^[A-Z]\d/.test(label) || codes.knows(label)) return true
  const number = new RegExp(String.raw`\D${label.replaceAll('.', String.raw`\.`)}$`)
  if (codes.codes.some((code) => number.test(code))) return true
  return [...(named ?? []), ...parts.labels].some((each) => each.startsWith(`${label}.`))
}

/** `7.2` where the policy has a 7 and numbers nothing within: it may count the lines below it. */
const isUnderItem = ({ label }: Part, { labels, isDotted }: PolicyParts): boolean =>
  !isDotted && label.includes('.') && labels.has(label.split('.')[0] ?? '')

/** Whether the text shows that there is no such part: a plain number may count headings that bear none. */
function isKnowable({ noun, label }: Part, parts: PolicyParts): boolean {
  if (noun === 'appendix' || noun === 'annex') return true
  if (label.includes('.')) return true
  if (!/^\d+$/.test(label)) return parts.labels.size === 0 || hasLetters(parts)
  return parts.labels.size > 0 || Number(label) > parts.headings
}

const hasLetters = ({ labels }: PolicyParts): boolean =>
  [...labels].some((name) => /^[A-Z](?!-|[A-Z]*-)/.test(name))

/** A number beyond those that the policy gives to such things. */
function isBeyond({ noun, label }: Part, { labels, named }: PolicyParts): boolean {
  if (label.includes('.')) return true
  if (!/^\d+$/.test(label)) return false
  const own = [...(named.get(noun) ?? [])]
  const numbered =
    noun === 'level' || noun === 'tier' || noun === 'part' ? own : [...own, ...labels]
  const numbers = numbered.filter((each) => /^\d+$/.test(each)).map(Number)
  return numbers.length > 1 && Number(label) > Math.max(...numbers)
}
