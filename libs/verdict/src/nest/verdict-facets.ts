import { Inject, Injectable } from '@nestjs/common'
import type { VerdictFilter } from '../verdict-store.js'
import { facetNames, isNarrowed, withoutOwn, type FacetName } from './facet-list.js'
import { FacetSample, type Sample } from './facet-sample.js'
import { wholeRecord, type VerdictReader } from './verdict-reader.js'

export interface Count {
  readonly value: string
  readonly count: number
}

export type FacetCounts = Readonly<Record<FacetName, readonly Count[]>> & {
  readonly total: number
  /** Whether there was more than is counted row by row. */
  readonly estimated: boolean
  /** Whether nobody knows by how much: `total` is then what there is at least. */
  readonly atLeast: boolean
}

/** Counts beside a list, over a bounded number of rows. */
@Injectable()
export class VerdictFacets {
  constructor(@Inject(FacetSample) private readonly samples: FacetSample) {}

  /**
   * Each facet is counted under the whole filter but its own part, so that a second value can be chosen beside the
   * first. Who may not ask about cases is not told who decided them.
   */
  async count(filter: VerdictFilter, reader: VerdictReader = wholeRecord): Promise<FacetCounts> {
    const shown = facetNames.filter((name) => reader.cases || name !== 'reviewer')
    const narrowed = shown.filter((name) => isNarrowed(filter, name))
    const [whole, ...others] = await Promise.all([
      this.samples.take(
        filter,
        reader,
        shown.filter((name) => !narrowed.includes(name)),
      ),
      ...narrowed.map((name) => this.samples.take(withoutOwn(filter, name), reader, [name])),
    ])
    const samples = new Map<FacetName, Sample>(
      shown.map((name) => [name, others[narrowed.indexOf(name)] ?? whole]),
    )
    const counted = facetNames.map((name) => [name, countsOf(samples.get(name), name)])
    return {
      ...(Object.fromEntries(counted) as Record<FacetName, readonly Count[]>),
      total: Math.round(whole.rows * whole.factor),
      estimated: [whole, ...others].some(({ cut }) => cut),
      atLeast: whole.cut && whole.factor === 1,
    }
  }
}

const countsOf = (sample: Sample | undefined, name: FacetName): readonly Count[] =>
  [...(sample?.counts.get(name) ?? [])]
    .map(([value, count]) => ({ value, count: Math.round(count * (sample?.factor ?? 1)) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
