/** What can be wrong with a log, or with the record it is about. */
export const differenceTypes = [
  'entry-missing',
  'entry-altered',
  'entry-moved',
  'row-missing',
  'row-altered',
  'words-missing',
  'words-altered',
  'row-not-logged',
  'record-missing',
  'tile-altered',
  'root-differs',
  'log-shorter',
  'checkpoint-unsigned',
  'checkpoint-altered',
  'checkpoint-older',
  'listing-missing',
  'listing-altered',
  'listing-stray',
] as const

export type DifferenceType = (typeof differenceTypes)[number]

/** One thing that is not as it should be, named. */
export interface Difference {
  readonly type: DifferenceType
  /** In words, quoting neither content nor traces. */
  readonly message: string
  readonly index?: string
  readonly kind?: string
  readonly id?: string
  readonly part?: number
  /** A fact the entry states, `words`, or `a fact of the row`. */
  readonly field?: string
}

const mostKept = 100

/** The differences found so far: the first ones in full, the rest counted. */
export class Differences {
  private constructor(
    private readonly kept: Difference[],
    private counted: number,
  ) {}

  static of(kept: readonly Difference[] = [], counted = kept.length): Differences {
    return new Differences([...kept], counted)
  }

  add(...differences: readonly Difference[]): void {
    this.counted += differences.length
    this.kept.push(...differences.slice(0, Math.max(0, mostKept - this.kept.length)))
  }

  get first(): readonly Difference[] {
    return this.kept
  }

  get count(): number {
    return this.counted
  }
}
