import { auditBundleTrace, type BundleAudit } from '../bundle-audit.js'
import { hardNegatives, mutations } from './mutations.js'
import type { HardNegative, JudgedCase, Mutation, MutationWorld } from './mutation.js'
import type { PhraseBook } from './phrase-book.js'
import { SeededRandom } from './random.js'

/** How often a fault was put in and found under a right name, or a likeness raised though it is none. */
export interface MutationScore {
  readonly name: string
  readonly applied: number
  /** Of a mutation: found under a right type. Of a hard negative: raised. */
  readonly found: number
  /** Trace ids of what went wrong: a fault missed, a likeness raised. */
  readonly failed: readonly string[]
  /** Types that a likeness was raised under. */
  readonly raised: readonly string[]
}

export interface MutationMeasure {
  readonly mutations: readonly MutationScore[]
  readonly negatives: readonly MutationScore[]
}

interface Settings {
  readonly phrases: PhraseBook
  readonly seed: string
}

interface Prepared {
  readonly given: JudgedCase
  readonly base: BundleAudit
  readonly world: Omit<MutationWorld, 'random'>
}

/** Puts every mutation and every likeness once into each case that offers a place for it. */
export function measureMutations(
  cases: readonly JudgedCase[],
  { phrases, seed }: Settings,
): MutationMeasure {
  const prepared = cases.map((given): Prepared => {
    const isSibling = (other: JudgedCase) =>
      other !== given && other.trace.policyVersion === given.trace.policyVersion
    const isStranger = (other: JudgedCase) =>
      familyOf(other.trace.policyVersion) !== familyOf(given.trace.policyVersion)
    return {
      given,
      base: auditBundleTrace(given.trace, given.policy),
      world: { phrases, siblings: cases.filter(isSibling), strangers: cases.filter(isStranger) },
    }
  })
  return {
    mutations: mutations.map((mutation) => scoreMutation(mutation, prepared, seed)),
    negatives: hardNegatives.map((negative) => scoreNegative(negative, prepared, seed)),
  }
}

function scoreMutation(
  mutation: Mutation,
  prepared: readonly Prepared[],
  seed: string,
): MutationScore {
  return score(mutation, prepared, seed, (base, audit) => {
    const right = typesIn(audit).filter((type) => mutation.raises.includes(type))
    // A case that has such a finding already says nothing of this one.
    if (typesIn(base).some((type) => mutation.raises.includes(type))) return undefined
    return { found: right.length > 0, failed: right.length === 0, raised: right }
  })
}

function scoreNegative(
  negative: HardNegative,
  prepared: readonly Prepared[],
  seed: string,
): MutationScore {
  return score(negative, prepared, seed, (base, audit) => {
    const before = new Set(typesIn(base))
    const raised = audit.findings
      .filter(
        ({ type, severity, confidence }) =>
          confidence >= counted &&
          !before.has(type) &&
          (severity === 'hard' || negative.spares.includes(type)),
      )
      .map(({ type }) => type)
    return { found: raised.length > 0, failed: raised.length > 0, raised }
  })
}

interface Judgement {
  readonly found: boolean
  readonly failed: boolean
  readonly raised: readonly string[]
}

function score(
  { name, mutate }: Pick<Mutation, 'name' | 'mutate'>,
  prepared: readonly Prepared[],
  seed: string,
  judge: (base: BundleAudit, audit: BundleAudit) => Judgement | undefined,
): MutationScore {
  const judged = prepared.flatMap(({ given, base, world }) => {
    const random = new SeededRandom(`${seed}/${name}/${given.trace.traceId}`)
    const mutant = mutate(given, { ...world, random })
    const judgement = mutant && judge(base, auditBundleTrace(mutant.trace, mutant.policy))
    return judgement ? [{ traceId: given.trace.traceId, ...judgement }] : []
  })
  return {
    name,
    applied: judged.length,
    found: judged.filter(({ found }) => found).length,
    failed: judged.filter(({ failed }) => failed).map(({ traceId }) => traceId),
    raised: judged.flatMap(({ raised }) => raised),
  }
}

/** More likely than not. */
const counted = 0.5

const typesIn = ({ findings }: BundleAudit): string[] =>
  findings.filter(({ confidence }) => confidence >= counted).map(({ type }) => type)

const familyOf = (policyVersion: string): string => policyVersion.split('@')[0] ?? policyVersion
