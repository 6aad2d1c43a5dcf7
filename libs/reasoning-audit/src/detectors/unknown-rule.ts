import { listCodeMentions, type CodeMention, type RuleCodes } from '@assize/policy'
import type { Finding, FindingSpan } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** A rule code cited in the trace or the output which the policy does not define. */
export const unknownRule = {
  type: 'unknown-rule',
  about: {
    catches:
      "a code shaped like the policy's own, in its families or one letter off, which the policy does not define",
    blindSpots: 'codes in a policy that has none; a code that the content brings along',
  },
  detect,
} as const

type UnknownRule = Finding<'unknown-rule'>

interface Citation {
  readonly code: string
  readonly span: FindingSpan
  readonly confidence: number
}

function detect(reading: SubjectReading): UnknownRule[] {
  const { subject, policy, contentText } = reading
  const named = rulesNamed(reading)
  if (policy.codes.codes.length === 0) return named
  const cited = [
    ...listCitations(subject.output, 'output', policy.codes),
    ...listCitations(subject.trace, 'trace', policy.codes),
  ]
  const codes = [...new Set(cited.map(({ code }) => code))].slice(0, mostCodes)
  const byCode = codes.flatMap((code) => {
    const citations = cited.filter((each) => each.code === code)
    const inOutput = citations.some(({ span }) => span.in === 'output')
    if (mentions(contentText, code) || mentions(subject.policyText, code)) return []
    if (!inOutput && isDismissed(subject.trace, code)) return []
    return [findingOf(code, citations, policy.codes.codes)]
  })
  const found = new Set(byCode.map(({ evidence }) => evidence['code']))
  return [...byCode, ...named.filter(({ evidence }) => !found.has(evidence['code']))]
}

/** What a model answers with it asserts; what it thinks it may only wonder about. */
const listCitations = (
  text: string,
  place: 'output' | 'trace',
  codes: RuleCodes,
): readonly Citation[] =>
  listCodeMentions(text).flatMap((mention) => {
    const suspected = suspicion(text, mention, codes)
    if (suspected === 0) return []
    const { code, start, end } = mention
    const confidence = place === 'output' ? 0.95 : suspected
    return [{ code, span: { in: place, start, end }, confidence }]
  })

/** Rules that the output names in a field made for them, whatever their shape. */
function rulesNamed({ subject }: SubjectReading): UnknownRule[] {
  const { contract, outcome, output } = subject
  if (!outcome.faults.includes('rule-unknown')) return []
  const defined = contract.rules.map((rule) => rule.code)
  return outcome.rules.flatMap((code) => {
    if (defined.includes(code)) return []
    const start = Math.max(0, output.indexOf(code))
    const span = { in: 'output', start, end: start + code.length } as const
    return [findingOf(code.slice(0, 80), [{ code, span, confidence: 0.9 }], defined)]
  })
}

/** Beyond these a trace only repeats what is known of it; time must not grow with its length squared. */
const mostCodes = 20
const mostSpans = 20

function findingOf(
  code: string,
  citations: readonly Citation[],
  defined: readonly string[],
): UnknownRule {
  const confidence = Math.max(...citations.map((each) => each.confidence))
  return {
    type: 'unknown-rule',
    severity: 'hard',
    confidence,
    spans: citations.slice(0, mostSpans).map(({ span }) => span),
    message: 'a rule code is cited which the policy does not define',
    evidence: {
      code,
      strength: confidence >= 0.7 ? 'asserted' : 'tentative',
      defined: defined.slice(0, 40),
    },
  }
}

const mentions = (text: string, code: string): boolean =>
  text.toLowerCase().includes(code.toLowerCase())

const wondering = /\b(?:or|maybe|perhaps|possibly|probably|might|could|may)\b[^.!?\n]{0,30}$/i
const citing =
  /\b(?:classif\w+ (?:as|under)|falls? (?:under|into|in)|violat\w+(?: of)?|under|per|according to|matches|categor(?:y|ies)|rules?|codes?|level|label(?:led|ed)?(?: as)?|severity)[\s"'“‘(*:]*(?:[DR]-)?$/i

/** 0 where the token is no citation; a code of the policy's own family needs no further cue. */
function suspicion(text: string, mention: CodeMention, codes: RuleCodes): number {
  const before = text.slice(Math.max(0, mention.start - 60), mention.start)
  const tentative =
    wondering.test(before) || /^["'”’)]*\s*\?/.test(text.slice(mention.end, mention.end + 4))
  if (codes.families.has(mention.prefix))
    return codes.knows(mention.code) ? 0 : tentative ? 0.6 : 0.9
  const families = [...codes.families]
  if (families.some((family) => family.startsWith(mention.prefix))) return 0
  if (families.some((family) => isMisspelling(mention.prefix, family)))
    return tentative ? 0.55 : 0.75
  const sameShape = codes.codes.some((code) => shapeOf(code) === shapeOf(mention.code))
  return sameShape && mention.prefix.length > 1 && citing.test(before)
    ? tentative
      ? 0.5
      : 0.65
    : 0
}

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

/** Whether the trace itself says that there is no such code (`SC1? There's no SC1 defined`). */
function isDismissed(trace: string, code: string): boolean {
  const spelt = code.replaceAll('.', String.raw`\.`)
  const absent = String.raw`(?:not|n['’]t|no(?: such)?|never|undefined|missing|nonexistent|non-existent)`
  return [
    String.raw`(?:\b(?:no|not(?: an?)?|without)|n['’]t(?: have| see| define| include| mention| list)?(?: an?| any)?)\s+(?:explicit |specific |such )?(?:\w+ )?["'“‘(]?(?:[DR]-)?${spelt}(?![\w])`,
    String.raw`(?<![\w])${spelt}["'”’)]?[^.!?\n]{0,12}\b(?:is|was|does|isn|doesn|has|do)?\s*${absent}\s*(?:\w+\s+){0,2}(?:defin\w*|exist\w*|list\w*|present|includ\w*|mention\w*|in the|part of|there|specified|given|a (?:code|category|level))`,
    String.raw`(?<![\w])${spelt}["'”’)]?\s*(?:does(?:n['’]t| not) exist|is undefined|is missing)`,
  ].some((pattern) => new RegExp(pattern, 'i').test(trace))
}
