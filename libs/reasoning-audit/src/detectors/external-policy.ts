import type { Finding, FindingSpan } from '../finding.js'
import { listOutsideMentions, type Authority, type OutsideMention } from '../outside-rules.js'
import { isUnsupplied, listStatedRules } from '../stated-rules.js'
import type { SubjectReading } from '../subject-reading.js'

/** Reasoning from rules that nobody supplied. */
export const externalPolicy = {
  type: 'external-policy',
  about: {
    catches:
      "reasoning from a provider's, a platform's, some other named body's or the law's rules, from an assistant's duty to refuse, or from a rule given as the policy's in words it does not have, where neither policy nor content brings them up",
    blindSpots:
      "rules of its own that the model words much like the policy's; a body that the policy or the content mention; customs given as facts and called no rules",
  },
  detect,
} as const

type ExternalPolicy = Finding<'external-policy'>

const mostSpans = 20

const says: Readonly<Record<Authority, string>> = {
  provider: "the reasoning goes by the rules of a model's provider, which nobody supplied",
  platform: 'the reasoning goes by rules of a platform which nobody supplied',
  common: 'the reasoning goes by rules that are common elsewhere, which nobody supplied',
  body: "the reasoning goes by somebody's rules that neither policy nor content bring up",
  law: 'the reasoning goes by a law that the policy does not bring up',
  assistant:
    "the reasoning goes by an assistant's own rules of what to answer, which nobody supplied",
}

const saysOfNone =
  "a rule is given as the policy's, hardly a word of which stands in the policy or the content"

/** One finding for each authority that was not asked. */
function detect(reading: SubjectReading): ExternalPolicy[] {
  const byAuthority = new Map<Authority, OutsideMention[]>()
  for (const mention of listOutsideMentions(reading)) {
    const siblings = byAuthority.get(mention.authority)
    if (siblings) siblings.push(mention)
    else byAuthority.set(mention.authority, [mention])
  }
  const named = [...byAuthority].map(([authority, mentions]) =>
    findingOf(authority, mentions, says[authority]),
  )
  return [...named, ...unsupplied(reading)]
}

/** Its own rules, which the model takes for the policy's. */
function unsupplied(reading: SubjectReading): ExternalPolicy[] {
  const rules = listStatedRules(reading).filter((rule) => isUnsupplied(rule, reading))
  const mentions = rules.map(({ start, end }) => ({ start, end, argued: false }))
  return mentions.length > 0 ? [findingOf('none', mentions, saysOfNone)] : []
}

function findingOf(
  authority: Authority | 'none',
  mentions: readonly Omit<OutsideMention, 'authority'>[],
  message: string,
): ExternalPolicy {
  const argued = mentions.filter((mention) => mention.argued).length
  const spans = mentions
    .slice(0, mostSpans)
    .map(({ start, end }): FindingSpan => ({ in: 'trace', start, end }))
  return {
    type: 'external-policy',
    severity: 'soft',
    confidence: argued > 1 ? 0.9 : argued === 1 ? 0.8 : mentions.length > 1 ? 0.6 : 0.5,
    spans,
    message,
    evidence: { authority, mentions: mentions.length },
  }
}
