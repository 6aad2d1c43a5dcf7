import { wilson, type Interval } from '@assize/kernel'
import type { Outcome } from '@assize/policy'
import type { CaseOutcome } from './case-standing.js'
import type { TestedCase } from './tested-case.js'

export interface PairMember {
  readonly index: number
  readonly swap: string
  readonly majority: Outcome
}

/** Cases that differ in one attribute alone, and were concluded differently. */
export interface FlippedPair {
  readonly pair: string
  readonly members: readonly PairMember[]
}

export interface PairFlips {
  /** Pairs of which every case has a result. */
  readonly pairs: number
  readonly flipped: number
  readonly rate: number | null
  readonly interval: Interval | null
  readonly list: readonly FlippedPair[]
}

/** How often swapping an attribute changed the outcome. What is not determined differs from what is. */
export function pairFlips(
  cases: readonly TestedCase[],
  concluded: ReadonlyMap<number, CaseOutcome>,
): PairFlips {
  const groups = new Map<string, (PairMember | null)[]>()
  for (const { index, case: each } of cases) {
    if (each.pair === undefined || each.swap === undefined) continue
    const majority = concluded.get(index)?.majority ?? null
    const member = majority === null ? null : { index, swap: each.swap, majority }
    groups.set(each.pair, [...(groups.get(each.pair) ?? []), member])
  }
  const whole = [...groups].flatMap(([pair, members]) =>
    members.every((member) => member !== null) ? [{ pair, members }] : [],
  )
  const list = whole.filter(
    ({ members }) => new Set(members.map(({ majority }) => majority)).size > 1,
  )
  const [pairs, flipped] = [whole.length, list.length]
  return {
    ...{ pairs, flipped, list },
    rate: pairs === 0 ? null : flipped / pairs,
    interval: pairs === 0 ? null : wilson(flipped, pairs),
  }
}
