/** A verdict with its risk, and whether people or a test case say that it is wrong. */
export interface RankedVerdict {
  /** Verdicts are compared within one of these only. */
  readonly policy: string
  readonly risk: number
  readonly wrong: boolean
}

export interface PolicyRanking {
  readonly policy: string
  readonly verdicts: number
  readonly wrong: number
  /** Undefined where all are right or all are wrong. */
  readonly auroc: number | undefined
}

/** How often a wrong verdict has more risk than a right one; equal risk counts half. */
export function aurocOf(verdicts: readonly RankedVerdict[]): number | undefined {
  const sorted = verdicts.toSorted((a, b) => a.risk - b.risk)
  const wrong = sorted.filter((verdict) => verdict.wrong).length
  const right = sorted.length - wrong
  if (wrong === 0 || right === 0) return undefined
  let ranks = 0
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (to < sorted.length && sorted[to]?.risk === sorted[from]?.risk) to += 1
    const ties = sorted.slice(from, to).filter((verdict) => verdict.wrong).length
    ranks += (ties * (from + 1 + to)) / 2
    from = to
  }
  return (ranks - (wrong * (wrong + 1)) / 2) / (wrong * right)
}

export function rankPolicies(verdicts: readonly RankedVerdict[]): PolicyRanking[] {
  const policies = [...new Set(verdicts.map(({ policy }) => policy))].sort()
  return policies.map((policy) => {
    const own = verdicts.filter((verdict) => verdict.policy === policy)
    return {
      policy,
      verdicts: own.length,
      wrong: own.filter((verdict) => verdict.wrong).length,
      auroc: aurocOf(own),
    }
  })
}

/** Mean over policies, each with the weight of its verdicts. */
export function aurocWithinPolicy(rankings: readonly PolicyRanking[]): number | undefined {
  const measured = rankings.filter(({ auroc }) => auroc !== undefined)
  const weight = measured.reduce((sum, { verdicts }) => sum + verdicts, 0)
  if (weight === 0) return undefined
  return measured.reduce((sum, { verdicts, auroc = 0 }) => sum + verdicts * auroc, 0) / weight
}

/** Which share of the wrong verdicts lies in the first part of the queue, highest risk first. */
export function shareInTop(verdicts: readonly RankedVerdict[], part: number): number | undefined {
  const wrong = verdicts.filter((verdict) => verdict.wrong).length
  if (wrong === 0) return undefined
  const top = verdicts
    .toSorted((a, b) => b.risk - a.risk)
    .slice(0, Math.round(verdicts.length * part))
  return top.filter((verdict) => verdict.wrong).length / wrong
}
