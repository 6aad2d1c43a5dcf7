export interface Dot {
  readonly commit: string
  readonly parents: readonly string[]
  readonly version: object | null
}

/** A line from a dot to a parent below it; without a row, to what lies below the page. */
export interface Edge {
  readonly from: Place
  readonly to: Place
  /** Runs down in this lane before it turns into that of the parent. */
  readonly lane: number
  readonly older: boolean
}

export interface Place {
  readonly row: number
  readonly lane: number
}

export interface Lanes {
  readonly lanes: readonly number[]
  readonly edges: readonly Edge[]
  readonly width: number
}

/**
 * A lane for every dot and the lines between them. Versions stand in the first lane; a line of other commits takes the
 * first lane that is free from its newest commit down to what it stands on. Dots are given newest first, each above its
 * parents.
 */
export function layLanes(dots: readonly Dot[]): Lanes {
  const rowOf = new Map(dots.map(({ commit }, row) => [commit, row]))
  const lanes: number[] = []
  /** By lane: the row down to which it is taken. */
  const takenTo: number[] = [dots.length]
  dots.forEach((dot, row) => {
    if (dot.version !== null) {
      lanes[row] = 0
      return
    }
    const above = dots.findIndex(
      (other, at) => at < row && other.version === null && other.parents.includes(dot.commit),
    )
    const inherited = above >= 0 ? lanes[above] : undefined
    lanes[row] = inherited ?? freeLane(takenTo, firstRow(dots, dot.commit, row))
    const last = Math.max(row, ...dot.parents.map((parent) => rowOf.get(parent) ?? dots.length))
    takenTo[lanes[row]] = Math.max(takenTo[lanes[row]] ?? 0, last)
  })
  const edges = dots.flatMap((dot, row) =>
    dot.parents.map((parent): Edge => {
      const to = rowOf.get(parent)
      const from = { row, lane: lanes[row] ?? 0 }
      const end =
        to === undefined ? { row: dots.length, lane: 0 } : { row: to, lane: lanes[to] ?? 0 }
      const target = to === undefined ? { ...end, lane: dot.version ? 0 : from.lane } : end
      return { from, to: target, lane: Math.max(from.lane, target.lane), older: to === undefined }
    }),
  )
  return { lanes, edges, width: Math.max(1, ...lanes.map((lane) => lane + 1)) }
}

/** Where the line that leads to a commit begins: at the merge that brought it, else at itself. */
function firstRow(dots: readonly Dot[], commit: string, row: number): number {
  const merge = dots.findIndex(({ parents }) => parents.includes(commit))
  return merge >= 0 && merge < row ? merge : row
}

function freeLane(takenTo: readonly number[], from: number): number {
  for (let lane = 1; ; lane++) if ((takenTo[lane] ?? -1) <= from) return lane
}
