export interface Piece {
  readonly text: string
  /** Whether it lies in one of the ranges that were marked. */
  readonly marked: boolean
}

export interface Range {
  readonly start: number
  readonly end: number
}

/** A text cut where marks begin and end; the ranges in order. */
export function pieces(text: string, differing: readonly Range[]): readonly Piece[] {
  const cut: Piece[] = []
  let at = 0
  const push = (end: number, marked: boolean) => {
    if (end > at) cut.push({ text: text.slice(at, end), marked })
    at = Math.max(at, end)
  }
  for (const { start, end } of differing) {
    push(start, false)
    push(end, true)
  }
  push(text.length, false)
  return cut
}

interface Paired {
  readonly index: number
  readonly pair: string | null
}

export interface PairOfCases<Case> {
  readonly pair: string
  readonly members: readonly Case[]
}

/** Cases by the pair they belong to, in the order of the first of each. */
export function pairsOf<Case extends Paired>(cases: readonly Case[]): PairOfCases<Case>[] {
  const pairs = new Map<string, Case[]>()
  for (const each of cases) {
    if (each.pair === null) continue
    pairs.set(each.pair, [...(pairs.get(each.pair) ?? []), each])
  }
  return [...pairs].map(([pair, members]) => ({ pair, members }))
}
