/** Where a file of rows is whole: the next worker cuts it there and goes on after that row. */
export interface RowPosition {
  readonly bytes: number
  /** Digits: JSON holds no big integers. */
  readonly rows: string
  /** The id of the last row; null before the first. */
  readonly after: string | null
}

export const fileStart: RowPosition = { bytes: 0, rows: '0', after: null }

/** Writes rows, as the database sends them, in one format. */
export interface RowSink {
  readonly rows: bigint
  take(chunk: Buffer): Promise<void>
  /** Appends what is whole and still held; to be called before a position is kept. */
  flush(): Promise<void>
  /** Up to where what was taken can be kept. */
  position(): RowPosition
  end(): Promise<void>
}

/** What a sink writes to. */
export interface ByteSink {
  readonly bytes: number
  append(chunk: Uint8Array): Promise<void>
}
