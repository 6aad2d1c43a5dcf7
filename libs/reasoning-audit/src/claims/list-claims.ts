import { listSteps } from '@assize/kernel'
import { listLabelTokens } from '@assize/verdict'
import type { Place } from '../passages.js'
import type { SubjectReading } from '../subject-reading.js'
import { groundingCoverage, type Claim, type ClaimKind } from './claim.js'
import { listGroundedClaims, type GroundedClaim } from './grounds.js'

const inferring =
  /^(?:so|thus|therefore|hence|accordingly|consequently|which means|that means|this means|given (?:that|this)|because|since|it follows|in (?:conclusion|sum|short)|overall|all in all|on balance)\b/i
const most = 1000

/** Claims of a trace in order, each with what bears it out or what it rests on. Time grows with the texts' length. */
export function listClaims(reading: SubjectReading): Claim[] {
  const steps = listSteps(reading.subject.trace)
  const found = [...listGroundedClaims(reading), ...reasoned(reading)]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .slice(0, most)
  let step = 0
  return found.map(({ kind, start, end, unsupported, locate }, index) => {
    while (step + 1 < steps.length && (steps[step + 1]?.start ?? 0) <= start) step += 1
    const support = locate()
    const restsOn = isReasoned(kind) ? groundsOf(found, index) : []
    return { kind, step: step + 1, start, end, support, unsupported, restsOn }
  })
}

/** The same share as of `listClaims`, without looking for places. */
export const coverageOf = (reading: SubjectReading): number | null =>
  groundingCoverage(listGroundedClaims(reading))

const isReasoned = (kind: ClaimKind): boolean => kind === 'inference' || kind === 'conclusion'

function reasoned({ sentences, subject }: SubjectReading): GroundedClaim[] {
  const { labels } = subject.contract
  const last = sentences.length - 1
  return sentences.flatMap((sentence, i): GroundedClaim[] => {
    const infers = inferring.test(sentence.text)
    if (!infers && i < last - 3) return []
    const named = new Set(listLabelTokens(sentence.text, labels, []).map(({ label }) => label))
    const concludes = named.size === 1 && (infers || i === last) && !/\?\W*$/.test(sentence.text)
    if (!infers && !concludes) return []
    return [{ kind: concludes ? 'conclusion' : 'inference', ...placeOf(sentence), ...needsNone }]
  })
}

const needsNone = { unsupported: false, locate: () => null }
const placeOf = ({ start, end }: Place): Place => ({ start, end })
const mostGrounds = 4

/** What stands within it or was said since the inference before it; failing that, that inference. */
function groundsOf(claims: readonly GroundedClaim[], index: number): number[] {
  const own = claims[index]
  if (!own) return []
  const grounds: number[] = []
  for (let at = index + 1; (claims[at]?.start ?? Infinity) < own.end; at += 1) grounds.push(at)
  for (let at = index - 1; at >= 0 && grounds.length < mostGrounds; at -= 1) {
    const claim = claims[at]
    if (!claim) break
    if (isReasoned(claim.kind)) {
      if (grounds.length === 0) grounds.push(at)
      if (claim.end <= own.start) break
    } else grounds.push(at)
  }
  return grounds.slice(0, mostGrounds).sort((a, b) => a - b)
}
