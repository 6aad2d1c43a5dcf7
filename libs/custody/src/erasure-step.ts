/** What may hang on a content item: facts that stay without their words, or files that have to be withdrawn. */
export const reachKinds = [
  'content',
  'author',
  'verdict',
  'attempt',
  'finding-set',
  'finding-note',
  'decision',
  'ruling',
  'test-result',
  'example-offer',
  'appeal',
  'appeal-decision',
  'data-set',
  'stored-export',
  'saved-view',
  'stored-request',
] as const
export type ReachKind = (typeof reachKinds)[number]

/** How much of one kind an erasure touches; `named` lists what people know by name, such as a data set's version. */
export interface Reach {
  readonly kind: ReachKind
  readonly count: number
  readonly named?: readonly string[]
}

/** The least a step needs of a database: `Sql` of the platform fits. */
export interface Statements {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
}

/**
 * What a room does when content is erased: it deletes the words it keeps of the items, and withdraws what it made of
 * them. Custody runs every step in one transaction as `assize_eraser`, which may read facts, delete words, and nothing
 * else that its room's migration has not granted it. A step may run twice for the same items.
 */
export abstract class ErasureStep {
  abstract readonly name: string
  /** Whether it keeps no words, and only takes back what they were copied into: it is asked where words went. */
  readonly takesBackCopies: boolean = false
  /** Whether it looks at words that other steps delete, and so comes before them. */
  readonly readsWords: boolean = false
  /** What would go, or is affected; reads only, and runs as the application too. */
  abstract reach(sql: Statements, contentItemIds: readonly string[]): Promise<readonly Reach[]>
  /** Answers how many rows of words went. */
  abstract erase(tx: Statements, contentItemIds: readonly string[]): Promise<number>
}
