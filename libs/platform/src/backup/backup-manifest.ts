/** At the start of a backup: what it takes to make a database it fits into. */
export interface BackupOpening {
  readonly v: 1
  readonly createdAt: string
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  /** First days of the months that have partitions of their own. */
  readonly months: readonly string[]
}

export interface BackedUpFile {
  readonly name: string
  readonly bytes: string
}

export interface BackedUpTable {
  readonly name: string
  readonly columns: readonly string[]
}

export interface TableDigest {
  readonly name: string
  readonly rows: number
  /** Of the rows as PostgreSQL copies them out. */
  readonly sha256: string
}

/** At its end: what must have come before, and how far the log had grown. */
export interface BackupClosing {
  readonly tables: readonly TableDigest[]
  readonly sequences: readonly { readonly name: string; readonly value: string }[]
  readonly log: { readonly size: string; readonly root: string }
  readonly checkpoint: string | null
}
