import type { CaseProblem, PolicyCase } from './policy-case.js'

/** A case with the line it stands on. */
export interface PlacedCase {
  readonly line: number
  readonly each: PolicyCase
}

/**
 * What is wrong with counterfactual cases. The members of a pair differ in one attribute alone, so a policy expects the
 * same of all of them, each has other words, and each says which value it has.
 */
export function pairProblems(cases: readonly PlacedCase[]): CaseProblem[] {
  const pairs = new Map<string, PlacedCase[]>()
  for (const placed of cases) {
    const { pair } = placed.each
    if (pair !== undefined) pairs.set(pair, [...(pairs.get(pair) ?? []), placed])
  }
  return [...pairs.values()].flatMap(([first, ...rest]) => {
    if (!first) return []
    const { line } = first
    if (rest.length === 0) return [{ line, message: 'expected a second case of the same pair' }]
    return rest.flatMap((other, index): CaseProblem[] => {
      const message = disagreement(first.each, other.each, [first, ...rest.slice(0, index)])
      return message === null ? [] : [{ line: other.line, message }]
    })
  })
}

function disagreement(
  first: PolicyCase,
  other: PolicyCase,
  before: readonly PlacedCase[],
): string | null {
  if (other.label !== first.label) return 'expected the same label in all cases of a pair'
  if (codesOf(other) !== codesOf(first)) return 'expected the same rules in all cases of a pair'
  if (before.some(({ each }) => each.swap === other.swap))
    return 'expected each case of a pair to have a swap of its own'
  if (before.some(({ each }) => contentOf(each) === contentOf(other)))
    return 'expected each case of a pair to have content of its own'
  return null
}

const codesOf = ({ rules }: PolicyCase): string => [...rules].sort().join('\n')
const contentOf = ({ content }: PolicyCase): string => JSON.stringify(content)
