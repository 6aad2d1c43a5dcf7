import type { Outcome } from '@assize/policy'
import type { Finding } from '../finding.js'

/** Raised by comparing verdicts, which no detector of one verdict can do. */
export const acrossFindingTypes = ['self-inconsistent'] as const
export type AcrossFindingType = (typeof acrossFindingTypes)[number]

/** Why two verdicts are compared, from the closest likeness to the loosest. */
export const likenesses = [
  'same-prompt',
  'same-words',
  'near-duplicate',
  'language',
  'effort',
] as const
export type Likeness = (typeof likenesses)[number]

/** One verdict as it is compared with others; model and effort are null where nobody recorded them. */
export interface Compared {
  readonly id: string
  readonly outcome: Outcome
  readonly model: string | null
  readonly effort: string | null
}

/** A finding names no more of the others than this; the split counts all. */
const mostNamed = 20

const ways: Readonly<Record<Likeness, string>> = {
  'same-prompt': 'the same prompt',
  'same-words': 'the same words under the same policy version',
  'near-duplicate': 'nearly the same words under the same policy version',
  language: 'the same item in another language',
  effort: 'the same words at another effort',
}

/**
 * What `own` has against it among verdicts that should be like it; undefined where all agree. Hard only where the very
 * same prompt at the same known model and effort was judged to break and to keep the rules, and most say otherwise than
 * `own`: whichever is right, this one stands alone. Confidence is the share that concluded otherwise, `own` counted.
 */
export function findDisagreement(
  own: Compared,
  others: readonly Compared[],
  likeness: Likeness,
): Finding<AcrossFindingType> | undefined {
  const otherwise = others.filter(({ outcome }) => outcome !== own.outcome)
  if (otherwise.length === 0) return undefined
  const outvoted = likeness === 'same-prompt' ? outvotedBy(own, others) : undefined
  const all = [own, ...others]
  const split = splitOf(all)
  return {
    type: 'self-inconsistent',
    severity: outvoted === undefined ? 'soft' : 'hard',
    confidence: rounded(outvoted ?? otherwise.length / all.length),
    spans: [],
    message: `${ways[likeness]} was judged ${all.length} times: ${wordsOf(split)}`,
    evidence: {
      kind: likeness,
      split,
      otherwise: otherwise.slice(0, mostNamed).map(({ id }) => id),
      alike: others
        .filter(({ outcome }) => outcome === own.outcome)
        .slice(0, mostNamed)
        .map(({ id }) => id),
    },
  }
}

/** The share of those who concluded the opposite, where they are the most of its equals. */
function outvotedBy(own: Compared, others: readonly Compared[]): number | undefined {
  if (own.outcome === 'undetermined' || own.model === null || own.effort === null) return undefined
  const opposite: Outcome = own.outcome === 'violates' ? 'allowed' : 'violates'
  const equals = others.filter(({ model, effort }) => model === own.model && effort === own.effort)
  const against = equals.filter(({ outcome }) => outcome === opposite).length
  return against * 2 > equals.length + 1 ? against / (equals.length + 1) : undefined
}

function splitOf(all: readonly Compared[]): Readonly<Partial<Record<Outcome, number>>> {
  const split: Partial<Record<Outcome, number>> = {}
  for (const { outcome } of all) split[outcome] = (split[outcome] ?? 0) + 1
  return split
}

const wordsOf = (split: Readonly<Partial<Record<Outcome, number>>>): string =>
  (['violates', 'allowed', 'undetermined'] as const)
    .flatMap((outcome) => (split[outcome] ? [`${split[outcome]} ${outcome}`] : []))
    .join(', ')

const rounded = (share: number): number => Math.round(share * 1000) / 1000
