/** A condition that narrows `verdict_listing l` to what its reader may see; `?` stands for the reader's id. */
export interface Scope {
  readonly condition: string
  readonly readerId: string
}

/** Whose words a search may look into: everybody's, nobody's, or those of some content. */
export type SearchedWords = 'all' | 'none' | Scope

/** What a search may show to the one who asks, and what its words may match. */
export interface VerdictReader {
  /** Which rows; null for all. */
  readonly rows: Scope | null
  readonly content: SearchedWords
  /** Traces and rationales. */
  readonly trace: SearchedWords
  /** Whether it may be asked who decided. */
  readonly cases: boolean
}

/** Nobody asks: work of the house itself. */
export const wholeRecord: VerdictReader = { rows: null, content: 'all', trace: 'all', cases: true }
