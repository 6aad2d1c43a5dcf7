import { listContentClaims, type ContentClaim } from '../content-claims.js'
import type { Detector } from '../detector.js'
import type { Finding, FindingSpan } from '../finding.js'
import { strangenessOf } from '../strangeness.js'
import type { SubjectReading } from '../subject-reading.js'

/** Claims about the content that it does not bear out. */
export const unsupportedFact = {
  type: 'unsupported-fact',
  about: {
    catches:
      'what a trace says of the content (names, figures, links, actions) that stands neither there nor in the policy; hard where hardly a word or quotation of the trace is from the content, as with the trace of another item',
    blindSpots:
      'claims in the words of the policy or in everyday words; paraphrases with the right words; content that is not English',
  },
  detect,
} as const satisfies Detector<'unsupported-fact'>

type UnsupportedFact = Finding<'unsupported-fact'>

const mostRaised = 10
const mostSpans = 10
const likely = 0.7
const sure = 0.96
const fewestSure = 4
/** One strange word is soon said. */
const fewestForeign = 2

function detect(reading: SubjectReading): UnsupportedFact[] {
  if (!reading.vocabulary.isEnglish) return []
  const claims = listContentClaims(reading)
  const stranger = ofAnotherItem(reading, claims)
  if (stranger) return [stranger]
  return claims.filter(isUnsupported).slice(0, mostRaised).map(findingOf)
}

/** Most of what makes the claim tell is in nothing that the model was given. */
export const isUnsupported = ({ specifics, missing, plain }: ContentClaim): boolean =>
  missing * 3 >= specifics.length * 2 && (plain || missing >= 2)

function findingOf({ start, end, missing, plain }: ContentClaim): UnsupportedFact {
  return {
    type: 'unsupported-fact',
    severity: 'soft',
    confidence: plain ? 0.65 : 0.55,
    spans: [{ in: 'trace', start, end }],
    message: 'the reasoning says of the content what stands neither there nor in the policy',
    evidence: { of: 'claim', missing },
  }
}

function ofAnotherItem(
  reading: SubjectReading,
  claims: readonly ContentClaim[],
): UnsupportedFact | undefined {
  const strangeness = strangenessOf(reading)
  if (!strangeness || strangeness.likelihood < likely) return undefined
  const { likelihood, foreignWords, foreignQuotations, sharedWords } = strangeness
  const foreign = foreignWords.length + foreignQuotations.length
  if (foreign < fewestForeign) return undefined
  const hard = likelihood >= sure && foreign >= fewestSure
  const places = [...foreignQuotations, ...claims.filter(isUnsupported), ...foreignWords]
  return {
    type: 'unsupported-fact',
    severity: hard ? 'hard' : 'soft',
    confidence: hard ? 0.8 : 0.6,
    spans: places
      .slice(0, mostSpans)
      .map(({ start, end }): FindingSpan => ({ in: 'trace', start, end })),
    message: 'the reasoning hardly uses a word of the content, and speaks of things not in it',
    evidence: {
      of: 'trace',
      sharedWords,
      foreignWords: foreignWords.length,
      foreignQuotations: foreignQuotations.length,
    },
  }
}
