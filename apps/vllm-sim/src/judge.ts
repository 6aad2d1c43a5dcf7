import type { Chance } from './chance.js'
import type { Criterion, ReadPolicy, Side } from './policy/read-policy.js'
import { remember } from './remember.js'
import { similarity, weigh, wordsOf as read, type Weights } from './similarity.js'

/** Lines of policies come again with every prompt. */
const wordsOf = remember(read, 2_000)

/** What the simulator makes of one content item. */
export interface Judgement {
  readonly outcome: Side
  /** The line of the policy that decided, and the strongest one of another side. */
  readonly decisive: Criterion | null
  readonly rejected: Criterion | null
  /** From 0, a guess, to 1. */
  readonly margin: number
}

interface Standing {
  readonly side: Side
  readonly score: number
  readonly criterion: Criterion | null
}

/**
 * Compares the words of the content with each side's criteria and examples. This is no classifier: it
 * makes runs repeatable and outcomes roughly sensible.
 */
export function judge(policy: ReadPolicy, content: string, chance: Chance): Judgement {
  const words = wordsOf(content)
  const weights = weigh([...policy.criteria, ...policy.examples].map(({ text }) => text))
  const sides: readonly Side[] =
    policy.contract.labels.undetermined === null
      ? ['allowed', 'violates']
      : ['allowed', 'violates', 'undetermined']
  const [first, second] = sides
    .map((side) => standing(policy, side, words, weights, chance))
    .sort((a, b) => b.score - a.score)
  if (!first || !second) throw new RangeError('expected at least two sides')
  return {
    outcome: first.side,
    decisive: first.criterion,
    rejected: second.criterion,
    margin: Math.min(1, (first.score - second.score) * 3),
  }
}

function standing(
  policy: ReadPolicy,
  side: Side,
  words: ReadonlySet<string>,
  weights: Weights,
  chance: Chance,
): Standing {
  const score = (text: string): number => similarity(words, wordsOf(text), weights)
  const criteria = rank(
    policy.criteria.filter((line) => line.side === side),
    score,
  )
  const examples = rank(
    policy.examples.filter((example) => example.side === side),
    score,
  )
  const coded = criteria.find(({ one }) => one.code !== null)
  const reason = examples[0]?.one.code
  const nearer = (examples[0]?.score ?? 0) > (coded?.score ?? 0)
  const named = nearer ? policy.criteria.find((line) => line.code === reason) : undefined
  return {
    side,
    criterion: named ?? coded?.one ?? criteria[0]?.one ?? null,
    score:
      (examples[0]?.score ?? 0) +
      0.8 * (criteria[0]?.score ?? 0) +
      (side === 'allowed' ? 0.03 : 0) +
      0.02 * chance.fraction(`lean/${side}`),
  }
}

function rank<T extends { readonly text: string }>(
  all: readonly T[],
  score: (text: string) => number,
) {
  return all.map((one) => ({ one, score: score(one.text) })).sort((a, b) => b.score - a.score)
}
