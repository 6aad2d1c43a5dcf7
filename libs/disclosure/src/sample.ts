import { sha256Hex } from '@assize/kernel'

export const sampleMethods = ['simple', 'stratified'] as const
export type SampleMethod = (typeof sampleMethods)[number]

/** A line of a population. */
export interface PopulationRow {
  readonly id: string
  readonly policy: string
  readonly outcome: string
  readonly simulated: boolean
  /** The commitment of the record's row, which the log holds. */
  readonly digest: string
}

export interface DrawnRow extends PopulationRow {
  readonly key: string
  readonly stratum: string
  /** The chance this row had of being drawn: rows drawn of its stratum over rows in it. */
  readonly inclusion: number
}

export interface Stratum {
  readonly name: string
  readonly rows: number
  readonly drawn: number
}

export interface Lot {
  readonly method: SampleMethod
  readonly seed: string
  readonly populationSha256: string
}

/** How an outsider draws the same sample, with nothing but the population's file and a hash function. */
export const sampleRecipe = [
  'Hash the file of the population with SHA-256: that is its digest, in lower-case hex.',
  'For each line take the key: SHA-256, in lower-case hex, of digest, line feed, seed, line feed, id.',
  'Simple: order all lines by key and take the first n.',
  'Stratified: do so within each stratum, which is policy and outcome with a slash between them, and take as many as the list of strata says.',
  'The sample stands in the order of its keys.',
] as const

export const sampleKey = ({ populationSha256, seed }: Lot, id: string): string =>
  sha256Hex(`${populationSha256}\n${seed}\n${id}`)

export const stratumOf = (method: SampleMethod, { policy, outcome }: PopulationRow): string =>
  method === 'simple' ? 'all' : `${policy}/${outcome}`

/**
 * Shares `size` among strata: two rows each where it has them, so that its spread can be told, then always to the one
 * furthest behind its part of the population, ties by name. Never more than a stratum holds.
 */
export function allocate(counts: ReadonlyMap<string, number>, size: number): readonly Stratum[] {
  const names = [...counts.keys()].sort()
  const rowsOf = (name: string) => counts.get(name) ?? 0
  const all = names.reduce((sum, name) => sum + rowsOf(name), 0)
  const wanted = Math.min(size, all)
  const drawn = new Map(names.map((name) => [name, Math.min(2, rowsOf(name))]))
  const taken = () => [...drawn.values()].reduce((sum, n) => sum + n, 0)
  if (taken() > wanted) {
    for (const name of names) drawn.set(name, 0)
  }
  const short = (name: string) => (wanted * rowsOf(name)) / all - (drawn.get(name) ?? 0)
  while (taken() < wanted) {
    const [next] = names
      .filter((name) => (drawn.get(name) ?? 0) < rowsOf(name))
      .sort((a, b) => short(b) - short(a) || (a < b ? -1 : 1))
    if (next === undefined) break
    // In leaps while one stratum is far behind, one by one at the end.
    const leap = Math.max(
      1,
      Math.min(Math.floor(short(next)), rowsOf(next) - (drawn.get(next) ?? 0)),
    )
    drawn.set(next, (drawn.get(next) ?? 0) + Math.min(leap, wanted - taken()))
  }
  return names.map((name) => ({ name, rows: rowsOf(name), drawn: drawn.get(name) ?? 0 }))
}

interface Candidate {
  readonly key: string
  readonly row: PopulationRow
}

/** Takes rows one by one and keeps the ones with the least keys; never many more than it will draw. */
export class SampleDraw {
  private readonly kept = new Map<string, Candidate[]>()
  private readonly strata: ReadonlyMap<string, Stratum>

  constructor(
    private readonly lot: Lot,
    strata: readonly Stratum[],
  ) {
    this.strata = new Map(strata.map((stratum) => [stratum.name, stratum]))
  }

  offer(row: PopulationRow): void {
    const name = stratumOf(this.lot.method, row)
    const most = this.strata.get(name)?.drawn ?? 0
    const kept = this.kept.get(name) ?? []
    kept.push({ key: sampleKey(this.lot, row.id), row })
    this.kept.set(name, kept.length > 2 * most + 64 ? least(kept, most) : kept)
  }

  drawn(): readonly DrawnRow[] {
    const rows: DrawnRow[] = []
    for (const { name: stratum, rows: all, drawn } of this.strata.values())
      for (const { key, row } of least(this.kept.get(stratum) ?? [], drawn))
        rows.push({ ...row, key, stratum, inclusion: drawn / all })
    return rows.sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}

const least = (candidates: readonly Candidate[], count: number): Candidate[] =>
  candidates.toSorted((a, b) => (a.key < b.key ? -1 : 1)).slice(0, count)
